"""What init, backup and restore say of the databases that they make and put in place."""

from pathlib import Path

from jobtrack.domain.ledger.contents import Contents
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.medium.numbers import day_text
from jobtrack.words import N_


def made_line(path: Path, plan: Plan, figures: int, medium: Medium) -> str:
    """Where the new database is, how much its plan defines, and how many figures it has."""
    line = N_("made {path}: plan {plan}, indicators {indicators}, targets {targets}, figures {figures}")
    text = medium.say(line).format(
        path=path,
        plan=plan.id,
        indicators=len(plan.indicators),
        targets=len(plan.targets),
        figures=figures,
    )
    return f"{visible(text)}\n"


def backup_line(path: Path, contents: Contents, medium: Medium) -> str:
    """Where the copy is and what it holds."""
    line = medium.say(N_("copied to {path}: {contents}"))
    return f"{visible(line.format(path=path, contents=contents_text(contents, medium)))}\n"


def restore_text(
    source: Path, copy: Contents, path: Path, before: Contents | None, medium: Medium
) -> str:
    """What is there and what would take its place, a line each; ``before`` is None if unreadable."""
    nothing = medium.say(N_("nothing that can be read"))
    lines = [
        medium.say(N_("{path} holds {contents}")).format(
            path=path, contents=nothing if before is None else contents_text(before, medium)
        ),
        medium.say(N_("{path} holds {contents}")).format(
            path=source, contents=contents_text(copy, medium)
        ),
    ]
    return lines_text(lines)


def restored_line(source: Path, path: Path, kept: Path | None, medium: Medium) -> str:
    """What became of it, and where the replaced database is kept."""
    line = N_("{path} is now what {source} was")
    if kept is not None:
        line = N_("{path} is now what {source} was; the one before is kept as {kept}")
    return f"{visible(medium.say(line).format(path=path, source=source, kept=kept))}\n"


def left_line(medium: Medium) -> str:
    """That the database is what it was."""
    return medium.say(N_("nothing was changed")) + "\n"


def upgraded_line(path: Path, found: int, known: int, kept: Path, medium: Medium) -> str:
    """From which version of the schema to which, and where the backup is."""
    line = N_("upgraded {path} from version {found} of its schema to {known}; the one before is {kept}")
    text = medium.say(line).format(path=path, found=found, known=known, kept=kept)
    return f"{visible(text)}\n"


def contents_text(contents: Contents, medium: Medium) -> str:
    """How many batches and figures, and the day of the last batch (UTC)."""
    line = N_("batches {batches}, figures {figures}")
    if contents.last is not None:
        line = N_("batches {batches}, figures {figures}, the last recorded {day}")
    day = "" if contents.last is None else day_text(contents.last.date(), medium)
    return medium.say(line).format(batches=contents.batches, figures=contents.figures, day=day)
