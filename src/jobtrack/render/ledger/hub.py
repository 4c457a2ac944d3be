"""What push, pull and hub say: how much went and came, and who takes part."""

from collections.abc import Sequence
from pathlib import Path

from jobtrack.domain.definitions.difference import Definitions, definitions_between
from jobtrack.domain.ledger.merging import Incoming
from jobtrack.domain.ledger.transfer import Amount, HubStatus, Pulled, Pushed
from jobtrack.domain.text import visible
from jobtrack.render.definitions.difference import definitions_lines
from jobtrack.render.ledger.merging import decided_line
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import list_text
from jobtrack.render.medium.numbers import day_text
from jobtrack.words import N_

_AMOUNT = N_("batches {batches}, figures {figures}")


def pushed_text(pushed: Pushed, medium: Medium) -> str:
    """The definitions that are new or changed on the hub, then what it took."""
    before, after = pushed.before, pushed.after
    definitions: Sequence[Definitions] = () if before is None else definitions_between(after, before)
    lines = definitions_lines(definitions, medium)
    if before is None:
        lines.append(medium.say(N_("defined on the hub: plan {id}")).format(id=after.id))
    line = N_("pushed: {amount}") if pushed.amount.batches else N_("nothing new for the hub")
    lines.append(medium.say(line).format(amount=_amount(pushed.amount, medium)))
    return _text(lines)


def pulled_text(pulled: Pulled, made: Path | None, medium: Medium) -> str:
    """The definitions that are new or changed here, then what came in; ``made`` is a new database."""
    lines = [] if made is None else [medium.say(N_("made {path}")).format(path=made)]
    lines += definitions_lines(definitions_between(pulled.after, pulled.before), medium)
    line = N_(
        "pulled: batches {batches}, figures {figures}, target versions {versions}; current values "
        "changed: {changed}"
    )
    total = Incoming(*map(sum, zip(*pulled.incoming, strict=True)))
    if not total.batches:
        line = N_("nothing new on the hub")
    lines.append(medium.say(line).format(**total._asdict()))
    return decided_line(pulled.decided, medium) + _text(lines)


def status_text(status: HubStatus, medium: Medium) -> str:
    """What the hub holds and the file lacks, and the other way round; a line per office.

    The day of its last push is the one that its moment says.
    """
    lines = [
        medium.say(line).format(amount=_amount(amount, medium))
        for line, amount in (
            (N_("on the hub: {amount}"), status.held),
            (N_("to push: {amount}"), status.to_push),
            (N_("to pull: {amount}"), status.to_pull),
        )
    ]
    headers = (N_("Office"), N_("Areas"), N_("Batches"), N_("Figures"), N_("Last push"))
    table = [
        (
            one.name,
            ", ".join(one.areas) or medium.glyphs.unknown,
            str(one.pushed.batches),
            str(one.pushed.figures),
            medium.glyphs.unknown if one.last is None else day_text(one.last.date(), medium),
        )
        for one in status.offices
    ]
    return _text(lines) + (f"\n{list_text(headers, table, medium)}" if table else "")


def hub_made_line(found: int, known: int, medium: Medium) -> str:
    """What became of the hub whose schema was ``found`` (0: none) and is ``known``."""
    line = N_("made a hub; 'jobtrack push' brings it the plan")
    if found:
        line = N_("upgraded the hub from version {found} of its schema to {known}")
    if found == known:
        line = N_("the hub is there already, and up to date")
    return _text([medium.say(line).format(found=found, known=known)])


def office_text(
    name: str, areas: Sequence[str], output: Path | None, medium: Medium, *, is_new: bool
) -> str:
    """What the office may do, and where its connection string is."""
    line = N_("{name} pushes for {areas}") if areas else N_("{name} reads, and pushes nothing")
    lines = [medium.say(line).format(name=name, areas=", ".join(areas))]
    if output is not None:
        line = N_("its connection string is in {path}; hand it over as a secret")
        lines.append(medium.say(line).format(path=output))
    elif is_new:
        line = N_("it has no password yet; --output FILE gives it one, in a connection string")
        lines.append(medium.say(line))
    return _text(lines)


def _amount(amount: Amount, medium: Medium) -> str:
    return medium.say(_AMOUNT).format(**amount._asdict())


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
