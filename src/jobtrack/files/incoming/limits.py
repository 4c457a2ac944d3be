"""How much of a file is taken: beyond it the file is refused, so that memory stays bounded."""

from typing import NamedTuple

LONGEST_CELL = 131_072  # characters; the csv module's own limit, four times that of a spreadsheet
LONGEST_LINE = 1_000_000  # characters of a line of text, or of the cells of a spreadsheet's row
MOST_COLUMNS = 16_384  # of any spreadsheet: A to XFD
MOST_ROWS = 1_048_576  # the same


class Limits(NamedTuple):
    """What the process that reads a workbook may take before it is ended."""

    memory_bytes: int = 1 << 30  # held by the system where it knows how; macOS does not
    processor_seconds: int = 600
    silent_seconds: float = 120.0  # without a single row, as seen from outside
    cells: int = 50_000_000


WORKBOOK = Limits()
