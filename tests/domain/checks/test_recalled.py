"""A finding that was let stand is read back from its text, and only where that is certain."""

from hypothesis import given
from test_laws import HOME, KINDS, ROWS, found_in

from jobtrack.domain.batch import Batch
from jobtrack.domain.checks import CHECKS
from jobtrack.domain.checks.names import Noun
from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.indicator import Kind
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.recalled import recalled
from jobtrack.domain.month import Month
from jobtrack.domain.series import series_of

BATCH = Batch("k", "2025-01-01T00:00:00.000000Z", "d", None, "", "check acknowledge", "", "", "")


FIRST, LAST = Month(2021, 3), Month(2022, 4)
SERIES = {"indicator": "employed", "area": "500000"}
TARGET = {"target": "floor", **SERIES}
ALL = (
    finding(Notice.MISSING_MONTH, **SERIES, first=FIRST, last=LAST, count=14),
    finding(Notice.STALE_SERIES, **SERIES, period=LAST, count=5),
    finding(Notice.JUMP, **SERIES, period=LAST, value=7e5, change=-1e5, usual=12.5, spread=3.0),
    finding(Notice.FLOW_ONLY_RISES, **SERIES, first=FIRST, last=LAST),
    finding(Notice.YTD_FALLS, **SERIES, period=LAST, value=9.5, before=12.0, earlier=FIRST),
    finding(Notice.PARTS_DIFFER, **SERIES, period=LAST, value=9.0, parts="in, out", sum=8.0),
    finding(Notice.PART_ABOVE_WHOLE, **SERIES, period=LAST, value=9.0, part="in", part_value=11.0),
    finding(Notice.CHILDREN_DIFFER, **SERIES, period=LAST, value=9.0, sum=8.0, reported=3, expected=4),
    finding(Notice.RATIO_ABOVE_ONE, **SERIES, period=LAST, value=101.5),
    finding(Notice.OUT_OF_RANGE, **SERIES, period=LAST, value=9.0, limit=8.0, excess=1.0),
    finding(Notice.NAMES_ALIKE, noun=Noun.AREA, first_id="1", second_id="2", names="a: b, a"),
    finding(Notice.TARGET_WITHOUT_DATA, **TARGET, start=FIRST),
    finding(Notice.TARGET_WITHOUT_VERDICT, **TARGET, period=LAST),
    finding(Notice.BOUNDS_CONTRADICT, **TARGET, bound=9.0, other="500001", other_bound=8.0),
    finding(Notice.TARGET_TWICE, **TARGET, bound=9.0, other="top", other_bound=8.0),
    finding(Notice.GROUP_ABOVE_SIZE, group="17", members=18, size=17),
)


def stored(one: Finding) -> Acknowledgement:
    return Acknowledgement(one.key, one.notice, one.text, BATCH)


def test_every_kind_of_finding_is_recalled_with_its_fields():
    for one in ALL:
        found = recalled(stored(one))
        assert found is not None, one.text
        assert (found.notice, dict(found.fields)) == (one.notice, dict(one.fields))
    assert [one.notice for one in ALL] == [check.notice for check in CHECKS]


@given(KINDS, ROWS, ROWS)
def test_whatever_is_found_is_recalled_with_the_same_key(of, home, north):
    by_area = {
        area: series_of(of, {(one.period, one.known_from): one for one in rows}.values())
        for area, rows in ((HOME, home), ("north", north))
    }
    if of.kind is Kind.RATIO:
        by_area = {HOME: by_area[HOME]}
    for one in found_in(of, by_area):
        found = recalled(stored(one))
        assert found is not None, one.text
        assert (found.key, found.text) == (one.key, one.text)


def test_what_another_release_said_is_not_guessed():
    one = ALL[0]
    for text in ("employed, a: months missing: 5", one.text.replace("employed", "x"), ""):
        assert recalled(stored(one)._replace(text=text)) is None
    assert recalled(stored(one)._replace(name="a finding of tomorrow")) is None
    assert recalled(stored(one)._replace(finding="0" * 64)) is None
