"""Where things stand as metrics: the text format of Prometheus, without moments of its own."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.number import plain
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible

Labels = dict[str, str]
_LABEL_SIGNS = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


class Metric(NamedTuple):
    """A gauge: ``value`` says what stands for a row, None for nothing; ``labels`` tell rows apart."""

    name: str
    help: str
    value: Callable[[Row], float | None]
    labels: Callable[[Row], Labels]


def _place(row: Row) -> Labels:
    return {"indicator": row.indicator.id, "area": row.area.code}


def _target(row: Row) -> Labels:
    return {"target": "" if row.target is None else row.target.id, **_place(row)}


def _verdict(row: Row) -> Labels:
    assert row.status is not None
    return {**_target(row), "status": str(row.status), "colour": str(row.status.colour)}


METRICS_OF_VALUES = (
    Metric(
        "jobtrack_value",
        "Latest value, in the unit of its indicator.",
        lambda row: row.measures.value,
        _place,
    ),
    Metric(
        "jobtrack_value_age_months",
        "Months from the month of the latest value to the month of the report.",
        lambda row: row.measures.age_months,
        _place,
    ),
    Metric(
        "jobtrack_value_stale",
        "1 where a later value should be known by now, else 0.",
        lambda row: None if row.measures.value is None else int(Mark.STALE in row.marks),
        _place,
    ),
)
METRICS_OF_TARGETS = (
    Metric(
        "jobtrack_target_value",
        "What the target judges: of a quota the year to date, of a cover the units that have it.",
        lambda row: row.measures.value,
        _target,
    ),
    Metric(
        "jobtrack_target_bound",
        "What the value is held against.",
        lambda row: row.measures.bound,
        _target,
    ),
    Metric(
        "jobtrack_target_gap",
        "What is missing to the bound; negative once it is met.",
        lambda row: row.measures.gap,
        _target,
    ),
    Metric(
        "jobtrack_target_attainment_ratio",
        "Value over bound; 1 is all of it.",
        lambda row: row.measures.attainment,
        _target,
    ),
    Metric(
        "jobtrack_target_pace_ratio",
        "What was done over what should be done by now.",
        lambda row: row.measures.pace,
        _target,
    ),
    Metric("jobtrack_target_status", "1 for the status that the target has.", lambda _: 1, _verdict),
)
LAST_RECORDED = "jobtrack_last_recorded_timestamp_seconds"


def metrics_text(values: Sequence[Row], targets: Sequence[Row], last_recorded: datetime | None) -> str:
    """The latest values, the targets, and when something was recorded last (None: never).

    ``values`` are rows without a target, one for each indicator and area. Labels are ids and the words
    of statuses: a name that is changed breaks no series. Source: docs/files.md, Prometheus.
    """
    lines = [*_lines(METRICS_OF_VALUES, values), *_lines(METRICS_OF_TARGETS, targets)]
    if last_recorded is not None:
        lines += _head(LAST_RECORDED, "When figures or targets were recorded last, in Unix time.")
        lines.append(f"{LAST_RECORDED} {plain(last_recorded.timestamp())}")
    return "".join(f"{line}\n" for line in lines)


def _lines(metrics: Iterable[Metric], rows: Sequence[Row]) -> Iterable[str]:
    """Each metric under its head; without rows that have it none of it."""
    for name, help, value, labels in metrics:
        known = [(labels(row), number) for row in rows if (number := value(row)) is not None]
        if known:
            yield from _head(name, help)
        for own, number in known:
            written = ",".join(f'{label}="{_escaped(text)}"' for label, text in own.items())
            yield f"{name}{{{written}}} {plain(number)}"


def _head(name: str, help: str) -> tuple[str, str]:
    return f"# HELP {name} {help}", f"# TYPE {name} gauge"


def _escaped(text: str) -> str:
    return visible(text).translate(_LABEL_SIGNS)
