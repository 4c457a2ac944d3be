"""Run with ``python -m jobtrack``."""

from jobtrack.cli import run

run()
