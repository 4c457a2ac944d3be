"""How a verdict came about, for a person and as data."""
