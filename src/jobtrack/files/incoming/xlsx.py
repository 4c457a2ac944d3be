"""Excel workbooks (.xlsx, .xlsm): their visible sheets, row by row in bounded memory."""

from collections.abc import Iterator, Mapping

from jobtrack.domain.text import visible
from jobtrack.errors.sheets import BinaryWorkbook, NotATable
from jobtrack.files.incoming.archive import Archive
from jobtrack.files.incoming.markup import read
from jobtrack.files.incoming.rows import Merged, Row, Span, Title
from jobtrack.files.incoming.xlsx_parts import (
    MAIN,
    book_of,
    looks_of,
    names_in,
    relations_of,
    texts_of,
)
from jobtrack.files.incoming.xlsx_sheet import Context, coordinates, rows_of


def main_part(archive: Archive) -> str | None:
    """The part that the package names as its main one; None: it is no document of this family."""
    main = (one.part for one in relations_of(archive).values() if one.kind == "officeDocument")
    return next(main, None)


def xlsx_rows(archive: Archive, main: str) -> Iterator[Title | Row]:
    """The title of each visible worksheet, and its rows behind it.

    Errors: BinaryWorkbook, NotATable, CellTooLong; ValueError, LookupError and those of expat and
    zipfile where it is broken.
    """
    if main.endswith(".bin"):
        raise BinaryWorkbook(path=archive.name)
    book = book_of(archive, main)
    if not book.is_workbook:
        raise NotATable(path=archive.name)
    relations = relations_of(archive, main)
    # some programs relate the workbook to parts that they leave out
    parts = {one.kind: one.part for one in relations.values() if one.part in archive}
    texts = texts_of(archive, parts["sharedStrings"]) if "sharedStrings" in parts else []
    looks = looks_of(archive, parts["styles"]) if "styles" in parts else []
    for sheet in book.sheets:
        relation = relations[sheet.relation]
        if sheet.is_visible and relation.kind == "worksheet":
            yield Title(sheet.title)
            place = f"{archive.name}:{visible(sheet.title)}"
            merged = Merged(_spans(archive, relation.part))
            yield from rows_of(archive, relation.part, Context(texts, looks, book, merged, place))


def _spans(archive: Archive, part: str) -> list[Span]:
    """The merged cells of a sheet, which its part lists behind its rows."""
    names = names_in(MAIN, "mergeCell")
    spans: list[Span] = []

    def start(element: str, fields: Mapping[str, str]) -> None:
        if element in names:
            first, _, last = fields.get("ref", "").partition(":")
            (top, left), (bottom, right) = coordinates(first), coordinates(last or first)
            spans.append(Span(top, bottom, left, right))

    if archive.mentions(part, b"mergeCell"):
        read(archive.pieces(part), start)
    return spans
