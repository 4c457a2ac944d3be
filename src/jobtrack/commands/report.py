"""report: where every target stands."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import (
    AsOfOption,
    DatabaseOption,
    IndicatorsOption,
    KnownOnOption,
    LanguageOption,
    OutputOption,
)
from jobtrack.commands.streams import show
from jobtrack.commands.surroundings import Moment, Surroundings, surroundings
from jobtrack.domain.ranking import Order
from jobtrack.domain.report import ALARMS, Alarm, build_report, only_alarming, places_needed, scope_of
from jobtrack.errors.options import OptionsExclusive
from jobtrack.render import BINARY, Format, renderer_for
from jobtrack.store import open_store
from jobtrack.words import N_

ALARM_RAISED = 3
_ENDINGS = {
    **{f".{one}": one for one in (Format.HTML, Format.XLSX, Format.CSV, Format.JSON, Format.JSONL)},
    ".md": Format.MARKDOWN,
}


class AlarmName(StrEnum):
    """What ``--fail-on`` takes: the keys of ``ALARMS``."""

    RED = N_("red")
    AMBER = N_("amber")
    GREY = N_("grey")


def report(
    context: typer.Context,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help=N_("Only what differs from the end of that day (2021-07-19, or 7d)."),
        ),
    ] = None,
    indicator: IndicatorsOption = None,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=N_("Only this area (default: all targets)."))
    ] = None,
    by_area: Annotated[
        bool, typer.Option("--by-area", help=N_("Each target area by area, ranked."))
    ] = False,
    group: Annotated[
        str | None,
        typer.Option(metavar="GROUP", help=N_("Compare the areas of this group, as --by-area does.")),
    ] = None,
    sort: Annotated[
        Order | None, typer.Option(help=N_("What --by-area ranks by (default: worst)."))
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help=N_("What to print (default: by the name of the file, else table).")),
    ] = None,
    output: OutputOption = None,
    fail_on: Annotated[
        AlarmName | None,
        typer.Option(
            help=N_("Print only targets of that colour or worse; exit with 3 when there are any.")
        ),
    ] = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    format = format or _format_of(output)
    if format in BINARY:
        from jobtrack.commands.output import refuse_terminal  # noqa: PLC0415 - most reports are text

        refuse_terminal(format, output)
    moment = here.moment(as_of, known_on)
    alarm = None if fail_on is None else ALARMS[fail_on]
    is_by_area = by_area or group is not None or sort is not None
    if since is not None and is_by_area:
        raise OptionsExclusive(one="--since", other="--by-area, --group, --sort")
    if format is Format.HTML and not is_by_area:
        from jobtrack.commands.report_page import report_page  # noqa: PLC0415 - only this needs it

        is_raised = report_page(since, (indicator, area), moment, output, alarm, here)
    elif since is not None:
        from jobtrack.commands.report_since import report_since  # noqa: PLC0415 - as above

        is_raised = report_since(since, (indicator, area), moment, format, output, alarm, here)
    elif is_by_area:
        from jobtrack.commands.report_by_area import Asked, report_by_area  # noqa: PLC0415 - as above

        asked = Asked(indicator, area, group, sort or Order.WORST)
        is_raised = report_by_area(asked, moment, format, output, alarm, here)
    else:
        is_raised = _report_targets((indicator, area), moment, format, output, alarm, here)
    if is_raised:
        raise typer.Exit(ALARM_RAISED)


def _format_of(output: Path | None) -> Format:
    """What the name of the file says. Errors: FormatNotWritten."""
    if output is None:
        return Format.TABLE
    from jobtrack.commands.output import format_named  # noqa: PLC0415 - most reports are printed

    return format_named(output, _ENDINGS, Format.TABLE)


def _report_targets(
    named: tuple[list[str] | None, str | None],
    moment: Moment,
    format: Format,
    output: Path | None,
    alarm: Alarm | None,
    here: Surroundings,
) -> bool:
    """Show where the targets stand, with an alarm only those that raise it; say whether any does.

    ``named`` are indicators and area as they were typed.
    """
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
        scope = scope_of(plan, *named)
        places = places_needed(plan, scope, moment.as_of)
        series = store.series(plan, places, moment.cutoff)
    found = build_report(plan, series, scope, moment.as_of, moment.known_on)
    if alarm is not None:
        found = only_alarming(found, alarm)
        if not found.targets:
            return False
    show(renderer_for(format)(found, here.medium(output)), here, output)
    return alarm is not None
