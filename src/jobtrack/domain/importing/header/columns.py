"""From a header, and from the cells below it, to what each column is for."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jobtrack.domain.importing.header.dates import Dated, when
from jobtrack.domain.importing.header.headers import Header, is_number_like
from jobtrack.domain.importing.header.layout import Column, Why, texts_at
from jobtrack.domain.importing.header.neighbours import completed
from jobtrack.domain.importing.header.said import NOTHING, Lexicon, Said
from jobtrack.domain.importing.header.words import Measure, Role
from jobtrack.domain.importing.mapping import FileMapping
from jobtrack.domain.importing.sheet import column_letters
from jobtrack.domain.text import folded
from jobtrack.domain.typed.figure import is_no_value
from jobtrack.errors import JobtrackError

_MOST_CELLS = 60  # of a column that are looked at
_UNSURE = {Role.UNKNOWN, Role.UNIT, Role.FIGURES}


class Body(NamedTuple):
    """The lines below a header, as far as they were read."""

    rows: Sequence[Sequence[str]]

    def texts(self, index: int) -> list[str]:
        """The first filled cells of the column at ``index``."""
        return texts_at(self.rows, index)[:_MOST_CELLS]


def columns_of(
    header: Header, body: Body, lexicon: Lexicon, mapping: FileMapping, above: Dated
) -> list[Column]:
    """The columns from left to right, down to the last that has a header or a filled cell."""
    common = _said_of_all(header, lexicon)
    columns = [
        _column(index, path, common, lexicon, mapping) for index, path in enumerate(header.paths)
    ]
    columns = _with_inferred(columns, body, lexicon)
    columns = [_with_numbers(one, body) for one in columns]
    if not any(one.role is Role.PERIOD for one in columns):
        columns = [_as_period(one) for one in columns]
    return completed(columns, above)


def _as_period(column: Column) -> Column:
    """A column of years where none has months: a year may be all that a period says."""
    return column._replace(role=Role.PERIOD) if column.role is Role.YEAR else column


def _said_of_all(header: Header, lexicon: Lexicon) -> frozenset[str]:
    """Texts that nobody knows and that stand above all figures: titles, of no account."""
    paths = [path for path in header.paths if path and not _is_dimension(path, lexicon)]
    tops = Counter(path[0] for path in paths if len(path) > 1)
    return frozenset(
        text for text, count in tops.items() if count == len(paths) > 1 and lexicon.said(text) is None
    )


def _is_dimension(path: Sequence[str], lexicon: Lexicon) -> bool:
    return any(said is not None and said.role for said in map(lexicon.said, path))


def _column(
    index: int,
    path: Sequence[str],
    common: frozenset[str],
    lexicon: Lexicon,
    mapping: FileMapping,
) -> Column:
    """The column with these texts above it, as far as the texts say."""
    header = " / ".join(path)
    key = folded(header)
    letters = column_letters(index).casefold()
    key = key if key in mapping.columns or path else letters
    if key in mapping.columns:
        lexicon.used.add(key)
        return _figures_or_role(
            index, header, lexicon.meaning(header, mapping.columns[key]), Why.MAPPED
        )
    if any(folded(text) in mapping.keep for text in path):
        return Column(index, header, Role.IGNORED, why=Why.MAPPED)
    is_mapped = any(folded(text) in mapping.columns for text in path)
    said = _said(path, common, lexicon)
    if said is None:
        return Column(index, header, Role.UNKNOWN, why=Why.OTHER)
    return _figures_or_role(index, header, said, Why.MAPPED if is_mapped else Why.WORD)


def _said(path: Sequence[str], common: frozenset[str], lexicon: Lexicon) -> Said | None:
    """What all levels say together; None where one is not known and none below it names a thing."""
    found = NOTHING
    is_known = bool(path)
    for text in path:
        if text in common:
            continue
        said = lexicon.said(text)
        if said is None:
            is_known = False
            continue
        is_known = is_known or bool(said.indicator or said.role)
        found = found.refined(said)
    return found if is_known and found != NOTHING else None


def _figures_or_role(index: int, header: str, said: Said, why: Why) -> Column:
    if said.role is not None:
        return Column(index, header, said.role, said._replace(role=None), why)
    return Column(index, header, Role.FIGURES, _settled(said), why)


def _settled(said: Said) -> Said:
    """``said`` with the measure that its unit tells: 增减% is a growth, 同比 in 人 a change."""
    is_percent = folded(said.unit) in {"%", "percent"}
    if said.measure is Measure.CHANGE and is_percent:
        return said._replace(measure=Measure.GROWTH)
    if said.measure is Measure.GROWTH and said.unit and not is_percent:
        return said._replace(measure=Measure.CHANGE)
    return said


def _with_inferred(columns: list[Column], body: Body, lexicon: Lexicon) -> list[Column]:
    """``columns`` with those that nobody named but whose cells are areas, indicators or months."""
    has = {one.role for one in columns}
    found = []
    for one in columns:
        role = one.role
        texts = body.texts(one.at) if role in _UNSURE else []
        if (
            role is Role.UNIT
            and Role.AREA not in has
            and _most(texts, lambda text: is_area(text, lexicon))
        ):
            role = Role.AREA  # 单位 is a unit of measurement or of government
        if role is Role.UNKNOWN or (role is Role.FIGURES and not any(map(is_number_like, texts))):
            role = _role_of(texts, has, lexicon) or role
        if role is not one.role and one.why is not Why.MAPPED:
            has.add(role)
            found.append(Column(one.at, one.header, role, why=Why.CELLS))
        else:
            found.append(one)
    return found


def _role_of(texts: list[str], has: set[Role], lexicon: Lexicon) -> Role | None:
    if Role.AREA not in has and _most(texts, lambda text: is_area(text, lexicon)):
        return Role.AREA
    if Role.INDICATOR not in has and _most(texts, lambda text: is_indicator(text, lexicon)):
        return Role.INDICATOR
    if not {Role.PERIOD, Role.YEAR} & has and _most(texts, _is_month):
        return Role.PERIOD
    return None


def _most(texts: list[str], is_one: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(is_one, texts)) * 2 > len(texts)


def is_area(text: str, lexicon: Lexicon) -> bool:
    said = lexicon.said(text)
    return said is not None and bool(said.area or said.is_total) and said.role is None


def is_indicator(text: str, lexicon: Lexicon) -> bool:
    said = lexicon.said(text)
    return said is not None and bool(said.indicator) and said.role is None


def _is_month(text: str) -> bool:
    if is_number_like(text) and "-" not in text:
        return False
    try:
        when(text, is_ytd=True, every=None)
    except JobtrackError:
        return False
    return True


def _with_numbers(column: Column, body: Body) -> Column:
    """``column``, marked where it is not known and holds numbers."""
    if column.role is not Role.UNKNOWN:
        return column
    texts = [text for text in body.texts(column.at) if not is_no_value(text)]
    return column._replace(why=Why.NUMERIC if _most(texts, is_number_like) else Why.OTHER)


def is_grouped(columns: Sequence[Column], body: Body) -> bool:
    """Whether a table of areas and indicators names each area in the first of its rows only."""
    at = {one.role: one.at for one in columns}
    if not {Role.AREA, Role.INDICATOR} <= at.keys():
        return False
    area, indicator = at[Role.AREA], at[Role.INDICATOR]
    groups: list[tuple[str, list[str]]] = []
    for row in body.rows:
        if len(row) > max(area, indicator) and row[indicator].strip():
            if row[area].strip() or not groups:
                groups.append((row[area].strip(), []))
            groups[-1][1].append(folded(row[indicator]))
    names = [name for name, _ in groups]
    are_distinct = all(len(set(rows)) == len(rows) for _, rows in groups)
    has_blanks = any(len(rows) > 1 for _, rows in groups)
    is_once = len(set(names)) == len(names) > 1 and "" not in names
    return is_once and are_distinct and has_blanks
