"""The definitions: read, written, and their digest, as no batch could vouch for them."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from jobtrack.domain.area import Areas, Group
from jobtrack.domain.batch import digest_of, line
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import Names
from jobtrack.store import rows

Thing = TypeVar("Thing")
Select = Callable[[Sequence[str], str], list[rows.Values]]  # all rows of SELECT columns FROM source

TABLES = {
    "plan": rows.PLAN,
    "section": rows.SECTION,
    "indicator": rows.INDICATOR,
    "area": rows.AREA,
    "area_group": rows.GROUP,
    "area_group_member": rows.MEMBER,
}


def definitions_digest(connection: sqlite3.Connection) -> str:
    """The sha256, in hexadecimal, of a line for each row, table by table, ordered by all columns.

    Source: docs/files.md, batches and digests.
    """
    lines = (
        line(table, *row)
        for table, columns in TABLES.items()
        for row in connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(columns)}"
        )
    )
    return digest_of("definitions", lines)


def definitions_of(select: Select) -> Plan:
    """The plan that is defined, without its targets, in the order shown."""
    [(_, id, zh, en, home, source, figures)] = select(rows.PLAN, "plan")
    sections = select(rows.SECTION, "section ORDER BY position")
    indicators = select(rows.INDICATOR, "indicator ORDER BY position")
    return Plan(
        id,
        Names(zh, en),
        home,
        source,
        figures,
        sections={row[0]: rows.section_of(row) for row in sections},
        indicators={row[0]: rows.indicator_of(row) for row in indicators},
        areas=_areas(sorted(select(rows.AREA, "area"), key=_place)),
        groups=_groups(select),
        targets={},
    )


# the position of an area or member, by which Python sorts thousands sooner than SQLite
_place = itemgetter(1)


def _areas(found: Iterable[rows.Values]) -> Areas:
    """Those of these rows, each read when it is asked for."""
    by_code = {row[0]: row for row in found}
    column = rows.AREA.index("parent")
    parents = {code: row[column] for code, row in by_code.items()}
    return Areas(parents, lambda code: rows.area_of(by_code[code]))


def _groups(select: Select) -> dict[str, Group]:
    members: dict[str, list[rows.Values]] = {}
    for row in sorted(select(rows.MEMBER, "area_group_member"), key=_place):
        members.setdefault(row[0], []).append(row)
    groups = {}
    for id, _, zh, en, size, source, note in select(rows.GROUP, "area_group ORDER BY position"):
        own = members.get(id, [])
        groups[id] = Group(
            id,
            Names(zh, en),
            tuple(area for _, _, area, _ in own),
            tuple(area for _, _, area, inferred in own if inferred),
            size,
            source,
            note,
        )
    return groups


def definition_rows(plan: Plan) -> dict[str, list[rows.Values]]:
    """The rows of each of ``TABLES`` that say what ``plan`` defines."""
    groups, members = [], []
    for position, one in enumerate(plan.groups.values()):
        groups.append((one.id, position, *one.names, one.declared_size, one.source, one.note))
        members += [
            (one.id, place, area, area in one.inferred) for place, area in enumerate(one.members)
        ]
    return {
        "plan": [(1, plan.id, *plan.names, plan.home, plan.source, plan.figures)],
        "section": _numbered(rows.section_values, plan.sections),
        "indicator": _numbered(rows.indicator_values, plan.indicators),
        "area": _numbered(rows.area_values, plan.areas),
        "area_group": groups,
        "area_group_member": members,
    }


def write_definitions(connection: sqlite3.Connection, plan: Plan) -> None:
    """Write those of ``plan``, its targets aside, and their digest; others stay."""
    said = definition_rows(plan)
    ids = [(id,) for id in plan.groups]
    connection.executemany("DELETE FROM area_group_member WHERE area_group = ?", ids)
    for table, columns in TABLES.items():
        is_changed = table != "area_group_member"
        connection.executemany(rows.insertion(table, columns, changes=is_changed), said[table])
    connection.execute("UPDATE plan SET digest = ?", (definitions_digest(connection),))


def _numbered(
    values_of: Callable[[Thing, int], rows.Values], things: Mapping[str, Thing]
) -> list[rows.Values]:
    """The rows of ``things``, each with its place in the order shown."""
    return [values_of(thing, position) for position, thing in enumerate(things.values())]
