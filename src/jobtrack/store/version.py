"""How a jobtrack database is told from any other file."""

MAGIC = b"SQLite format 3\0"  # what the file begins with
APPLICATION_ID = 0x4A54524B  # "JTRK"
SCHEMA_VERSION = 1  # the number of steps in schema.py
