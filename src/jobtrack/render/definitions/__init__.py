"""Indicators, areas, groups and targets as they are listed, and what becomes of those that change."""
