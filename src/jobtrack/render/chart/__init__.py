"""Drawings as figures for paper and screens: matplotlib stands behind ``chart_renderer``."""

import logging
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib import import_module

from jobtrack.domain.drawing import Drawing
from jobtrack.errors.exporting import ExtraMissing
from jobtrack.render.medium import Medium


class ChartFormat(StrEnum):
    """What a chart is drawn as, in the order shown."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


ChartRenderer = Callable[[Sequence[Drawing], ChartFormat, Medium, str | None], bytes]
_LIBRARIES = {"matplotlib", "numpy", "PIL"}
logging.getLogger("matplotlib").setLevel(
    logging.ERROR
)  # it tells of its caches, the first time when loaded


def chart_renderer(format: ChartFormat) -> ChartRenderer:
    """The function that draws charts as a figure of that format. Errors: ExtraMissing."""
    try:
        renderer: ChartRenderer = import_module("jobtrack.render.chart.figure").chart_bytes
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise ExtraMissing(format=format, extra="charts") from error
    return renderer
