"""The way from a sheet to its figures: what the columns mean, then every line below the header."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from jobtrack.domain.importing.body.cells import Cells
from jobtrack.domain.importing.body.figures import found_in
from jobtrack.domain.importing.found import Found
from jobtrack.domain.importing.header.layout import Layout
from jobtrack.domain.importing.header.recognition import layout_of
from jobtrack.domain.importing.mapping import NO_DEFAULTS, NO_MAPPING, Defaults, FileMapping
from jobtrack.domain.importing.sheet import Sheet
from jobtrack.domain.plan import Plan
from jobtrack.errors.figures import PublishedInFuture

_HEAD = 1000  # lines by which the columns are recognised


class Reading(NamedTuple):
    """A sheet that is recognised: its layout, and what its lines hold, read as it is walked, once."""

    layout: Layout
    found: Iterator[Found]


def reading_of(
    sheet: Sheet,
    plan: Plan,
    today: date,
    mapping: FileMapping = NO_MAPPING,
    options: Defaults = NO_DEFAULTS,
) -> Reading:
    """What ``sheet`` says in the words of ``plan``; nothing is taken from after ``today``.

    What a row does not say is taken from its column, from the lines above the header, from ``options``
    and from the defaults of ``mapping``, in this order. A line that can't be taken is a Rejection; none
    that holds a number is passed over in silence.
    Errors: those of ``layout_of``; PublishedInFuture of a default.
    """
    head = list(islice(sheet.lines, _HEAD))
    layout = layout_of(head, sheet.place, plan, mapping, options)
    published = layout.defaults.published
    if published is not None and published > today:
        raise PublishedInFuture(day=published, today=today)
    if layout.is_empty:
        return Reading(layout, iter(()))
    repeated = frozenset(
        tuple(text for text in map(str.strip, cells) if text) for _, cells in head[: layout.first]
    )
    lines = chain(head[layout.first :], sheet.lines)
    return Reading(layout, found_in(lines, Cells(layout, plan, mapping, today), repeated))
