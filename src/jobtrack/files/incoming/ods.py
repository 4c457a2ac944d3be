"""OpenDocument spreadsheets (.ods): their visible sheets, row by row in bounded memory."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from jobtrack.domain.importing.sheet import cell_place
from jobtrack.domain.text import visible
from jobtrack.errors.sheets import PasswordProtected
from jobtrack.files.incoming.archive import Archive
from jobtrack.files.incoming.cell import UNCALCULATED, day_text, number_text, percent_text
from jobtrack.files.incoming.limits import MOST_COLUMNS, MOST_ROWS
from jobtrack.files.incoming.markup import Collected, new_parser, parsed
from jobtrack.files.incoming.rows import Merged, Row, Span, Title

_ROOT = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _TEXT = (f"{_ROOT}:{one}:1.0 " for one in ("office", "table", "text"))
_STYLE = f"{_ROOT}:style:1.0 "
_KIND_IN_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_SPACING = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_TRUTHS = ("TRUE", "FALSE")
_ERROR_SIGNS = ("#", "Err:")
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"


def ods_rows(archive: Archive) -> Iterator[Title | Row]:
    """The title of each visible sheet, and its rows behind it.

    Errors: PasswordProtected, CellTooLong; ValueError, LookupError and those of expat and zipfile where
    it is broken.
    """
    if _MANIFEST in archive and archive.mentions(_MANIFEST, b"encryption-data"):
        raise PasswordProtected(path=archive.name)
    content = _Content(archive.name)
    for one in parsed(archive.pieces(_CONTENT), content.parser, content.made):
        if isinstance(one, Title):
            yield one
        else:
            yield from one


def _rows(
    numbers: range, merged: Merged, labels: Mapping[int, str], others: Mapping[int, str]
) -> Iterator[Row]:
    """The rows with these numbers and the same content, made one by one: they may be a million."""
    for number in numbers:
        row = merged.row(number, labels, others)
        if row is not None:
            yield row


def _count(fields: Mapping[str, str], name: str) -> int:
    """How often something is repeated, or how many cells are spanned: once, where it isn't said."""
    return max(int(fields.get(f"{_TABLE}number-{name}", "1")), 1)


class _Content:
    """What expat calls: ``made`` gets a title, or a row and its repeats, once it is known."""

    def __init__(self, name: str) -> None:
        self.made: list[Title | Iterator[Row]] = []
        self.parser = new_parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._name, self._title = name, ""
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._is_shown = False
        self._depth = 0
        self._cell_depth = self._paragraph_depth = 0  # where the open one stands; 0: none is open
        self._number = self._column = self._paragraphs = 0
        self._merged = Merged()
        self._row: Mapping[str, str] = {}
        self._cell: Mapping[str, str] = {}
        self._labels: dict[int, str] = {}
        self._others: dict[int, str] = {}
        self._text = Collected(lambda: cell_place(f"{name}:{self._title}", self._number + 1))

    def _start(self, element: str, fields: Mapping[str, str]) -> None:
        self._depth += 1
        if self._paragraph_depth:
            self._space(element, fields)
        elif self._cell_depth:
            # not the paragraphs of comments and drawings, which stand deeper in the cell
            if self._depth == self._cell_depth + 1 and element == f"{_TEXT}p":
                self._begin_paragraph()
        elif element in _CELLS:
            self._cell_depth, self._cell, self._paragraphs = self._depth, fields, 0
        elif element == f"{_TABLE}table-row":
            self._row, self._column = fields, 0
            self._labels, self._others = {}, {}
        elif element == f"{_TABLE}table":
            self._begin_table(fields)
        else:
            self._note_style(element, fields)

    def _end(self, element: str) -> None:
        if self._depth == self._paragraph_depth:
            self._paragraph_depth = 0
            self.parser.CharacterDataHandler = None
        elif self._depth == self._cell_depth:
            self._cell_depth = 0
            self._end_cell(self._text.take(), is_covered=element == _CELLS[1])
        elif element == f"{_TABLE}table-row" and not self._cell_depth:
            self._end_row()
        self._depth -= 1

    def _note_style(self, element: str, fields: Mapping[str, str]) -> None:
        """Remember which styles hide the sheets that have them."""
        if element == f"{_STYLE}style":
            self._style = fields.get(f"{_STYLE}name", "")
        elif element == f"{_STYLE}table-properties" and fields.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _begin_table(self, fields: Mapping[str, str]) -> None:
        self._is_shown = fields.get(f"{_TABLE}style-name") not in self._hidden_styles
        self._title, self._number, self._merged = visible(fields.get(f"{_TABLE}name", "")), 0, Merged()
        if self._is_shown:
            self.made.append(Title(fields.get(f"{_TABLE}name", "")))

    def _begin_paragraph(self) -> None:
        self._paragraph_depth = self._depth
        if self._paragraphs:
            self._text.add("\n")
        self._paragraphs += 1
        self.parser.CharacterDataHandler = self._text.add

    def _space(self, element: str, fields: Mapping[str, str]) -> None:
        """Take in a space, tab or line break, which stand as elements within a paragraph."""
        if element in _SPACING:
            times = int(fields.get(f"{_TEXT}c", "1"))
            self._text.add(_SPACING[element] * min(times, MOST_ROWS))

    def _end_cell(self, text: str, *, is_covered: bool) -> None:
        first, count = self._column, _count(self._cell, "columns-repeated")
        self._column += count
        if is_covered or not self._is_shown:
            return
        label, other = self._content(text)
        if not label and not other:
            return
        if self._column > MOST_COLUMNS:
            raise ValueError(f"more than {MOST_COLUMNS} columns")
        columns = range(first, self._column)
        if label:
            self._labels |= dict.fromkeys(columns, label)
        else:
            self._others |= dict.fromkeys(columns, other)
        height, width = _count(self._cell, "rows-spanned"), _count(self._cell, "columns-spanned")
        if height > 1 or width > 1:
            top = self._number + 1
            self._merged.add(Span(top, top + height - 1, first, first + width - 1))

    def _content(self, text: str) -> tuple[str, str]:
        """The cell as a label and as something else; one of them is blank, or both are."""
        kind, has_formula = self._cell.get(f"{_OFFICE}value-type"), f"{_TABLE}formula" in self._cell
        is_error = has_formula and text.startswith(_ERROR_SIGNS)
        if is_error or self._cell.get(_KIND_IN_CALC) == "error":
            return "", text or "#ERROR!"
        if kind == "percentage":
            return "", percent_text(float(self._cell[f"{_OFFICE}value"]))
        if kind in {"float", "currency"} and text not in _TRUTHS:
            return "", number_text(float(self._cell[f"{_OFFICE}value"]))
        if kind == "boolean" or text in _TRUTHS:  # some programs write 1, and TRUE for the eye
            return "", self._cell.get(f"{_OFFICE}boolean-value", text).upper()
        if kind == "date":
            return day_text(datetime.fromisoformat(self._cell[f"{_OFFICE}date-value"])), ""
        if has_formula and kind is None and not self._paragraphs:
            return "", UNCALCULATED
        return text or self._cell.get(f"{_OFFICE}string-value", ""), ""

    def _end_row(self) -> None:
        times = _count(self._row, "rows-repeated")
        if self._is_shown and (self._labels or self._others):
            if self._number + times > MOST_ROWS:
                raise ValueError(f"more than {MOST_ROWS} rows")
            numbers = range(self._number + 1, self._number + times + 1)
            self.made.append(_rows(numbers, self._merged, self._labels, self._others))
        self._number += times
