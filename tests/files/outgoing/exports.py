"""What the tests of exports are built from: a small plan, a few figures, and their bytes."""

import io
from datetime import date

from jobtrack.domain.area import Area
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.domain.text import Names
from jobtrack.files.outgoing import ExportFormat, writer_for
from jobtrack.files.outgoing.contract import Export

FIRST = "2025-07-01T08:30:00.000000Z-1a2b3c4d"
SECOND = "2025-08-01T08:30:00.000001Z-5e6f7a8b"


def indicator(id: str, kind: Kind, unit: Names, **fields: object) -> Indicator:
    return Indicator(id, Names(f"指标{id}", f"Indicator {id}"), (), "jobs", unit, kind)._replace(
        **fields
    )


PLAN = Plan(
    "village-2025",
    Names("示例计划", "Example plan"),
    "town",
    "Work plan of the town, 2025",
    "",
    {"jobs": Section("jobs", Names("就业", "Jobs"))},
    {
        one.id: one
        for one in (
            indicator("employed", Kind.LEVEL, Names("人", "people")),
            indicator("rate", Kind.RATIO, Names("%", "%"), decimals=1, every=12),
            indicator("trained", Kind.FLOW, Names("人次", ""), every=3),
            indicator("spent", Kind.YTD, Names("万元", "10k yuan"), decimals=2, every=6),
            indicator("shops", Kind.LEVEL, Names("个", "shops"), every=None),
        )
    },
    {code: Area(code, Names("", code)) for code in ("town", "500101")},
    {},
    {},
)


def snapshot(indicator: str, period: str, figure: Figure | None, **fields: object) -> Snapshot:
    flag = Flag.NORMAL if figure else Flag.MISSING
    plain = Snapshot(indicator, "town", Month.iso(period), date(2025, 2, 12), FIRST, figure, flag)
    return plain._replace(**fields)


EMPLOYED = snapshot(
    "employed", "2025-01", Figure(1230.0), source="镇统计公报", note="Printed beside it: +2.0%"
)
RATE = snapshot(
    "rate", "2024-12", Figure(8.2, Qualifier.ABOUT, 41.0, 500.0), area="500101", flag=Flag.PROVISIONAL
)
WITHDRAWN = snapshot(
    "employed", "2025-01", None, known_from=date(2025, 8, 1), batch=SECOND, source="=Bureau, letter 3"
)


def written(format: ExportFormat, *snapshots: Snapshot, **fields: object) -> bytes:
    """The bytes of an export of ``snapshots``."""
    sink = io.BytesIO()
    writer_for(format)(Export(PLAN, snapshots)._replace(**fields), sink)
    assert not sink.closed
    return sink.getvalue()
