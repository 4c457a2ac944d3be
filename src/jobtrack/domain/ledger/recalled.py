"""Findings as they were when somebody let them stand, read back from what was stored of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from string import Formatter

from jobtrack.domain.checks.names import Noun
from jobtrack.domain.finding import ABOUT, SENTENCES, Finding, Notice
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.month import Month

_MONTHS = (("period",), ("first", "last"))
_TEXTS = {"group", "names", "other", "part", "parts"}  # fields that are no numbers
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_PLACE = r"(?:(?P<about_>[^:]*?)(?:(?:, |^)(?P<months_>\d{4}-\d\d(?:\.\.\d{4}-\d\d)?))?: )?"


def recalled(one: Acknowledgement) -> Finding | None:
    """The finding that was let stand; None where a release that said it otherwise stored it.

    What stands in its text is tried as one field after the other until the key is that of ``one``.
    """
    if one.name not in list(Notice):
        return None
    notice = Notice(one.name)
    found = re.fullmatch(_PLACE + _pattern(SENTENCES[notice]), one.text)
    if found is None:
        return None
    said = found.groupdict()
    ids, months = said.pop("about_") or "", said.pop("months_") or ""
    fields = {name: _value(name, text) for name, text in said.items()}
    tried = (
        Finding(notice, {**fields, **about, **span})
        for about in _about([part for part in ids.split(", ") if part])
        for span in _spans([Month.iso(part) for part in months.split("..") if part])
    )
    return next((finding for finding in tried if finding.key == one.finding), None)


def _pattern(template: str) -> str:
    """What matches a sentence of ``template``: each field a group, the same where it comes again."""
    pattern, seen = "", set[str]()
    for text, name, _, _ in Formatter().parse(template):
        pattern += re.escape(text)
        if name:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
    return pattern


def _about(ids: Sequence[str]) -> Iterator[Mapping[str, object]]:
    """What the ids may be of."""
    return (dict(zip(names, ids, strict=True)) for names in combinations(ABOUT, len(ids)))


def _spans(months: Sequence[Month]) -> Iterator[Mapping[str, object]]:
    """What the months may be: one, or the first and the last of several, which may be the same."""
    if not months:
        yield {}
    for names in _MONTHS if months else ():
        if len(months) <= len(names):
            yield dict(zip(names, (months[0], months[-1]), strict=False))


def _value(name: str, text: str) -> object:
    """A field as the check had it that noticed the finding."""
    if name == "noun":
        return Noun(text)
    if name in _TEXTS or name.endswith("_id"):
        return text
    if _MONTH.fullmatch(text):
        return Month.iso(text)
    return float(text) if _NUMBER.fullmatch(text) else text
