"""The names that may stand for each kind of thing, by the word that the help has for its kind."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from jobtrack.commands.shell.half_typed import Word
from jobtrack.commands.surroundings import Surroundings
from jobtrack.domain.text import Names
from jobtrack.domain.typed.naming import Naming, namings_from
from jobtrack.store.glance import Glance, glance_at
from jobtrack.words import Words, words_in

if TYPE_CHECKING:
    from jobtrack.domain.finding import Finding

_MOST = 1000  # words of one kind
_MOST_BATCHES = 100
_MOST_BYTES = 4_000_000  # of a file that is looked through for findings, a fifth of a second


class Asked(NamedTuple):
    """What is asked: words that begin with ``start``, in the database of ``here``.

    ``values`` are those of the options that stand there already, by their names in Python.
    """

    start: str
    values: Mapping[str, str]
    here: Surroundings


def words_of(kind: str, asked: Asked) -> list[Word]:
    """Those that a command accepts, none for a kind without names.

    Errors: those of a database that can't be read.
    """
    if kind not in NAMINGS:
        return []
    found = namings_from(asked.start, NAMINGS[kind](asked))
    return [Word(one.word, one.meaning(asked.here.words.language)) for one in found]


def _known(read: Callable[[Glance, str, int], list[Naming]]) -> Callable[[Asked], list[Naming]]:
    """What ``read`` finds in the database."""

    def namings(asked: Asked) -> list[Naming]:
        with glance_at(asked.here.path) as glance:
            return read(glance, asked.start, _MOST)

    return namings


def _targets(asked: Asked) -> list[Naming]:
    """Those that stand."""
    from jobtrack.domain.plan import called  # noqa: PLC0415 - other names need less
    from jobtrack.domain.target import current_versions  # noqa: PLC0415 - as above

    with glance_at(asked.here.path) as glance:
        versions = current_versions(glance.ledger().target_versions()).values()
    standing = [one.target for one in versions if not one.is_dropped]
    return sorted(
        Naming(word, one.id, one.names)
        for one in standing
        for word in (called(one.id, one) if asked.start else [one.id])
    )


def _batches(asked: Asked) -> list[Naming]:
    """The newest, the newest first, by the digits that stand for one of them only."""
    from collections import Counter  # noqa: PLC0415 - as above

    from jobtrack.domain.ledger.log import short_key  # noqa: PLC0415 - as above

    with glance_at(asked.here.path) as glance:
        ledger = glance.ledger()
        keys = ledger.keys()
        times = Counter(map(short_key, keys))
        fitting = [key for key in keys if short_key(key).startswith(asked.start.lower())]
        batches = [ledger.batch(key) for key in fitting[:_MOST_BATCHES]]
    namings = []
    for one in batches:
        said = f"{one.recorded_at[:16].replace('T', ' ')} {one.command} {one.note}".strip()
        if times[short_key(one.key)] == 1:
            namings.append(Naming(short_key(one.key), short_key(one.key), Names(said, said)))
    return namings


def _notices(asked: Asked) -> Iterable[Naming]:
    """The kinds of finding, in both languages."""
    from jobtrack.domain.finding import Notice  # noqa: PLC0415 - as above

    chinese = words_in("zh")
    for notice in Notice:
        id, name = notice.replace(" ", "-"), chinese.gettext(notice)
        for word in (id, name) if asked.start else (id,):
            yield Naming(word, id, Names(name, notice))


def _findings(asked: Asked) -> list[Naming]:
    """What is noticed in the data and not acknowledged yet, where that takes no time to find out."""
    from jobtrack.domain.checks import CHECKS, Wanted, findings_in_data  # noqa: PLC0415 - as above
    from jobtrack.domain.month import parse_day, parse_period  # noqa: PLC0415 - as above

    as_of, known_on = asked.values.get("as_of"), asked.values.get("known_on")
    moment = asked.here.moment(
        None if as_of is None else parse_period(as_of),
        None if known_on is None else parse_day(known_on),
    )
    with glance_at(asked.here.path) as glance:
        if glance.size > _MOST_BYTES:
            return []
        ledger = glance.ledger()
        plan, standing = ledger.plan(moment.cutoff), ledger.acknowledgements()
        read = glance.reader(moment.as_of, moment.cutoff)
        wanted = Wanted(frozenset(check.notice for check in CHECKS))
        found = findings_in_data(plan, read, wanted, moment.as_of, moment.known_on)
    return [
        Naming(one.short_key, one.short_key, Names(said, said))
        for one in found
        if one.key not in standing
        for said in [_said(one, asked.here.words)]
    ]


def _said(one: "Finding", words: Words) -> str:
    """What the finding is, what it is about and what was noticed."""
    about = [str(one.fields[name]) for name in ("target", "indicator", "area") if name in one.fields]
    return f"{words.gettext(one.notice)} {', '.join(about)}: {one.sentence(words)}"


def _plans(_asked: Asked) -> list[Naming]:
    """The built-in ones."""
    from jobtrack.commands.intake.content import BUILT_IN  # noqa: PLC0415 - as above

    return [Naming(one.stem, one.stem, Names("", "")) for one in sorted(BUILT_IN.glob("*.toml"))]


NAMINGS: Mapping[str, Callable[[Asked], Iterable[Naming]]] = {
    "INDICATOR": _known(Glance.indicators),
    "AREA": _known(Glance.areas),
    "GROUP": _known(Glance.groups),
    "TARGET": _targets,
    "BATCH": _batches,
    "FINDING": _notices,
    "KEY": _findings,
    "PLAN": _plans,
}
