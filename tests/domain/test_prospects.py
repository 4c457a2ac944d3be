"""What is said to change a verdict changes it."""

from builders import LEVEL, explained, grow, point, points

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.target import Compare
from jobtrack.render import columns
from jobtrack.render.medium import Medium
from jobtrack.render.sentences import sentence_text

BEFORE, START, DUE = "2020-12", "2021-01", "2021-12"


def prospects(explanation):
    return [sentence_text(one, explanation.row, Medium()) for one in explanation.prospects]


def test_growth_asks_for_whole_steps_of_the_indicator():
    # 5 % over 101 is 106.05: the next figure that can be recorded is 107.
    target = grow(5, START, DUE, compare=Compare.LAST_DECEMBER)
    explanation = explained(target, points(point(BEFORE, 101), point("2021-10", 106)), "2021-10")
    assert explanation.row.status is Status.ON_TRACK
    assert "needs +1 by 2021-12: +0.5 a month" in prospects(explanation)


def test_a_bound_between_two_figures_is_shown_with_its_decimals():
    target = grow(5, START, DUE, compare=Compare.LAST_DECEMBER)
    row = explained(target, points(point(BEFORE, 101), point(DUE, 106)), DUE, of=LEVEL).row
    shown = [text(row, Medium()) for text in (columns.value, columns.bound, columns.gap)]
    assert shown == ["106", "≥106.05", "-0.05"]
