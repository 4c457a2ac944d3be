"""What ``check`` notices: each finding has a name, a sentence and the fields that it speaks of."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.batch import digest_of, line
from jobtrack.domain.month import Month
from jobtrack.domain.number import plain
from jobtrack.domain.target import Target
from jobtrack.words import ENGLISH, N_, Words


class Notice(StrEnum):
    """What a finding is about, by the word that JSON gives: the file first, then the data.

    docs/files.md says what to do about the file, docs/errors.md about the data.
    """

    DAMAGED = N_("damaged")
    UNKNOWN_REFERENCE = N_("unknown reference")
    FOREIGN_OBJECT = N_("foreign object")
    MISSING_OBJECT = N_("missing object")
    ALTERED_OBJECT = N_("altered object")
    PREDECESSOR_MISSING = N_("predecessor missing")
    CLOCK_BEHIND = N_("clock behind")
    DEFINITIONS_DIFFER = N_("definitions differ")
    DIGEST_DIFFERS = N_("digest differs")
    MISSING_MONTH = N_("missing month")
    STALE_SERIES = N_("stale series")
    JUMP = N_("jump")
    FLOW_ONLY_RISES = N_("flow only rises")
    YTD_FALLS = N_("ytd falls")
    PARTS_DIFFER = N_("parts differ")
    PART_ABOVE_WHOLE = N_("part above whole")
    CHILDREN_DIFFER = N_("children differ")
    RATIO_ABOVE_ONE = N_("ratio above one")
    OUT_OF_RANGE = N_("out of range")
    NAMES_ALIKE = N_("names alike")
    TARGET_WITHOUT_DATA = N_("target without data")
    TARGET_WITHOUT_VERDICT = N_("target without verdict")
    BOUNDS_CONTRADICT = N_("bounds contradict")
    TARGET_TWICE = N_("target twice")
    GROUP_ABOVE_SIZE = N_("group above size")

    @property
    def is_about_file(self) -> bool:
        """Whether it is about the file, which is put right and never acknowledged."""
        return self in _ABOUT_FILE


_ABOUT_FILE = frozenset(list(Notice)[: list(Notice).index(Notice.MISSING_MONTH)])

SENTENCES: Mapping[Notice, str] = {
    Notice.DAMAGED: N_("the file is damaged: {detail}"),
    Notice.UNKNOWN_REFERENCE: N_("{count} rows of {table} name a row of {parent} that is not there"),
    Notice.FOREIGN_OBJECT: N_("{kind} {name} is not one of jobtrack's"),
    Notice.MISSING_OBJECT: N_("{kind} {name} is missing"),
    Notice.ALTERED_OBJECT: N_("{kind} {name} is not as jobtrack makes it"),
    Notice.PREDECESSOR_MISSING: N_("batch {batch} follows batch {previous}, which is missing"),
    Notice.CLOCK_BEHIND: N_("the clock says {now}, but a batch was recorded at {recorded_at}"),
    Notice.DEFINITIONS_DIFFER: N_("the definitions are not what was written: their digest differs"),
    Notice.DIGEST_DIFFERS: N_("batch {batch} is not what was recorded: its digest differs"),
    Notice.MISSING_MONTH: N_("months without a value: {count}"),
    Notice.STALE_SERIES: N_("ends here; months missing since: {count}"),
    Notice.JUMP: N_("{value} after a change of {change}; usual is {usual}, give or take {spread}"),
    Notice.FLOW_ONLY_RISES: N_("rises all through each year and starts low again: is it a ytd?"),
    Notice.YTD_FALLS: N_("{value} is below the {before} of {earlier} in the same year"),
    Notice.PARTS_DIFFER: N_("{value}, but its parts ({parts}) make {sum}"),
    Notice.PART_ABOVE_WHOLE: N_("{part} is {part_value}, more than the whole, {value}"),
    Notice.CHILDREN_DIFFER: N_("{value}, but the areas below, {reported} of {expected}, make {sum}"),
    Notice.RATIO_ABOVE_ONE: N_("{value} is more than the whole"),
    Notice.OUT_OF_RANGE: N_("{value} is {excess} beyond what it may be, {limit}"),
    Notice.NAMES_ALIKE: N_("{noun} {first_id} and {noun} {second_id} look the same: {names}"),
    Notice.TARGET_WITHOUT_DATA: N_("no value to judge it by, though it began in {start}"),
    Notice.TARGET_WITHOUT_VERDICT: N_("due then; still awaiting data"),
    Notice.BOUNDS_CONTRADICT: N_("at least {bound}, but {other} allows at most {other_bound}"),
    Notice.TARGET_TWICE: N_("wants {bound}, and {other} the same with {other_bound}"),
    Notice.GROUP_ABOVE_SIZE: N_("group {group} has {members} members, but is to have {size}"),
}

_PASSING: Mapping[Notice, frozenset[str]] = {  # fields that may change while the finding stays
    Notice.MISSING_MONTH: frozenset({"count"}),
    Notice.STALE_SERIES: frozenset({"count"}),
    Notice.JUMP: frozenset({"usual", "spread"}),
    Notice.FLOW_ONLY_RISES: frozenset({"first", "last"}),
}

ABOUT = ("target", "indicator", "area")  # what a text begins with, in its order
_MONTHS = ("period", "first", "last")


def as_written(value: object) -> str:
    """A field as data has it: numbers plain, months ``YYYY-MM``."""
    return plain(value) if isinstance(value, float) else str(value)


class Finding(NamedTuple):
    """One thing that was noticed. ``fields`` are those of its sentence and what that is about.

    The latter are ``indicator``, ``area`` and ``target``, by their ids, and ``period``, or ``first``
    and ``last`` of several months; those that apply.
    """

    notice: Notice
    fields: Mapping[str, object]

    def sentence(self, words: Words = ENGLISH, shown: Callable[[object], str] = as_written) -> str:
        """What was noticed: one line in the language of ``words``, its fields as ``shown`` has them."""
        fields = {name: shown(value) for name, value in self.fields.items()}
        return words.gettext(SENTENCES[self.notice]).format_map(fields)

    @property
    def text(self) -> str:
        """What it is about and what was noticed, in English: one line."""
        about = [as_written(self.fields[name]) for name in ABOUT if name in self.fields]
        span = "..".join(map(str, self.months))
        told = [*about, span] if span else about
        return f"{', '.join(told)}: {self.sentence()}" if told else self.sentence()

    @property
    def months(self) -> list[Month]:
        """The month that it is about, or the first and the last of several."""
        ends = [self.fields[name] for name in _MONTHS if name in self.fields]
        return list(dict.fromkeys(end for end in ends if isinstance(end, Month)))

    @property
    def key(self) -> str:
        """The sha256, in hexadecimal, of its name and of all that makes it this finding.

        The values it is about are among that: with another value it is another finding. Keys are
        stored, so they never change from release to release.
        """
        passing = _PASSING.get(self.notice, frozenset())
        told = [
            f"{name}={as_written(self.fields[name])}"
            for name in sorted(self.fields)
            if name not in passing
        ]
        return digest_of(line("finding", self.notice), map(line, told))

    @property
    def short_key(self) -> str:
        """The first 8 digits of its key, by which people name it."""
        return self.key[:8]


def finding(notice: Notice, **fields: object) -> Finding:
    """The finding with these ``fields``."""
    return Finding(notice, fields)


def finding_about(target: Target, notice: Notice, **fields: object) -> Finding:
    """The finding about ``target`` with these ``fields`` besides."""
    about = {"target": target.id, "indicator": target.indicator, "area": target.area}
    return Finding(notice, about | fields)
