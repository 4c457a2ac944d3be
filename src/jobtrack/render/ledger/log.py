"""Batches for a person: a line each, or one of them with a line for each row that it wrote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.log import Logged, VersionEffect, short_key
from jobtrack.domain.ledger.reversal import Reversal, reversal_of
from jobtrack.domain.plan import Plan
from jobtrack.domain.recording import Effect, Outcome
from jobtrack.domain.target import Target
from jobtrack.render.definitions.targets import target_dropped_line, target_written_line
from jobtrack.render.findings.finding import acknowledgement_line
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import facts_text, table_text
from jobtrack.render.medium.prose import Prose, rendered
from jobtrack.render.report.line import RECORDED, effect_line
from jobtrack.words import N_

_HEADERS = (
    N_("Batch"),
    N_("Recorded (UTC)"),
    N_("Person"),
    N_("Figures"),
    N_("Targets"),
    N_("Command"),
)
_FINDINGS = N_("findings {count}")
_NUMBERS = (3, 4)  # the columns with counts


def log_text(log: Sequence[Logged], medium: Medium) -> str:
    """A line per batch, in the order given; narrow media get a block each."""
    titles = [medium.say(header) for header in _HEADERS]
    lines = [_cells(one, medium) for one in log]
    if not lines:
        return rendered([Prose(medium.say(N_("no batches")))], medium)
    if medium.is_narrow:
        blocks = (list(zip(titles, [*line, what], strict=True)) for *line, what in lines)
        return "\n".join(facts_text(block, medium) for block in blocks)
    return table_text(titles, lines, medium, _NUMBERS)


def _cells(one: Logged, medium: Medium) -> tuple[str, ...]:
    """The cells of a batch; the last one says what it was: command, file, note, and its end."""
    batch = one.batch
    command = " ".join(filter(None, (command_text(batch.command), batch.file)))
    findings = medium.say(_FINDINGS).format(count=one.counts.findings) if one.counts.findings else ""
    facts = (command, findings, batch.note, _undone(one, medium))
    return (
        short_key(batch.key),
        batch.recorded_at[:16].replace("T", " "),
        batch.person,
        str(one.counts.figures),
        str(one.counts.targets),
        medium.joined(facts),
    )


def command_text(command: str) -> str:
    """The command of a batch, the batch that it names by its short key."""
    found = reversal_of(command)
    return command if found is None else Reversal(short_key(found.root), found.is_redo).command


def _undone(one: Logged, medium: Medium) -> str:
    if one.undone_by is None:
        return ""
    return medium.say(N_("undone by {batch}")).format(batch=short_key(one.undone_by))


def batch_text(one: Logged, medium: Medium) -> str:
    """Everything about one batch but its rows, and a blank line."""
    batch = one.batch
    facts = [
        (N_("Batch"), batch.key),
        (N_("Recorded (UTC)"), batch.recorded_at[:19].replace("T", " ")),
        (N_("Person"), batch.person),
        (N_("Command"), batch.command),
        (N_("File"), batch.file),
        (N_("Its sha256"), batch.file_sha256),
        (N_("Note"), batch.note),
        (N_("Figures"), str(one.counts.figures)),
        (N_("Targets"), str(one.counts.targets)),
        (N_("Findings"), str(one.counts.findings or "")),
        (N_("Digest"), batch.digest),
        (N_("Batch before"), batch.previous or ""),
        (N_("Undone by"), one.undone_by or ""),
    ]
    said = [(medium.say(label), fact) for label, fact in facts]
    return facts_text(said, medium) + ("\n" if any(one.counts) else "")


def effect_lines(
    effects: Iterable[Effect],
    plan: Plan,
    medium: Medium,
    forms: Mapping[Outcome, str] = RECORDED,
) -> Iterator[str]:
    """What each row did, as ``add`` says it; with ``PLANNED`` what it would do."""
    return (f"{effect_line(one, plan, medium, forms)}\n" for one in effects)


def version_lines(effects: Iterable[VersionEffect], plan: Plan, medium: Medium) -> Iterator[str]:
    """What each target version did, as ``targets`` says it."""
    return (_version_line(one, plan, medium) for one in effects)


def acknowledgement_lines(
    found: Iterable[Acknowledgement], plan: Plan, medium: Medium
) -> Iterator[str]:
    """The findings that the batch let stand."""
    return (
        acknowledgement_line(N_("acknowledged: {name}: {text}"), one, plan, medium) for one in found
    )


def _version_line(one: VersionEffect, plan: Plan, medium: Medium) -> str:
    made, current = one.version.target, one.before
    if one.version.is_dropped:
        return target_dropped_line(made, current, medium)
    return target_written_line(made, _said_before(one), current, plan, medium)


def _said_before(one: VersionEffect) -> Target | None:
    return None if one.before is None or one.before.is_dropped else one.before.target
