"""jobtrack: monthly indicator snapshots against dated targets."""

__version__ = "0.1.0"
