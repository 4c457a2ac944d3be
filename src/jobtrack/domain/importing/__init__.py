"""Bringing whole files in: what their columns mean, which figures they hold, what becomes of each."""
