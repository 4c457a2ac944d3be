"""From the first lines of a sheet to its layout: the likeliest header that says enough."""

from collections.abc import Sequence
from typing import NamedTuple

from jobtrack.domain.importing.header.above import Above, above
from jobtrack.domain.importing.header.columns import Body, columns_of, is_grouped
from jobtrack.domain.importing.header.dates import Dated, dated_title
from jobtrack.domain.importing.header.duplicates import check_once, without_spares
from jobtrack.domain.importing.header.headers import Header, headers_in, is_number_like
from jobtrack.domain.importing.header.layout import Column, Fallback, Layout, Why
from jobtrack.domain.importing.header.personal import check_cells, check_headers
from jobtrack.domain.importing.header.said import Lexicon
from jobtrack.domain.importing.header.words import Role
from jobtrack.domain.importing.mapping import (
    ANY_OTHER,
    Defaults,
    FileMapping,
    area_code,
    indicator_id,
)
from jobtrack.domain.importing.sheet import Line, column_letters
from jobtrack.domain.importing.totals import common_parent
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import excerpt, folded
from jobtrack.errors import JobtrackError, Phrase
from jobtrack.errors.importing import IndicatorUnsaid, NothingRecognised, PeriodUnsaid
from jobtrack.words import N_

_MOST_SHOWN = 12


class Terms(NamedTuple):
    """What sheets are read by: the plan, what the user says of the file, and the words of both."""

    plan: Plan
    mapping: FileMapping
    lexicon: Lexicon


def layout_of(
    head: Sequence[Line], place: str, plan: Plan, mapping: FileMapping, options: Defaults
) -> Layout:
    """What the columns of a sheet mean that begins with the lines of ``head``.

    ``options`` count before the defaults of ``mapping``. A sheet without any number and without a
    known column is empty, which is no error. Errors: PersonalData, SameColumnTwice, NoMeaning,
    NoIndicator and NoArea of a default, and where no header says enough NothingRecognised,
    IndicatorUnsaid or PeriodUnsaid.
    """
    terms = Terms(plan, mapping, Lexicon(plan, mapping))
    defaults = options.over(mapping.defaults).filled(place)
    problem: JobtrackError | None = None
    for header in headers_in(head, terms.lexicon):
        try:
            return _layout(header, head, place, defaults, terms)
        except (NothingRecognised, IndicatorUnsaid, PeriodUnsaid) as found:
            problem = problem or found
    rows = [cells for _, cells in head]
    widest = max(rows, key=lambda row: len({text for text in row if text.strip()}), default=())
    check_headers(place, [(text,) for text in widest])
    check_cells(place, rows)
    if problem is not None:
        raise problem
    if any(is_number_like(text) for row in rows for text in row):
        raise _nothing_recognised(place, widest)
    return Layout(place)


def _layout(
    header: Header, head: Sequence[Line], place: str, defaults: Defaults, terms: Terms
) -> Layout:
    """The layout below one header; what it says must be enough."""
    rows = [cells for _, cells in head]
    body = Body(rows[header.end :])
    check_headers(place, header.paths)
    said = above(rows[: header.first], terms.lexicon)
    said = said._replace(dated=_with_default(said.dated, dated_title(defaults.period)))
    fallback = _fallback(said, defaults, terms)
    columns = columns_of(header, body, terms.lexicon, terms.mapping, said.dated)
    columns = without_spares(columns, body, terms.lexicon, place)
    columns, total_area, has_totals = _with_totals(columns, body, terms)
    columns = _that_say_enough(columns, fallback, place)
    numbers = {one.at for one in columns if one.role is Role.FIGURES}
    check_cells(place, body.rows, numbers, [one.header for one in columns])
    check_once(columns, body, place)
    return Layout(
        place=place,
        columns=tuple(columns),
        first=header.end,
        fallback=fallback,
        defaults=defaults,
        total_area=total_area,
        has_totals=has_totals,
        is_grouped=is_grouped(columns, body),
        keep=_kept(header, columns, terms.mapping),
        unused=tuple(key for key in terms.mapping.columns if key not in terms.lexicon.used),
    )


def _with_totals(columns: Sequence[Column], body: Body, terms: Terms) -> tuple[list[Column], str, bool]:
    """``columns``, those of a total with their area; what 合计 stands for; whether sums are compared.

    They are where a total is called one, and in a table with areas down its side or along its top also
    where an area and parts of it stand in it. In a list with a row for each value the same is an
    accident.
    """
    texts = [text for one in columns if one.role is Role.AREA for text in body.texts(one.at)]
    saids = {text: terms.lexicon.said(text) for text in dict.fromkeys(texts)}
    areas = {said.area for said in saids.values() if said is not None and said.area}
    in_header = {one.said.area for one in columns if one.said.area}
    area = common_parent(sorted(areas | in_header), terms.plan)
    by_month = sum(bool(one.said.dated.text) for one in columns) > 1
    found = [_with_total(one, area if in_header else "", by_month=by_month) for one in columns]
    is_called = any(said is not None and said.is_total for said in saids.values())
    is_list = {Role.INDICATOR, Role.PERIOD} <= {one.role for one in columns}
    parents = {terms.plan.areas[code].parent for code in areas | in_header}
    has_both = not is_list and bool(parents & (areas | in_header))
    return found, area, is_called or has_both or found != list(columns)


def _with_total(column: Column, area: str, *, by_month: bool) -> Column:
    """``column``; if its header is 合计, of that area, or of what the header says besides.

    A total of months is nothing that is known.
    """
    said = column.said
    if not said.is_total:
        return column
    if by_month and not said.dated.text and not said.area:
        return Column(column.at, column.header, Role.UNKNOWN, why=Why.NUMERIC)
    return column._replace(said=said._replace(area=said.area or area, is_total=False))


def _that_say_enough(columns: Sequence[Column], fallback: Fallback, place: str) -> list[Column]:
    """``columns``, those with figures of which nothing says the indicator or month not recognised."""
    roles = {one.role for one in columns}
    has_indicator = Role.INDICATOR in roles or bool(fallback.indicator)
    has_period = bool({Role.PERIOD, Role.YEAR} & roles) or bool(fallback.period)
    without_indicator = without_period = False
    found = []
    for one in columns:
        if one.role is Role.FIGURES:
            lacks_indicator = not (has_indicator or one.said.indicator)
            is_dated = one.said.dated != Dated()
            lacks_period = not (one.said.dated.text if is_dated else has_period)
            without_indicator = without_indicator or lacks_indicator
            without_period = without_period or lacks_period
            if lacks_indicator or lacks_period:
                found.append(Column(one.at, one.header, Role.UNKNOWN, why=Why.NUMERIC))
                continue
        found.append(one)
    if any(one.role is Role.FIGURES for one in found):
        return found
    if without_indicator:
        raise IndicatorUnsaid(place=place)
    if without_period:
        raise PeriodUnsaid(place=place)
    raise _nothing_recognised(place, [one.header for one in columns], columns)


def _nothing_recognised(
    place: str, headers: Sequence[str], columns: Sequence[Column] = ()
) -> NothingRecognised:
    names = [excerpt(text) for text in headers if text.strip()]
    numeric = [excerpt(one.header) or one.letters for one in columns if one.is_lost]
    shown = [Phrase(N_("'{name}'"), name=name) for name in names[:_MOST_SHOWN]]
    more = ("…",) if len(names) > _MOST_SHOWN else ()
    column = next(iter(numeric or names[-1:]), column_letters(0))
    return NothingRecognised(place=place, columns=(*shown, *more), column=column)


def _fallback(said: Above, defaults: Defaults, terms: Terms) -> Fallback:
    """What the lines above say, else the defaults. Errors: NoIndicator, NoArea."""
    indicator, area = said.indicator, said.area
    if not indicator and defaults.indicator:
        indicator = indicator_id(defaults.indicator, terms.plan, terms.mapping)
    if not area and defaults.area:
        area = area_code(defaults.area, terms.plan, terms.mapping)
    units = said.units or ((defaults.unit,) if defaults.unit else ())
    dated = said.dated
    is_yearly = terms.mapping.is_yearly or any(
        one.every == 12 for one in terms.plan.indicators.values()
    )
    is_whole = dated.month is not None or is_yearly
    period = dated.text if is_whole and dated.text else defaults.period
    return Fallback(indicator, area, period, units, dated.is_span and period == dated.text, dated.year)


def _with_default(said: Dated, default: Dated | None) -> Dated:
    """What the lines above say of the time, and what they leave open as the default says it."""
    if default is None:
        return said
    year = default.year if said.year is None else said.year
    if said.month is not None or default.year not in {None, year}:
        return said._replace(year=year)
    return Dated(year, default.month, default.is_span)


def _kept(
    header: Header, columns: Sequence[Column], mapping: FileMapping
) -> tuple[tuple[int, frozenset[str]], ...]:
    """The columns by whose texts rows are kept: those named, and with ``*`` each that nobody reads."""
    named = {
        index: texts
        for key, texts in mapping.keep.items()
        for index, path in enumerate(header.paths)
        if key in map(folded, (*path, " / ".join(path)))
    }
    others = mapping.keep.get(ANY_OTHER)
    if others is not None:
        unread = {one.at: others for one in columns if one.role is Role.UNKNOWN and one.header}
        named = {**unread, **named}
    return tuple(named.items())
