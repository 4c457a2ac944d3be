"""jobtrack: monthly indicator snapshots against dated targets."""

__version__ = "1.0.0"
