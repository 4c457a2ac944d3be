"""Options that several verbs share."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.text import visible
from jobtrack.domain.typed.word import fixed_word
from jobtrack.errors.options import NoLanguage
from jobtrack.words import N_, language_named

IN_EITHER_LANGUAGE = {"token_normalize_func": fixed_word}
"""The settings of a program whose options that choose take Chinese words: ``--fail-on 红``."""


class ListFormat(StrEnum):
    """What a list is printed as."""

    TABLE = "table"
    JSON = "json"


def parse_language(text: str) -> str:
    """The language that ``text`` names. Errors: NoLanguage."""
    language = language_named(text)
    if language is None:
        raise NoLanguage(text=visible(text))
    return language


DatabaseOption = Annotated[
    Path | None, typer.Option("--db", metavar="FILE", help=N_("The database to use."))
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", parser=parse_language, help=N_("The language to speak.")),
]
IndicatorArgument = Annotated[str, typer.Argument(metavar="INDICATOR", help=N_("Id, name or alias."))]
TargetArgument = Annotated[str, typer.Argument(metavar="TARGET", help=N_("Id or name of the target."))]
AsOfOption = Annotated[
    Month | None,
    typer.Option(
        "--as-of",
        metavar="MONTH",
        parser=parse_period,
        help=N_("Judge at the end of that month (default: this one)."),
    ),
]
MonthsUpToOption = Annotated[
    Month | None,
    typer.Option(
        "--as-of",
        metavar="MONTH",
        parser=parse_period,
        help=N_("Only months up to this one (default: all)."),
    ),
]
KnownOnOption = Annotated[
    date | None,
    typer.Option(
        "--known-on",
        metavar="DAY",
        parser=parse_day,
        help=N_("Use only what was known on that day."),
    ),
]
IndicatorsOption = Annotated[
    list[str] | None,
    typer.Option(metavar="INDICATOR", help=N_("Only this indicator; may be given again.")),
]
AreasOption = Annotated[
    list[str] | None,
    typer.Option(
        "--area", metavar="AREA", help=N_("The area (default: the plan's); may be given again.")
    ),
]
RevisionsOption = Annotated[
    bool,
    typer.Option("--revisions", help=N_("Every value that each month ever had, and since when.")),
]
PublishedOption = Annotated[
    date | None,
    typer.Option("--published", metavar="DAY", parser=parse_day, help=N_("When it was published.")),
]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help=N_("Of a text file, such as gb18030.")),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=N_("Show what it would do, change nothing."))
]
EnglishNameOption = Annotated[
    str | None, typer.Option("--en", metavar="NAME", help=N_("Its English name."))
]
InferredOption = Annotated[
    bool, typer.Option("--inferred", help=N_("No source names them as members."))
]
ListFormatOption = Annotated[ListFormat, typer.Option("--format", help=N_("What to print."))]
OutputOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=N_("Write to this file instead of the screen.")),
]
