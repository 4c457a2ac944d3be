"""What a header leaves to the title and to the columns beside it."""

from collections.abc import Sequence

from jobtrack.domain.importing.header.dates import Dated
from jobtrack.domain.importing.header.layout import Column
from jobtrack.domain.importing.header.said import Said
from jobtrack.domain.importing.header.words import Measure, Role


def completed(columns: Sequence[Column], above: Dated) -> list[Column]:
    """``columns``, those with figures with all that their place says of them.

    A month has the year of the title. A comparison is about the indicator, the month and the measure of
    the last value before it: 城镇新增就业, 同比. A month beside its year to date is the amount of that
    month.
    """
    has_indicators = any(one.role is Role.INDICATOR for one in columns)
    dated = [_with_year(one, above) for one in columns]
    found: list[Column] = []
    for one in dated:
        said = one.said
        if one.role is Role.FIGURES and _is_comparison(said):
            said = _compared(said, found, has_indicators=has_indicators)
        found.append(one._replace(said=said))
    return [_beside_its_sum(one, found) for one in found]


def _with_year(column: Column, above: Dated) -> Column:
    """``column`` with the year, or the month, that its header leaves to the title."""
    dated = column.said.dated
    if dated == Dated() or column.role is not Role.FIGURES:
        return column
    year = above.year if dated.year is None else dated.year
    has_month = dated.month is not None or year != above.year  # 2020年 in 2021年8月 is a whole year
    month = dated.month if has_month else above.month
    return column._replace(said=column.said._replace(dated=Dated(year, month, dated.is_span)))


def _compared(said: Said, before: Sequence[Column], *, has_indicators: bool) -> Said:
    """A comparison with what it is about, as the values before it say."""
    values = [one.said for one in before if one.role is Role.FIGURES and not _is_comparison(one.said)]
    if not said.indicator and not has_indicators and values:
        said = said._replace(indicator=values[-1].indicator)
    same = [one for one in values if (one.indicator, one.area) == (said.indicator, said.area)]
    if not said.dated.text and same:
        latest = max((one.dated for one in reversed(same)), key=lambda dated: dated.text)
        said = said._replace(dated=latest)  # 2021年8月, 2020年8月, 同比
    bases = [one.measure for one in same if one.dated == said.dated and one.measure is not None]
    return said._replace(base=said.base or (bases[-1] if bases else None))


def _is_comparison(said: Said) -> bool:
    return said.measure is not None and said.measure.is_comparison


def _beside_its_sum(column: Column, columns: Sequence[Column]) -> Column:
    """2021年8月 beside 2021年1-8月: of a ytd indicator the first is the amount of the month."""
    said = column.said
    if column.role is not Role.FIGURES or said.measure is not None or not said.dated.text:
        return column
    to_date = said._replace(measure=Measure.YTD, dated=said.dated._replace(is_span=True))
    has_sum = any(one.said._replace(unit=said.unit) == to_date for one in columns)
    return column._replace(said=said._replace(base=Measure.MONTH)) if has_sum else column
