"""What taking a batch back does, a line a row, and what became of it."""

from collections.abc import Iterator

from jobtrack.domain.ledger.log import Logged, short_key
from jobtrack.domain.ledger.undoing import Undoing
from jobtrack.domain.plan import Plan
from jobtrack.render.findings.finding import acknowledgement_line
from jobtrack.render.ledger.log import effect_lines, version_lines
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.report.line import PLANNED, RECORDED, subject_text
from jobtrack.words import N_

_FINDINGS_UNDONE = N_("undone: batch {batch}, findings {findings}; 'jobtrack undo' brings it back")
_DEFINING = ("init", "targets apply")  # the commands that define things too


def undoing_text(found: Undoing, of: Logged, plan: Plan, medium: Medium, *, is_done: bool) -> str:
    """Its rows as ``add`` and ``targets`` say them, then what stays as it is, and why."""
    forms = RECORDED if is_done else PLANNED
    lines = [
        *effect_lines(found.effects, plan, medium, forms),
        *version_lines(found.version_effects, plan, medium),
        *_acknowledged(found, plan, medium),
        lines_text(_left(found, of, plan, medium)),
    ]
    return "".join(lines)


def _acknowledged(found: Undoing, plan: Plan, medium: Medium) -> Iterator[str]:
    line = N_("no longer acknowledged: {name}: {text}")
    if found.reversal.is_redo:
        line = N_("acknowledged again: {name}: {text}")
    return (acknowledgement_line(line, one, plan, medium) for one in found.acknowledgements)


def _left(found: Undoing, of: Logged, plan: Plan, medium: Medium) -> Iterator[str]:
    for figure in found.overtaken:
        yield medium.say(N_("left {what}: recorded again since, by {batch}")).format(
            what=subject_text(figure.row, plan, medium), batch=short_key(figure.by)
        )
    for version in found.overtaken_versions:
        yield medium.say(N_("left target {target}: recorded again since, by {batch}")).format(
            target=version.row.target.id, batch=short_key(version.by)
        )
    if found.done and found.is_empty and of.undone_by is not None:
        yield medium.say(
            N_("batch {batch} is undone already; 'jobtrack undo {by}' brings it back")
        ).format(batch=short_key(of.batch.key), by=short_key(of.undone_by))
    if of.batch.command in _DEFINING and not found.is_empty:
        yield medium.say(N_("definitions stay as they are: only figures and targets are undone"))


def end_line(found: Undoing, of: Logged, medium: Medium, *, is_done: bool) -> str:
    """The last line: what was, or would have been, taken back."""
    if found.is_empty:
        line = N_("nothing to undo in batch {batch}")
    elif found.acknowledgements:
        line = _FINDINGS_UNDONE if is_done else N_("not undone: batch {batch}, findings {findings}")
    elif not is_done:
        line = N_("not undone: batch {batch}, figures {figures}, targets {targets}")
    else:
        line = N_(
            "undone: batch {batch}, figures {figures}, targets {targets}; "
            "'jobtrack undo' brings it back"
        )
    return _filled(line, found, of, medium) + "\n"


def question(found: Undoing, of: Logged, medium: Medium) -> str:
    """What is asked before anything is written."""
    line = N_("Undo batch {batch}, figures {figures}, targets {targets}?")
    if found.acknowledgements:
        line = N_("Undo batch {batch}, findings {findings}?")
    return _filled(line, found, of, medium)


def _filled(message: str, found: Undoing, of: Logged, medium: Medium) -> str:
    return medium.say(message).format(
        batch=short_key(of.batch.key),
        figures=len(found.effects),
        targets=len(found.version_effects),
        findings=len(found.acknowledgements),
    )
