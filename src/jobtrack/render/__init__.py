"""Domain values as text: one file per format. ``renderer_for`` is the door; nothing here prints."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what a door names is loaded behind it
    from jobtrack.domain.report import Report
    from jobtrack.render.medium import Medium


class Format(StrEnum):
    """What a report is printed as, in the order shown; each is a module of this room."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


Renderer = Callable[["Report", "Medium"], str]


def renderer_for(format: Format) -> Renderer:
    """The function that turns a report into text of that format."""
    renderer: Renderer = import_module(f"jobtrack.render.{format}").report_text
    return renderer
