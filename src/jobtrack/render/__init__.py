"""Domain values as text or bytes: one file per format. ``renderer_for`` is the door; nothing prints."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from jobtrack.errors.exporting import ExtraMissing

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
    HTML = "html"
    XLSX = "xlsx"


Renderer = Callable[["Report", "Medium"], str | bytes]
BINARY = frozenset({Format.HTML, Format.XLSX})  # bytes, in their own encoding and for no terminal
_EXTRAS = {"jinja2": "report", "matplotlib": "report", "xlsxwriter": "excel"}


def renderer_for(format: Format) -> Renderer:
    """The function that turns a report into text of that format, or bytes. Errors: ExtraMissing."""
    return function_of(format, "report")


def function_of(format: Format, what: str) -> Callable[..., str | bytes]:
    """What makes text, or bytes, of a ``what`` in that format. Errors: ExtraMissing."""
    try:
        module = import_module(f"jobtrack.render.{format}")
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _EXTRAS:
            raise
        raise ExtraMissing(format=format, extra=_EXTRAS[library]) from error
    kind = "bytes" if format in BINARY else "text"
    function: Callable[..., str | bytes] = getattr(module, f"{what}_{kind}")
    return function
