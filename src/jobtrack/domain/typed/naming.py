"""What things are called, and which of their names a word that is half typed may become."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jobtrack.domain.text import Names, folded, visible


class Naming(NamedTuple):
    """A word by which a thing is called: its id, one of its names or an alias."""

    word: str
    id: str
    names: Names

    def meaning(self, language: str) -> str:
        """What tells the thing apart beside the word: its name beside its id, its id beside a name."""
        return self.names.text(language) if self.word == self.id else self.id


def namings_from(start: str, known: Iterable[Naming]) -> list[Naming]:
    """Those of ``known`` whose word begins with ``start`` and stands for one thing, each word once.

    The case of letters counts where a word begins with ``start`` as it is written. Words that can't be
    seen whole are left out. In the order of ``known``.
    """
    found = [one for one in known if one.word and begins(one.word, start) and _is_plain(one.word)]
    owners = _owners(found)
    clear = [one for one in found if one.word == one.id or len(owners[folded(one.word)]) == 1]
    exact = [one for one in clear if one.word.startswith(start)]
    by_word: dict[str, Naming] = {}
    for one in exact or clear:
        if one.word == one.id or one.word not in by_word:
            by_word[one.word] = one
    return list(by_word.values())


def begins(word: str, start: str) -> bool:
    """Whether ``word`` begins with ``start``, in any case of its letters."""
    return word.casefold().startswith(start.casefold())


def _is_plain(word: str) -> bool:
    return visible(word) == word


def _owners(found: Sequence[Naming]) -> Mapping[str, set[str]]:
    """The ids of the things that are called by each word, as words are compared."""
    owners: dict[str, set[str]] = {}
    for one in found:
        owners.setdefault(folded(one.word), set()).add(one.id)
    return owners
