"""One judgement with everything that it was made from."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jobtrack.domain.area import Group
from jobtrack.domain.assess.grow import as_growth, base_month_of, growths
from jobtrack.domain.assess.measures import Mark, Measures, Status
from jobtrack.domain.assess.partial import judged_series
from jobtrack.domain.assess.reach import baseline_of
from jobtrack.domain.basis import basis_of
from jobtrack.domain.explanation.step import Form, Limit, Number
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month, months
from jobtrack.domain.number import rounded_up
from jobtrack.domain.plan import Plan
from jobtrack.domain.row import Row, row_of_target
from jobtrack.domain.series import Observation, Place, Series, missing_months
from jobtrack.domain.snapshot import Snapshot, in_order_known
from jobtrack.domain.target import Compare, Direction, Rule, Target


class Case(NamedTuple):
    """``target`` judged in ``row``, from ``values`` by area.

    ``snapshots`` are the rows of its areas that were known; a value that is a sum over areas has none.
    """

    plan: Plan
    target: Target
    row: Row
    values: Mapping[str, Series]
    snapshots: Mapping[str, list[Snapshot]]
    as_of: Month

    @property
    def indicator(self) -> Indicator:
        return self.row.indicator

    @property
    def measures(self) -> Measures:
        return self.row.measures

    @property
    def status(self) -> Status:
        assert self.row.status is not None
        return self.row.status

    @property
    def group(self) -> Group:
        """The group of a cover."""
        assert self.target.group is not None
        return self.plan.groups[self.target.group]

    @property
    def through(self) -> Month:
        """The last month that counts."""
        return min(self.as_of, self.target.due)

    @property
    def is_held(self) -> bool:
        """Whether it is judged as a hold: by rule, as growth on the year, or met at its baseline."""
        is_hold = self.target.rule is Rule.HOLD or self.row.is_growth
        return is_hold or Mark.MET_AT_BASELINE in self.row.marks

    @property
    def is_floor(self) -> bool:
        """Whether more is better."""
        return self.target.direction is Direction.AT_LEAST

    def series(self, area: str) -> Series:
        """The values of ``area`` up to the last month that counts."""
        return self.values.get(area, Series()).between(None, self.through)

    @property
    def own(self) -> Series:
        """The values of the target's own area."""
        return self.series(self.target.area)

    @property
    def judged(self) -> Series:
        """The values that are held against the bound: of growth on the year the growths."""
        return growths(self.indicator, self.own) if self.row.is_growth else self.own

    @property
    def judged_indicator(self) -> Indicator:
        """The indicator of ``judged``."""
        return as_growth(self.indicator) if self.row.is_growth else self.indicator

    @property
    def baseline(self) -> Observation | None:
        """Where the path of a reach, or of a growth over a named month, begins."""
        if self.target.rule is Rule.GROW:
            return self.own.at(base_month_of(self.target))
        return baseline_of(self.target, self.indicator, self.own)

    @property
    def missing(self) -> tuple[Month, ...]:
        """The expected months from start to the last month that counts without a value."""
        return missing_months(self.judged_indicator, self.judged, self.target.start, self.through)

    @property
    def bases_missing(self) -> tuple[Month, ...]:
        """The months that a growth needs and that have no value: its base, or t and the year before."""
        if self.target.rule is not Rule.GROW:
            return ()
        needed = [base_month_of(self.target)]
        if self.target.compare is Compare.LAST_YEAR:
            last = self.own.between(self.target.start, self.through).last
            period = self.through if last is None else last.period
            needed = [period.plus(-12), period]
        return tuple(month for month in needed if self.own.at(month) is None)

    @property
    def next_period(self) -> Month | None:
        """The first month after t that is expected (irregular: any), up to due."""
        if self.measures.period is None:
            return None
        later = months(self.measures.period.plus(1), self.target.due)
        every = self.indicator.every
        return next((one for one in later if every is None or self.indicator.is_expected(one)), None)

    def current(self, area: str) -> dict[Month, Snapshot]:
        """The row that counts for each month of ``area``."""
        return {row.period: row for row in in_order_known(self.snapshots.get(area, []))}

    def amount(self, value: float) -> Number:
        """``value`` in what is judged: the indicator's unit, or percent of growth."""
        return Number(value, Form.PERCENT if self.row.is_growth else Form.UNIT)

    def change(self, value: float) -> Number:
        """What the value must change by, at least."""
        return Number(self.target.direction.sign * value, Form.CHANGE)

    @property
    def needed(self) -> Number:
        """What the value must change by to meet its bound, in steps of the indicator's decimals."""
        decimals = self.judged_indicator.decimals
        return self.change(rounded_up(self.measures.gap or 0, decimals))

    def limit(self, value: float) -> Limit:
        """``value`` as a bound of the target's direction."""
        return Limit(self.amount(value), self.target.direction)


def case_of(
    plan: Plan,
    target: Target,
    series: Mapping[Place, Series],
    snapshots: Mapping[str, list[Snapshot]],
    as_of: Month,
    known_on: date,
) -> Case:
    """``target`` judged from ``series``; ``snapshots`` are by area."""
    row = row_of_target(plan, target, series, as_of, known_on)
    basis = basis_of(plan, target, series, as_of)
    values = {
        area: judged_series(basis.target, row.indicator, own.between(None, as_of))
        for area, own in basis.by_area.items()
    }
    return Case(plan, basis.target, row, values, snapshots, as_of)
