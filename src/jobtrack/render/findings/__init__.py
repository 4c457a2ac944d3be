"""What ``check`` noticed, for a person and as data."""
