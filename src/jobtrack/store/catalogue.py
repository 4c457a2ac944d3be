"""What each table and column means, and the questions that other tools may ask (docs/explore.md)."""

from collections.abc import Sequence

from jobtrack.domain.catalogue import Catalogue, Table
from jobtrack.store import rows
from jobtrack.store.queries import queries
from jobtrack.words import N_

COLUMNS = {  # in every table that has it a column means the same
    "id": N_("the id, as in the plan file"),
    "code": N_("the code of the area, as in the plan file"),
    "key": N_("when the batch was recorded and the first digits of its digest"),
    "position": N_("its place in the order shown"),
    "name_zh": N_("the name in Chinese, or blank"),
    "name_en": N_("the name in English, or blank"),
    "aliases": N_("other names under which it is found, one a line"),
    "section": N_("the section under which it is shown"),
    "unit_zh": N_("the unit of its values in Chinese, or blank"),
    "unit_en": N_("the unit of its values in English, or blank"),
    "kind": N_("level, flow, ytd (total since January) or ratio"),
    "decimals": N_("values are compared after rounding to so many decimals"),
    "every": N_("a value is expected every 1, 3, 6 or 12 months; null: irregular"),
    "lag": N_("days after the end of a month by which its value is expected"),
    "seasonal": N_("1: the trend compares with the same month last year"),
    "combined_january": N_("1: no January is expected, February stands for both"),
    "roll_up": N_("1: an area without a value has the sum of those below it"),
    "reporters": N_("the group whose members report it; null: all areas right below"),
    "parts": N_("ids of indicators that add up to it, one a line"),
    "of_which": N_("ids of indicators that are no more than it, one a line"),
    "least": N_("no value is less"),
    "most": N_("no value is more"),
    "parent": N_("the area that it lies in"),
    "valid_from": N_("the first day on which it exists"),
    "valid_to": N_("the first day on which it no longer exists"),
    "size": N_("how many units there are, where that is more than are named"),
    "area_group": N_("the group of areas"),
    "inferred": N_("1: no source names it as a member"),
    "indicator": N_("what is measured"),
    "area": N_("the place or unit that it is for"),
    "period": N_("the month that the value describes, YYYY-MM"),
    "known_from": N_("the day from which it was known, YYYY-MM-DD"),
    "value": N_("in the unit of the indicator; null where it is withdrawn"),
    "qualifier": N_("what the source printed beside it: exact, about, at least, more than, nearly"),
    "flag": N_("A normal, P provisional, E estimated, B break in series, M withdrawn"),
    "numerator": N_("of a ratio, its numerator"),
    "denominator": N_("of a ratio, its denominator"),
    "dropped": N_("1: the target stands no longer"),
    "rule": N_("hold, reach, quota, cover or grow"),
    "direction": N_("at_least or at_most: which side of the bound is good"),
    "judge": N_("of a hold: every month, or at due"),
    "bound": N_("what is to be met, in the unit of the indicator; of a grow percent; null for a cover"),
    "start": N_("the first month of its window"),
    "due": N_("the last month of its window"),
    "baseline": N_("of a reach: the value that its path starts from"),
    "baseline_period": N_("the month of the baseline"),
    "min_count": N_("of a cover: what a unit must have to be covered"),
    "tolerance": N_("of a hold: with a smaller buffer it is at risk"),
    "milestones": N_("of a reach: points of its path, MONTH=NUMBER, one a line"),
    "path": N_("of a reach: linear, or step"),
    "seasonal_share": N_("of a quota, 1: what past years had done by the same month is expected"),
    "compare": N_("of a grow: last year, or last december"),
    "on_track_from": N_("the least pace that is on track"),
    "behind_from": N_("the least pace that is behind"),
    "off_track_from": N_("the least pace that is off track"),
    "source": N_("who says so"),
    "note": N_("what else was said"),
    "finding": N_("the key of the finding that stands"),
    "name": N_("the name of the finding"),
    "text": N_("what check said of it then, in English"),
    "batch": N_("the act that recorded it"),
    "recorded_at": N_("when it was recorded, UTC"),
    "digest": N_("the sha256 that its content is checked by"),
    "previous": N_("the batch before it"),
    "person": N_("who recorded it"),
    "command": N_("the command that was given"),
    "file": N_("the file that was read, or blank"),
    "file_sha256": N_("the sha256 of that file, or blank"),
    "only_row": N_("always 1"),
    "home": N_("the area that is meant where none is given"),
    "figures": N_("the file of published figures beside the plan's"),
}  # fmt: skip


def catalogue_in(language: str) -> Catalogue:
    """The tables and questions, with names in ``language`` ("zh" or "en"), else in the other one."""
    name = f"name_{language}"
    hidden = Table("_sqlite_migrations", "", {}, "", is_hidden=True)
    return Catalogue((*_views(), *_definitions(name), *_records(name), hidden), queries(language))


def _views() -> tuple[Table, ...]:
    versions = [column for column in rows.TARGET if column != "dropped"]
    return (
        _table(
            "current_snapshot", N_("Current figures"), (*rows.SNAPSHOT, "batch"), "-period",
            ("indicator", "area", "flag"),
        ),
        _table(
            "current_target", N_("Current targets"), (*versions, "batch"), "due",
            ("rule", "indicator"),
        ),
    )  # fmt: skip


def _definitions(name: str) -> tuple[Table, ...]:
    """What the plan and the office define; ``name`` is the column by which a row is called."""
    return (
        _table("plan", N_("The plan"), (*rows.PLAN, "digest"), "id", (), name),
        _table("section", N_("Sections"), rows.SECTION, "position", (), name),
        _table("indicator", N_("Indicators"), rows.INDICATOR, "position", ("section", "kind"), name),
        _table("area", N_("Areas"), rows.AREA, "position", ("parent",), name),
        _table("area_group", N_("Groups of areas"), rows.GROUP, "position", (), name),
        _table("area_group_member", N_("Members of groups"), rows.MEMBER, "position", ("area_group",)),
    )


def _records(name: str) -> tuple[Table, ...]:
    """What is only ever added to; ``name`` is the column by which a target is called."""
    return (
        _table(
            "snapshot", N_("Every figure that was ever recorded"), (*rows.SNAPSHOT, "batch"),
            "-known_from", ("indicator", "area", "flag"),
        ),
        _table(
            "target", N_("Every version of each target"), (*rows.TARGET, "batch"), "-known_from",
            ("rule", "indicator"), name,
        ),
        _table(
            "batch", N_("Batches: who recorded what, and when"), rows.BATCH, "-key", ("person",),
        ),
        _table(
            "acknowledgement", N_("Findings of check that somebody lets stand"),
            (*rows.ACKNOWLEDGEMENT, "batch"), "-batch", ("name",),
        ),
    )  # fmt: skip


def _table(
    name: str,
    title: str,
    columns: Sequence[str],
    sort: str,
    facets: tuple[str, ...] = (),
    label: str | None = None,
) -> Table:
    return Table(name, title, {column: COLUMNS[column] for column in columns}, sort, facets, label)
