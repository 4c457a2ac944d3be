"""Areas and groups as lists that a person reads, and what becomes of those that change, a line each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from jobtrack.domain.area import Area, Group
from jobtrack.domain.definitions.definition import area_fields, group_fields
from jobtrack.domain.definitions.group_change import Standing, standing_of
from jobtrack.domain.importing.area_columns import Recognised
from jobtrack.domain.importing.area_list import AreaList
from jobtrack.domain.importing.header.layout import Described, Why
from jobtrack.domain.importing.sheet import column_letters
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.render.definitions.fields import field_text, value_text
from jobtrack.render.importing.text import columns_table
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import facts_text, list_text
from jobtrack.render.medium.numbers import day_text
from jobtrack.render.medium.prose import Prose
from jobtrack.render.table import rendered
from jobtrack.words import N_

_BECAME = {
    (Standing.ABSENT, Standing.NAMED): N_("added to {group}: {area}"),
    (Standing.ABSENT, Standing.INFERRED): N_("added to {group} as inferred: {area}"),
    (Standing.INFERRED, Standing.NAMED): N_("no longer inferred in {group}: {area}"),
    (Standing.NAMED, Standing.ABSENT): N_("removed from {group}: {area}"),
    (Standing.INFERRED, Standing.ABSENT): N_("removed from {group}: {area}"),
}


def areas_text(plan: Plan, medium: Medium) -> str:
    """A line per area, in the plan's order."""
    language = medium.words.language
    areas = [
        (
            one.code,
            one.names.text(language),
            one.parent or "",
            _validity(one.valid_from, one.valid_to, medium),
        )
        for one in plan.areas.values()
    ]
    return list_text((N_("Area"), N_("Name"), N_("Within"), N_("Valid")), areas, medium)


def _validity(first: date | None, last: date | None, medium: Medium) -> str:
    """From which day and, after the dots or 至, to which; blank where neither is known."""
    days = ["" if day is None else day_text(day, medium) for day in (first, last)]
    return ("至" if medium.is_chinese else "..").join(days) if any(days) else ""


def groups_text(plan: Plan, medium: Medium) -> str:
    """A line per group with its members."""
    language, doubt = medium.words.language, "？" if medium.is_chinese else "?"
    groups = [
        (
            one.id,
            one.names.text(language),
            f"{len(one.members)} / {one.size}",
            medium.comma.join(
                f"{plan.areas[code].names.text(language)}{doubt if code in one.inferred else ''}"
                for code in one.members
            ),
        )
        for one in plan.groups.values()
    ]
    headers = (N_("Group"), N_("Name"), N_("Named"), N_("Members (?: inferred)"))
    return list_text(headers, groups, medium)


def group_text(group: Group, plan: Plan, medium: Medium) -> str:
    """Everything that the plan says of ``group``, each member on a line with its code."""
    fields = {"group": group.id, **group_fields(group), "unnamed": group.unnamed or None}
    del fields["id"]
    facts = [(field, value_text(field, value, medium)) for field, value in fields.items()]
    lines = {
        field: "\n".join(_called(plan.areas[code], medium) for code in fields[field])
        for field in ("members", "inferred")
    }
    said = [(field_text(field, medium), lines.get(field, text)) for field, text in facts]
    return facts_text(said, medium)


def _called(area: Area, medium: Medium) -> str:
    return f"{area.code} {area.names.text(medium.words.language)}"


def area_text(before: Area | None, area: Area, shared: Mapping[str, list[str]], medium: Medium) -> str:
    """What became of ``area``, and where it is called anew which of its names are ``shared``."""
    has_new_names = before is None or (before.names, before.aliases) != (area.names, area.aliases)
    lines = _shared(shared, medium) if has_new_names else ()
    return _text([_area_line(before, area, medium), *lines])


def _area_line(before: Area | None, area: Area, medium: Medium) -> str:
    old = None if before is None else area_fields(before)
    return _written_line(_called(area, medium), old, area_fields(area), medium)


def _shared(shared: Mapping[str, list[str]], medium: Medium) -> Iterator[str]:
    form = medium.say(N_("'{name}' is a name of several; write their codes: {codes}"))
    for name, codes in shared.items():
        yield form.format(name=name, codes=medium.comma.join(codes))


def group_written_line(before: Group | None, group: Group, medium: Medium) -> str:
    """Whether ``group`` is new, or unchanged, or what has changed in it."""
    old = None if before is None else group_fields(before)
    called = f"{group.id} {group.names.text(medium.words.language)}"
    return _text([_written_line(called, old, group_fields(group), medium)])


def _written_line(
    called: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], medium: Medium
) -> str:
    """What became of a definition: new, or unchanged, or the fields that have changed, old and new."""
    if before is None:
        return medium.say(N_("added: {what}")).format(what=called)
    if before == after:
        return medium.say(N_("unchanged: {what}")).format(what=called)
    joint = "；" if medium.is_chinese else "; "
    changes = joint.join(
        f"{field_text(field, medium)} {_side(field, before[field], medium)} -> "
        f"{_side(field, value, medium)}"
        for field, value in after.items()
        if value != before[field]
    )
    return medium.say(N_("changed: {what}: {changes}")).format(what=called, changes=changes)


def _side(field: str, value: object, medium: Medium) -> str:
    return value_text(field, value, medium) or medium.glyphs.unknown


def members_text(before: Group, after: Group, codes: Iterable[str], plan: Plan, medium: Medium) -> str:
    """What became of the areas of these ``codes`` in a group, then how many of it are named."""
    lines = []
    for code in codes:
        change = (standing_of(code, before), standing_of(code, after))
        form = medium.say(_BECAME.get(change, N_("unchanged in {group}: {area}")))
        lines.append(form.format(group=after.id, area=_called(plan.areas[code], medium)))
    return _text([*lines, _named(after, medium)])


def _named(group: Group, medium: Medium) -> str:
    form = medium.say(N_("{group}: {named} of {size} named"))
    return form.format(group=group.id, named=len(group.members), size=group.size)


def area_list_text(
    found: AreaList, before: Plan, group: tuple[Group, Group] | None, medium: Medium, *, is_dry: bool
) -> str:
    """The columns recognised, each area that is new or changed, counts, and what was done.

    ``group`` is the one whose members they become, as it was and as it is then.
    """
    say, areas = medium.say, found.plan.areas
    new = [code for code in found.codes if code not in before.areas]
    others = [code for code in found.codes if code in before.areas]
    changed = [code for code in others if areas[code] != before.areas[code]]
    lines = [
        say(N_("{place}: '{text}' is no area")).format(place=at, text=text) for at, text in found.left
    ]
    lines += [_area_line(before.areas.get(code), areas[code], medium) for code in (*new, *changed)]
    lines += _shared(found.shared, medium)
    counts = say(N_("areas: added {added}, changed {changed}, unchanged {unchanged}"))
    unchanged = len(others) - len(changed)
    lines.append(counts.format(added=len(new), changed=len(changed), unchanged=unchanged))
    if group is not None:
        lines.append(_joined(*group, medium))
    if is_dry:
        lines.append(say(N_("not applied (--dry-run)")))
    return "".join(_shape_text(one, medium) for one in found.shapes) + _text(lines)


def _shape_text(shape: Recognised, medium: Medium) -> str:
    """What each column of a sheet means."""
    columns = (
        Described(
            column_letters(at),
            header,
            (Why.OTHER if column is None else column,),
            Why.OTHER if column is None else Why.WORD,
        )
        for at, (header, column) in enumerate(shape.columns)
    )
    title = Prose(visible(shape.place), style="bold")
    return rendered([title, columns_table(columns, medium), Prose()], medium)


def _joined(before: Group, after: Group, medium: Medium) -> str:
    """How many members a group got, how many of it are inferred no longer, and how many are named."""
    form = medium.say(N_("members added {added}, no longer inferred {confirmed}; {named}"))
    confirmed = len(set(before.inferred) - set(after.inferred))
    added = len(after.members) - len(before.members)
    return form.format(added=added, confirmed=confirmed, named=_named(after, medium))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
