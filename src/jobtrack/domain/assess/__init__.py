"""Judging targets: one file per rule, one place that decides the status."""

from collections.abc import Mapping
from datetime import date

from jobtrack.domain.area import Group
from jobtrack.domain.assess.bound import bound_of
from jobtrack.domain.assess.cover import judge_cover
from jobtrack.domain.assess.grow import judge_grow
from jobtrack.domain.assess.hold import judge_hold
from jobtrack.domain.assess.measures import Assessment
from jobtrack.domain.assess.partial import judged_series
from jobtrack.domain.assess.quota import judge_quota
from jobtrack.domain.assess.reach import judge_reach
from jobtrack.domain.assess.status import status_of
from jobtrack.domain.assess.value import with_age, with_value
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.series import Series
from jobtrack.domain.target import Rule, Target

_JUDGES = {
    Rule.HOLD: judge_hold,
    Rule.REACH: judge_reach,
    Rule.QUOTA: judge_quota,
    Rule.GROW: judge_grow,
}


def assess(
    target: Target,
    indicator: Indicator,
    series: Mapping[str, Series],
    group: Group | None = None,
    *,
    as_of: Month,
    known_on: date,
) -> Assessment:
    """Judge ``target`` at the end of ``as_of`` with what was known on the day ``known_on``.

    ``series`` maps area codes to the indicator's values there, as known on that day: the target's area,
    or for a cover the members of ``group``. Months after as-of are ignored.
    """
    own = judged = Series()  # a cover looks at the values of its units alone
    if group is not None:
        judgement = judge_cover(target, indicator, group, series, as_of)
    else:
        own = series.get(target.area, Series()).between(None, as_of)
        judged = judged_series(target, indicator, own)
        bound = bound_of(target, indicator)
        judgement = _JUDGES[target.rule](target, indicator, judged, bound, as_of)
    found = with_value(judgement, indicator, judged, own.between(None, target.due).last)
    found = with_age(found, indicator, min(as_of, target.due), as_of, known_on)
    status = status_of(target, found.measures, found.standing, as_of)
    return Assessment(found.measures, status, found.marks)
