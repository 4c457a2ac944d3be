"""The clock, the environment, the locale and the terminal: read here only, and passed down."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from jobtrack.domain.month import Month
from jobtrack.domain.text import visible
from jobtrack.errors.figures import AsOfInFuture, KnownOnInFuture
from jobtrack.errors.system import NoHome
from jobtrack.render.medium import ASCII, UNICODE, Medium, glyphs_for
from jobtrack.words import Words, language_named, words_in

if TYPE_CHECKING:
    import typer

    from jobtrack.domain.batch import Origin

ASCII_OPTION = "--ascii"
NOTICED = 3
"""The status of a run that printed what someone is to notice."""
_NARROWEST = 20
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LOCALE = {"", "C", "POSIX"}


class Moment(NamedTuple):
    """What a report is as of. ``cutoff`` is None where hindsight is wanted: nothing is cut off."""

    as_of: Month
    known_on: date
    cutoff: date | None


class Surroundings(NamedTuple):
    """What one run finds around itself. ``now`` is aware, in local time.

    ``is_ascii``: the user wants plain signs.
    """

    now: datetime
    words: Words
    database: Path | None = None
    is_ascii: bool = False

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @property
    def path(self) -> Path:
        """The database: ``--db``, else ``JOBTRACK_DB``, else the platform's folder of user data.

        Errors: NoHome.
        """
        if self.database is not None:
            return self.database
        if os.environ.get("JOBTRACK_DB"):
            return Path(os.environ["JOBTRACK_DB"])
        from platformdirs import user_data_path  # noqa: PLC0415 - most runs name their database

        with suppress(RuntimeError):  # there is no home: some releases say so, others leave the "~"
            folder = user_data_path("jobtrack", appauthor=False)
            if folder.is_absolute():
                return folder / "jobtrack.db"
        raise NoHome

    def origin(self, command: str, *, note: str = "", file: str = "", sha256: str = "") -> "Origin":
        """Who writes, now, by ``command``."""
        from jobtrack.domain.batch import Origin  # noqa: PLC0415 - reading commands write no batch

        return Origin(visible(_person(os.environ)), command, self.now, visible(file), sha256, note)

    def moment(self, as_of: Month | None, known_on: date | None) -> Moment:
        """As-of and known-on with their defaults. Errors: KnownOnInFuture, AsOfInFuture."""
        day = known_on or self.today
        if day > self.today:
            raise KnownOnInFuture(day=day, today=self.today)
        latest = Month.of(day)
        if as_of is not None and as_of > latest:
            raise AsOfInFuture(month=as_of, latest=latest)
        return Moment(as_of or latest, day, known_on)

    def end_of(self, day: date) -> str:
        """The moment at which the local ``day`` ends (UTC), as the keys of batches begin."""
        midnight = datetime.combine(day + timedelta(days=1), time())
        return f"{midnight.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"

    def medium(self, output: Path | None = None) -> Medium:
        """What standard output (or the file ``output``) can carry."""
        if output is None:
            return self.medium_of(sys.stdout)
        return Medium(self.words, glyphs=ASCII if self.is_ascii else UNICODE)

    def medium_of(self, stream: TextIO) -> Medium:
        """What ``stream`` can carry."""
        is_plain = self.is_ascii or (_has_plain_locale(os.environ) and self.words.language == "en")
        return Medium(
            self.words,
            width=_width(stream, os.environ),
            has_colour=_has_colour(stream, os.environ),
            glyphs=ASCII if is_plain else glyphs_for(stream.encoding or "utf-8"),
        )


def surroundings(context: "typer.Context", database: Path | None = None) -> Surroundings:
    """Those of this run; ``database`` is the one named after the verb."""
    here: Surroundings = context.obj
    return here if database is None else here._replace(database=database)


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """``--lang``, else ``JOBTRACK_LANG``, else what the locale says; English where that is neither.

    A ``--lang`` that names no language counts for nothing here: its option refuses it.
    """
    wanted = environment.get("JOBTRACK_LANG") or _language_of_locale(environment)
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--":
            break
        if argument == "--lang" or argument.startswith("--lang="):
            named = following if argument == "--lang" else argument.removeprefix("--lang=")
            wanted = named if language_named(named) else wanted
    return language_named(wanted) or "en"


def _language_of_locale(environment: Mapping[str, str]) -> str:
    """The language that the locale variables name, as gettext takes them.

    The first of ``_LOCALE_VARIABLES`` that is set counts, and over it what ``LANGUAGE`` lists, unless
    the locale is C or POSIX.
    """
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    if locale.partition(".")[0] in _NO_LOCALE:
        return ""
    listed = environment.get("LANGUAGE", "").split(":")
    return next((one for one in listed if language_named(one)), locale)


def found_surroundings(arguments: Sequence[str], now: datetime | None) -> Surroundings:
    """Those of a run with these arguments; ``now`` stands for the clock in tests."""
    words = words_in(language_of(arguments, os.environ))
    is_ascii = ASCII_OPTION in arguments[:1]  # where main() puts it
    return Surroundings(now or datetime.now().astimezone(), words, is_ascii=is_ascii)


def asking_shell() -> str:
    """The shell that wants a command line completed, as its script calls itself; blank: none does."""
    return os.environ.get("_JOBTRACK_COMPLETE", "")


def typed_path(text: str) -> Path:
    """The file that ``text`` stands for where no shell has expanded it yet."""
    return Path(os.path.expandvars(text)).expanduser()


def _person(environment: Mapping[str, str]) -> str:
    """Who is at work: ``JOBTRACK_PERSON``, else the login name, else blank."""
    names = ("JOBTRACK_PERSON", "LOGNAME", "USER")
    named = next((environment[name] for name in names if environment.get(name)), "")
    if named:
        return named
    import pwd  # noqa: PLC0415 - the environment nearly always says it

    with suppress(KeyError):  # a container may run as a number that is nobody's
        return pwd.getpwuid(os.getuid()).pw_name
    return ""


def _width(stream: TextIO, environment: Mapping[str, str]) -> int | None:
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) >= _NARROWEST:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else None
    except (OSError, ValueError):
        return None


def _has_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    is_refused = environment.get("NO_COLOR") or environment.get("TERM", "dumb") == "dumb"
    return stream.isatty() and not is_refused


def _has_plain_locale(environment: Mapping[str, str]) -> bool:
    """Whether more than ASCII is ruled out: ``LC_ALL`` says C or POSIX.

    Where that is not set, Python itself has turned a C locale, or none at all, into ``C.UTF-8`` by now.
    """
    return environment.get("LC_ALL") in {"C", "POSIX"}
