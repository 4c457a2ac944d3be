"""What is to be reported, and how, whichever kind of report it is."""

from pathlib import Path
from typing import NamedTuple

from jobtrack.commands.surroundings import Moment
from jobtrack.domain.report import Alarm
from jobtrack.render import Format


class Asked(NamedTuple):
    """Of which indicators and area, as they were typed; where the report goes.

    With an ``alarm`` only what raises it is shown.
    """

    indicators: list[str] | None
    area: str | None
    moment: Moment
    format: Format
    output: Path | None
    alarm: Alarm | None
