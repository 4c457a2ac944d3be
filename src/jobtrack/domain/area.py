"""The places and units that values are for, and named sets of them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.text import Names


class Area(NamedTuple):
    """A place or unit. It exists from ``valid_from`` up to, not including, ``valid_to``."""

    code: str
    names: Names
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_always_valid(self) -> bool:
        """Whether it is without a beginning and an end."""
        return self.valid_from is None and self.valid_to is None

    def is_valid(self, month: Month) -> bool:
        """Whether the area existed on the last day of ``month``."""
        day = month.last_day
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class Areas(Mapping[str, Area]):
    """Areas by code, in the order shown.

    A country has thousands, of which a report looks at a few: each is made when it is asked for.
    ``parents`` has the code of every area, and of the one that it lies in as ``make`` has it.
    """

    def __init__(self, parents: Mapping[str, str | None], make: Callable[[str], Area]) -> None:
        self._parents = parents
        self._make = make
        self._made: dict[str, Area] = {}

    @classmethod
    def of(cls, areas: Mapping[str, Area]) -> "Areas":
        """``areas`` as this."""
        if isinstance(areas, cls):
            return areas
        return cls({code: one.parent for code, one in areas.items()}, areas.__getitem__)

    def __getitem__(self, code: str) -> Area:
        if code not in self._made and code in self._parents:
            self._made[code] = self._make(code)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parents)

    def __len__(self) -> int:
        return len(self._parents)

    def __repr__(self) -> str:
        return f"Areas({dict(self)!r})"

    def below(self, code: str) -> tuple[str, ...]:
        """The codes of the areas whose parent is ``code``."""
        return self._below.get(code, ())

    @cached_property
    def _below(self) -> dict[str | None, tuple[str, ...]]:
        found: dict[str | None, list[str]] = {}
        for code, parent in self._parents.items():
            found.setdefault(parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    def above(self, code: str) -> list[str]:
        """The codes of the areas that ``code`` lies in, the nearest first."""
        found, parent = [], self._parents.get(code)
        while parent is not None:
            found.append(parent)
            parent = self._parents.get(parent)
        return found

    def lies_in(self, code: str, other: str) -> bool:
        """Whether ``code`` is ``other`` or lies in it, however far down."""
        return other == code or other in self.above(code)


class Group(NamedTuple):
    """A named set of areas; ``inferred`` are those members that no source names.

    ``declared_size`` may be larger than the members named so far.
    """

    id: str
    names: Names
    members: tuple[str, ...]
    inferred: tuple[str, ...] = ()
    declared_size: int | None = None
    source: str = ""
    note: str = ""

    @property
    def size(self) -> int:
        """N: how many units there are, named or not."""
        return max(self.declared_size or 0, len(self.members))

    @property
    def unnamed(self) -> int:
        """How many units are not named yet."""
        return self.size - len(self.members)

    def at(self, areas: Mapping[str, Area], month: Month) -> "Group":
        """The group without members that did not exist in ``month``, and that much smaller."""
        members = tuple(code for code in self.members if areas[code].is_valid(month))
        size = None if self.declared_size is None else len(members) + self.unnamed
        return self._replace(members=members, declared_size=size)
