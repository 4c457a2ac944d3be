"""What a list of areas says, and what taking it in does."""

from jobtrack.domain.area import Group
from jobtrack.domain.importing.area_columns import Recognised
from jobtrack.domain.importing.area_list import AreaList
from jobtrack.domain.importing.header.layout import Described, Why
from jobtrack.domain.importing.sheet import column_letters
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.render.definitions.areas import area_line, shared_lines
from jobtrack.render.definitions.groups import joined_line
from jobtrack.render.importing.text import columns_table
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.medium.prose import Prose, rendered
from jobtrack.words import N_


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
    lines += [area_line(before.areas.get(code), areas[code], medium) for code in (*new, *changed)]
    lines += shared_lines(found.shared, medium)
    counts = say(N_("areas: added {added}, changed {changed}, unchanged {unchanged}"))
    unchanged = len(others) - len(changed)
    lines.append(counts.format(added=len(new), changed=len(changed), unchanged=unchanged))
    if group is not None:
        lines.append(joined_line(*group, medium))
    if is_dry:
        lines.append(say(N_("not applied (--dry-run)")))
    return "".join(_shape_text(one, medium) for one in found.shapes) + lines_text(lines)


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
