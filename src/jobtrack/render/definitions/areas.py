"""Areas as a list that a person reads, and what becomes of one that changes."""

from collections.abc import Iterator, Mapping
from datetime import date

from jobtrack.domain.area import Area
from jobtrack.domain.definitions.definition import area_fields
from jobtrack.domain.plan import Plan
from jobtrack.render.definitions.definition import change_line
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.medium.listing import list_text
from jobtrack.render.medium.numbers import day_text
from jobtrack.words import N_


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


def called_text(area: Area, medium: Medium) -> str:
    """Its code and its name."""
    return f"{area.code} {area.names.text(medium.words.language)}"


def area_text(before: Area | None, area: Area, shared: Mapping[str, list[str]], medium: Medium) -> str:
    """What became of ``area``, and where it is called anew which of its names are ``shared``."""
    has_new_names = before is None or (before.names, before.aliases) != (area.names, area.aliases)
    lines = shared_lines(shared, medium) if has_new_names else ()
    return lines_text([area_line(before, area, medium), *lines])


def area_line(before: Area | None, area: Area, medium: Medium) -> str:
    """What became of ``area``."""
    old = None if before is None else area_fields(before)
    return change_line(called_text(area, medium), old, area_fields(area), medium)


def shared_lines(shared: Mapping[str, list[str]], medium: Medium) -> Iterator[str]:
    """The names that several areas have, each with their codes."""
    form = medium.say(N_("'{name}' is a name of several; write their codes: {codes}"))
    for name, codes in shared.items():
        yield form.format(name=name, codes=medium.comma.join(codes))
