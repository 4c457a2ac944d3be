"""Batches and what takes them back, copies them or brings in those of others."""
