"""What decided a verdict, and what would change it, in the words of the English program."""

import pytest
from builders import (
    FLOW,
    HOME,
    LEVEL,
    YTD,
    cover,
    explained,
    grow,
    hold,
    month,
    monthly,
    point,
    points,
    quota,
    reach,
    towns,
)

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Compare, Direction, Judge
from jobtrack.render.explanation.sentences import sentence_text
from jobtrack.render.medium import Medium

FLOOR = hold(760_000, "2021-01", "2025-12")
FROM_2020 = {"baseline_period": month("2020-12")}
CLIMB = reach(100, "2020-12", "2022-12", baseline=0.0, **FROM_2020)
FALL = reach(6, "2020-12", "2025-12", direction=Direction.AT_MOST, baseline=12.0, **FROM_2020)
TOWNS = towns("u1", "u2", "u3", "u4")


def said(explanation):
    """The status, the reason and the prospects, as they are printed in English."""
    sentences = (explanation.reason, *explanation.prospects)
    return (
        explanation.row.status,
        *(sentence_text(one, explanation.row, Medium()) for one in sentences),
    )


CASES = {
    "before its window": (
        (FLOOR, points(), "2020-06"),
        (
            Status.NOT_STARTED,
            "2020-06 is before 2021-01, with which the target begins",
            "it is judged from 2021-01 on",
        ),
    ),
    "without a value": (
        (FLOOR, points(), "2021-06"),
        (
            Status.NO_DATA,
            "no value is known by which it could be judged",
            "a value would decide it; 'jobtrack add' records one",
        ),
    ),
    "a floor that is breached": (
        (FLOOR, points(point("2022-02", 769_000), point("2022-03", 759_000)), "2022-03"),
        (
            Status.BREACHED,
            "in 2022-03 the value is on the wrong side: 759,000 is not ≥760,000",
            "needs +1,000 by 2022-04, to be ≥760,000",
            "months on the wrong side: 1; unless they are revised it ends as missed",
            "needs the values of 2021-01..2022-01",
        ),
    ),
    "a floor breached by what is printed beside the number": (
        (
            hold(5_000, "2021-01", "2025-12", judge=Judge.AT_DUE),
            points(point("2021-01", 5_000, qualifier=Qualifier.NEARLY)),
            "2021-01",
        ),
        (
            Status.BREACHED,
            "in 2021-01 the value is on the wrong side: what is printed beside 5,000 says that it is "
            "not ≥5,000",
            "needs a value by 2021-02 that is ≥5,000 whatever is printed beside it",
        ),
    ),
    "a floor that its trend crosses: 9.0 months to breach, docs/method.md, hold": (
        (
            hold(760_000, "2024-03", "2025-12"),
            monthly("2024-03", 774_000, 775_200, 772_100, 770_500),
            "2024-06",
        ),
        (
            Status.AT_RISK,
            "it is met, but its trend leads to 749,500 by 2025-12, which is not ≥760,000",
            "it stays met while the value is ≥760,000: 10,500 to spare",
            "at this trend breached in 2025-04",
            "on track with a trend of ≥-583.33 a month",
        ),
    ),
    "a ceiling with too small a buffer": (
        (
            hold(6, "2021-01", "2021-12", direction=Direction.AT_MOST, tolerance=2.0),
            monthly("2021-01", 5),
            "2021-01",
        ),
        (
            Status.AT_RISK,
            "it is met, but the buffer of 1 is below the tolerance of 2",
            "it stays met while the value is ≤6: 1 to spare",
            "on track with ≤4",
        ),
    ),
    "a floor that was kept to the end": (
        (hold(5, "2021-01", "2021-02"), monthly("2021-01", 5, 6), "2021-06"),
        (
            Status.ACHIEVED,
            "in 2021-02 6 is ≥5",
            "the window is over: only a revision changes it",
        ),
    ),
    "a floor with a month on the wrong side": (
        (hold(5, "2021-01", "2021-03"), monthly("2021-01", 5, 3, 6), "2021-06"),
        (
            Status.MISSED,
            "the window is over; months on the wrong side: 1, 2021-02 by most: -2",
            "the window is over: only a revision changes it",
        ),
    ),
    "a floor with a month that is not known": (
        (hold(5, "2021-01", "2021-03"), monthly("2021-01", 5, None, 6), "2021-06"),
        (
            Status.AWAITING_DATA,
            "the window is over; months without a value: 1",
            "needs the values of 2021-02",
        ),
    ),
    "a reach on its way, worked in docs/method.md, reach": (
        (FALL, points(point("2023-12", 8.7)), "2023-12", LEVEL._replace(decimals=1)),
        (
            Status.BEHIND,
            "pace 0.9167 is below 0.95 and not below 0.6",
            "on track in 2024-01 with ≤8.4: -0.3",
            "needs -2.7 by 2025-12: -0.112 a month",
            "at the pace so far, -0.092 a month, reached in 2026-06",
        ),
    ),
    "a reach that goes the wrong way": (
        (CLIMB, points(point("2021-12", -10)), "2021-12"),
        (
            Status.REGRESSING,
            "pace -0.2 is below 0",
            "on track in 2022-01 with ≥52: +62",
            "needs +110 by 2022-12: +9.17 a month",
            "at the pace so far, -0.83 a month, never reached",
        ),
    ),
    "a reach that is too early": (
        (CLIMB, points(point("2021-01", 0)), "2021-01"),
        (
            Status.ON_TRACK,
            "it is too early for a pace, so nothing speaks against it",
            "needs +100 by 2022-12: +4.35 a month",
            "at the pace so far, 0 a month, never reached",
        ),
    ),
    "a reach that is met": (
        (CLIMB, points(point("2021-12", 103)), "2021-12"),
        (
            Status.ACHIEVED,
            "in 2021-12 103 is ≥100",
            "it stays met while the value is ≥100: 3 to spare",
        ),
    ),
    "a reach that is over": (
        (CLIMB, points(point("2022-12", 99)), "2023-02"),
        (
            Status.MISSED,
            "the value of 2022-12, when it was due, is in: 99 is not ≥100",
            "the window is over: only a revision changes it",
        ),
    ),
    "a quota of flows, worked in docs/method.md, quota": (
        (quota(120), monthly("2021-01", 8, 9, 12, 10, 11, 13), "2021-06", FLOW),
        (
            Status.ON_TRACK,
            "pace 1.05 is not below 0.95",
            "on track in 2021-07 with ≥67: +4",
            "needs +57 by 2021-12: +9.5 a month",
            "at the rate so far 126 by 2021-12",
        ),
    ),
    "a quota of flows whose year is over": (
        (quota(120), monthly("2021-01", 8, None, 100), "2022-01", FLOW),
        (
            Status.AWAITING_DATA,
            "the window is over and the value of 2021-12 is not known",
            "needs the values of 2021-02, 2021-04..2021-12: +12 in all meets it",
        ),
    ),
    "a quota that was met earlier": (
        (quota(100), points(point("2021-05", 101), point("2021-06", 98)), "2021-06", YTD),
        (
            Status.ACHIEVED,
            "it was met in an earlier month, and a quota once met stays met",
            "a quota once met stays met; only a revision changes it",
        ),
    ),
    "growth without its base": (
        (
            grow(4, "2021-01", "2021-12", compare=Compare.LAST_DECEMBER),
            monthly("2021-01", 5),
            "2021-01",
        ),
        (
            Status.NO_DATA,
            "growth is not defined: its base is not known, or not above zero",
            "needs the values of 2020-12",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_verdict_says_why_and_what_would_change_it(case):
    given, expected = CASES[case]
    target, series, as_of, *of = given
    assert said(explained(target, series, as_of, *of)) == expected


def test_a_cover_names_the_units_that_are_missing():
    series = {"u1": monthly("2021-06", 1), "u2": monthly("2021-06", 0), "u3": monthly("2021-06", 1)}
    target = cover("2021-01", "2021-12")
    explanation = explained(target, series, "2021-06", group=TOWNS._replace(declared_size=5))
    assert said(explanation) == (
        Status.BEHIND,
        "pace 0.8 is below 0.95 and not below 0.6",
        "needs 3 more units by 2021-12: 0.5 a month",
        "not covered: u2",
        "unknown: u4",
        "not named yet: 1 of 5",
    )
    assert [(one.role, one.area.code) for one in explanation.inputs] == [
        ("not covered", "u2"),
        ("covered", "u1"),
        ("covered", "u3"),
    ]


def test_a_cover_that_is_over_says_how_many_units_are_not_known():
    series = {"u1": monthly("2021-06", 1)}
    explanation = explained(cover("2021-01", "2021-12"), series, "2022-06", group=TOWNS)
    assert said(explanation) == (
        Status.AWAITING_DATA,
        "the window is over; of 4 units nothing is known of 3",
        "unknown: u2, u3, u4",
    )


def test_growth_on_the_year_is_explained_in_percent_and_points():
    target = grow(4, "2021-01", "2021-12", compare=Compare.LAST_YEAR)
    series = points(point("2020-06", 100), point("2021-06", 103))
    explanation = explained(target, series, "2021-06")
    assert said(explanation) == (
        Status.BREACHED,
        "in 2021-06 the value is on the wrong side: 3% is not ≥4%",
        "needs +1 points by 2021-07, to be ≥4%",
    )
    assert [(one.role, str(one.period)) for one in explanation.inputs] == [
        ("value", "2021-06"),
        ("a year before", "2020-06"),
    ]


def test_inputs_say_what_each_month_was_used_for_and_where_it_is_from():
    series = monthly("2024-03", 774_000, 775_200, 772_100, 770_500)
    explanation = explained(hold(760_000, "2021-01", "2025-12"), series, "2024-06")
    assert [(one.role, str(one.period), one.figure.value) for one in explanation.inputs] == [
        ("value", "2024-06", 770_500),
        ("trend from", "2024-03", 774_000),
    ]
    assert {(one.area.code, one.source, one.known_from) for one in explanation.inputs} == {
        (HOME, "Bulletin", month("2024-06").last_day),
        (HOME, "Bulletin", month("2024-03").last_day),
    }


def test_a_baseline_that_the_target_states_is_an_input_of_its_own():
    explanation = explained(FALL, points(point("2023-12", 9)), "2023-12")
    assert [(one.role, str(one.period), one.figure.value) for one in explanation.inputs] == [
        ("value", "2023-12", 9),
        ("baseline", "2020-12", 12),
    ]


def test_what_is_judged_as_a_hold_has_no_cuts_of_pace():
    series = points(point("2020-06", 100), point("2021-06", 103))
    on_the_year = grow(4, "2021-01", "2021-12", compare=Compare.LAST_YEAR)
    assert explained(on_the_year, series, "2021-06").cuts is None
    assert explained(hold(5, "2021-01", "2021-12"), series, "2021-06").cuts is None
    assert explained(CLIMB, points(point("2021-12", 40)), "2021-12").cuts is not None
