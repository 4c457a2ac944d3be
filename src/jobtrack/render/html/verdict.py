"""An explanation as it is folded under its row."""

from typing import NamedTuple

from jobtrack.domain.explanation import Explanation
from jobtrack.domain.plan import Plan
from jobtrack.render.explanation.sentences import sentence_text
from jobtrack.render.explanation.text import PROSPECTS, sections_of
from jobtrack.render.medium import Medium

Facts = list[tuple[str, list[str]]]  # a label, and its lines


class Verdict(NamedTuple):
    """What decided it; under headings what it was judged from; and what would change it."""

    reason: str
    sections: list[tuple[str, Facts]]
    prospects_heading: str
    prospects: list[str]


def verdict_of(explanation: Explanation, plan: Plan, medium: Medium) -> Verdict:
    """All that ``explain`` says below the name of the target."""
    row = explanation.row
    sections = [
        (heading, [(label, text.split("\n")) for label, text in facts if text])
        for heading, facts in sections_of(explanation, plan, medium)
    ]
    return Verdict(
        sentence_text(explanation.reason, row, medium),
        sections,
        medium.say(PROSPECTS),
        [sentence_text(one, row, medium) for one in explanation.prospects],
    )
