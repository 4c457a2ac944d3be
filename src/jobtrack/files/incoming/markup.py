"""XML, read piece by piece: expat calls the handlers, and what they have made is handed on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar
from xml.parsers import expat

from jobtrack.errors.sheets import CellTooLong
from jobtrack.files.incoming.limits import LONGEST_CELL, LONGEST_LINE

Made = TypeVar("Made")
Started = Callable[[str, Mapping[str, str]], None]  # an element and its attributes
Ended = Callable[[str], object]
_NO_MEMORY = 1  # expat's code for it


class Collected:
    """The text of a cell, as it comes in pieces; ``place`` says where it stands."""

    def __init__(self, place: Callable[[], str]) -> None:
        self._place = place
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """Errors: CellTooLong."""
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length > LONGEST_CELL:
            raise CellTooLong(place=self._place(), limit=f"{LONGEST_CELL:,}")

    def take(self) -> str:
        """All of it, and begin anew."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text


def new_parser() -> expat.XMLParserType:
    """A parser that names elements as ``NAMESPACE NAME`` and refuses a document type.

    That is what entities are declared in; no workbook has one, and a few lines of it make gigabytes.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise ValueError("the XML declares a document type")


def parsed(pieces: Iterable[bytes], parser: expat.XMLParserType, made: list[Made]) -> Iterator[Made]:
    """What the handlers of ``parser`` have put into ``made``, soon after each was put there.

    Errors: ExpatError, MemoryError, ValueError for a tag of more than ``LONGEST_LINE`` bytes.
    """
    given = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keywords
            given += len(piece)
            if given - parser.CurrentByteIndex > LONGEST_LINE:
                raise ValueError("a tag without an end")
            yield from made
            made.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - the same
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from error
        raise
    yield from made
    made.clear()


def read(pieces: Iterable[bytes], start: Started, end: Ended | None = None) -> None:
    """Read it all for what ``start`` and ``end`` keep of each element. Errors: those of ``parsed``."""
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in parsed(pieces, parser, []):
        pass
