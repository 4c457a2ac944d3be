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
from jobtrack.commands.report.asked import Asked
from jobtrack.commands.surroundings import NOTICED, Surroundings, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.report import ALARMS, build_report, only_alarming, places_needed, scope_of
from jobtrack.domain.report.ranking import Order
from jobtrack.errors.options import OptionsExclusive
from jobtrack.render import BINARY, Format, renderer_for
from jobtrack.store import open_store
from jobtrack.words import N_

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
        from jobtrack.commands.surroundings.output import refuse_terminal  # noqa: PLC0415 - most reports are text

        refuse_terminal(format, output)
    alarm = None if fail_on is None else ALARMS[fail_on]
    asked = Asked(indicator, area, here.moment(as_of, known_on), format, output, alarm)
    is_by_area = by_area or group is not None or sort is not None
    if since is not None and is_by_area:
        raise OptionsExclusive(one="--since", other="--by-area, --group, --sort")
    if _is_raised(asked, since, (group, sort or Order.WORST) if is_by_area else None, here):
        raise typer.Exit(NOTICED)


def _is_raised(
    asked: Asked, since: str | None, compared: tuple[str | None, Order] | None, here: Surroundings
) -> bool:
    """Show the kind of report that is wanted; say whether it raises the alarm.

    ``compared``: it is by area, of this group and in this order.
    """
    if compared is not None:
        from jobtrack.commands.report.by_area import report_by_area  # noqa: PLC0415 - only this needs it

        return report_by_area(asked, *compared, here)
    if asked.format is Format.HTML:
        from jobtrack.commands.report.page import report_page  # noqa: PLC0415 - as above

        return report_page(asked, since, here)
    if since is not None:
        from jobtrack.commands.report.since import report_since  # noqa: PLC0415 - as above

        return report_since(asked, since, here)
    return _report_targets(asked, here)


def _format_of(output: Path | None) -> Format:
    """What the name of the file says. Errors: FormatNotWritten."""
    if output is None:
        return Format.TABLE
    from jobtrack.commands.surroundings.output import format_named  # noqa: PLC0415 - most reports are printed

    return format_named(output, _ENDINGS, Format.TABLE)


def _report_targets(asked: Asked, here: Surroundings) -> bool:
    """Show where the targets stand; say whether any raises the alarm."""
    moment = asked.moment
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
        scope = scope_of(plan, asked.indicators, asked.area)
        places = places_needed(plan, scope, moment.as_of)
        series = store.series(plan, places, moment.cutoff)
    found = build_report(plan, series, scope, moment.as_of, moment.known_on)
    if asked.alarm is not None:
        found = only_alarming(found, asked.alarm)
        if not found.targets:
            return False
    show(renderer_for(asked.format)(found, here.medium(asked.output)), here, asked.output)
    return asked.alarm is not None
