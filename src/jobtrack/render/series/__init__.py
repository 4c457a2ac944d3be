"""The series of one indicator, and everything that was ever said of it."""
