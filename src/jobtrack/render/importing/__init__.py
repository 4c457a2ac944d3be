"""What bringing files in does, for a person and as data."""
