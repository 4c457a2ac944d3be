"""What there is to be noticed in one database: in the file, and where that is whole in its data."""

from collections.abc import Iterable
from typing import NamedTuple

from jobtrack.commands.surroundings import Moment, Surroundings
from jobtrack.domain.checks import CHECKS, Wanted, findings_in_data
from jobtrack.domain.checks.noticed import Noticed
from jobtrack.domain.finding import Notice
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.report import scope_of
from jobtrack.domain.series import Series
from jobtrack.domain.text import folded, nearest, visible
from jobtrack.errors.checking import NoNotice
from jobtrack.store import paging
from jobtrack.store.integrity import check_database
from jobtrack.store.ledger import open_ledger
from jobtrack.store.reported import reported
from jobtrack.words import LANGUAGES, words_in

IN_DATA = frozenset(check.notice for check in CHECKS)
IN_FILE = frozenset(Notice) - IN_DATA
_LEAVES_DATA_WHOLE = {Notice.FOREIGN_OBJECT, Notice.PREDECESSOR_MISSING, Notice.CLOCK_BEHIND}


class Question(NamedTuple):
    """What is asked: these kinds of finding, of indicators and area as they were typed."""

    notices: frozenset[Notice]
    moment: Moment
    indicators: list[str] | None = None
    area: str | None = None


def noticed(question: Question, here: Surroundings, *, has_digests: bool = False) -> Noticed:
    """What is found, figures indicator by indicator and no lock held meanwhile.

    Data is not judged while the file is not as it was written. Errors: DatabaseUnusable,
    DatabaseMissing, NoIndicator, NoArea, Ambiguous.
    """
    found = check_database(here.path, here.now, has_digests=has_digests)
    in_file = tuple(one for one in found if one.notice in question.notices)
    is_whole = {one.notice for one in found} <= _LEAVES_DATA_WHOLE
    if not (is_whole and question.notices & IN_DATA):
        return Noticed(in_file, None, (), {})
    moment = question.moment
    with open_ledger(here.path) as store:
        plan = store.plan(moment.cutoff)
        known = paging.Moment(frozenset(store.keys()), store.reversals())
        acknowledgements = store.acknowledgements()
    scope = scope_of(plan, question.indicators, question.area)

    def read(indicator: Indicator) -> dict[str, Series]:
        selection = paging.Selection((indicator.id,), None, moment.as_of, moment.cutoff)
        return reported(here.path, indicator, selection, known)

    wanted = Wanted(question.notices, scope.indicators, scope.area)
    in_data = findings_in_data(plan, read, wanted, moment.as_of, moment.known_on)
    return Noticed(in_file, plan, tuple(in_data), acknowledgements)


def notices_named(only: Iterable[str] | None, ignored: Iterable[str] | None) -> frozenset[Notice]:
    """Those of ``only`` (none: all) without those ``ignored``. Errors: NoNotice."""
    wanted = frozenset(map(_notice_named, only)) if only else frozenset(Notice)
    return wanted - frozenset(map(_notice_named, ignored or ()))


def _notice_named(name: str) -> Notice:
    """The kind of finding with that name in any language, with hyphens or with spaces."""
    by_name = {words_in(one).gettext(notice): notice for one in LANGUAGES for notice in Notice}
    for known, notice in by_name.items():
        if _plain(known) == _plain(name):
            return notice
    near = nearest(name, by_name)
    raise NoNotice(name=visible(name), near=near, choices=tuple(Notice))


def _plain(name: str) -> str:
    return folded(name).replace("-", "")
