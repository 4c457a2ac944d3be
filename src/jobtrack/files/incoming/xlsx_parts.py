"""The parts of an Excel workbook (.xlsx) beside its sheets: which there are, its texts, its formats."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from jobtrack.files.incoming.archive import Archive
from jobtrack.files.incoming.cell import Look, look_of
from jobtrack.files.incoming.markup import Collected, new_parser, parsed, read

# the namespaces of the ordinary and of the "strict" kind
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_DOCUMENT = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_BUILT_IN_LOOKS = dict.fromkeys((9, 10), Look.PERCENT) | dict.fromkeys(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), Look.DAY
)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true", "on")


class Relation(NamedTuple):
    """Where a part of the workbook is, and what it is, such as ``worksheet`` or ``styles``."""

    kind: str
    part: str


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it."""

    title: str
    relation: str
    is_visible: bool


class Book(NamedTuple):
    """What the workbook says of itself.

    ``is_stale``: it asks to be calculated when it is opened, so that what stands beside its formulas
    may never have been calculated.
    """

    is_workbook: bool
    sheets: list[SheetPart]
    is_1904: bool
    is_stale: bool


def names_in(namespaces: tuple[str, ...], *names: str) -> dict[str, str]:
    """The full names that elements with these ``names`` have, with the short one of each."""
    return {f"{space} {name}": name for space in namespaces for name in names}


def relations_of(archive: Archive, part: str = "") -> dict[str, Relation]:
    """What ``part`` (default: the package itself) is related to, by id; nothing if that isn't said."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def start(element: str, fields: Mapping[str, str]) -> None:
        if element == _RELATION and fields.get("TargetMode") != "External":
            kind = fields.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, fields.get("Target", ""))
            found[fields.get("Id", "")] = Relation(kind, posixpath.normpath(target))

    if listing in archive:
        read(archive.pieces(listing), start)
    return found


def book_of(archive: Archive, part: str) -> Book:
    """What the workbook's main ``part`` says."""
    names = names_in(MAIN, "workbook", "sheet", "workbookPr", "calcPr")
    ids = [f"{space} id" for space in _DOCUMENT]
    sheets: list[SheetPart] = []
    seen: dict[str, Mapping[str, str]] = {}

    def start(element: str, fields: Mapping[str, str]) -> None:
        name = names.get(element)
        if name == "sheet":
            relation = next((fields[one] for one in ids if one in fields), "")
            is_visible = fields.get("state", "visible") == "visible"
            sheets.append(SheetPart(fields.get("name", ""), relation, is_visible))
        elif name:
            seen[name] = fields

    read(archive.pieces(part), start)
    is_1904 = seen.get("workbookPr", {}).get("date1904") in _TRUE
    is_stale = seen.get("calcPr", {}).get("fullCalcOnLoad") in _TRUE
    return Book("workbook" in seen, sheets, is_1904, is_stale)


def looks_of(archive: Archive, part: str) -> list[Look]:
    """The look of each cell format, in the order in which cells refer to them."""
    names = names_in(MAIN, "numFmt", "cellXfs", "xf")
    codes: dict[str, str] = {}
    formats: list[str] = []
    within: list[str] = []

    def start(element: str, fields: Mapping[str, str]) -> None:
        name = names.get(element)
        if name == "numFmt":
            codes[fields.get("numFmtId", "")] = fields.get("formatCode", "")
        elif name == "xf" and within[-1:] == ["cellXfs"]:
            formats.append(fields.get("numFmtId", "0"))
        within.append(name or "")

    read(archive.pieces(part), start, lambda _: within.pop())
    return [_look(number, codes) for number in formats]


def _look(number: str, codes: Mapping[str, str]) -> Look:
    if number in codes:
        return look_of(codes[number])
    return _BUILT_IN_LOOKS.get(int(number), Look.NUMBER) if number.isdecimal() else Look.NUMBER


def texts_of(archive: Archive, part: str) -> list[str]:
    """The shared texts, in the order in which cells refer to them. Errors: CellTooLong."""
    names = names_in(MAIN, "si", "t", "rPh")
    texts: list[str] = []
    collected = Collected(lambda: archive.name)
    within: list[str | None] = []

    def start(element: str, _: Mapping[str, str]) -> None:
        name = names.get(element)
        if name == "t" and "rPh" not in within:  # rPh: how the text is pronounced
            parser.CharacterDataHandler = collected.add
        within.append(name)

    def end(_: str) -> None:
        name = within.pop()
        if name == "t":
            parser.CharacterDataHandler = None
        elif name == "si":
            texts.append(unescaped(collected.take()))

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    return list(parsed(archive.pieces(part), parser, texts))


def unescaped(text: str) -> str:
    """``text`` with the signs that XML can't hold, which Excel writes as ``_x000D_``."""
    return _ESCAPE.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_none = code == 0 or 0xD800 <= code <= 0xDFFF  # no text holds these
    return match[0] if is_none else chr(code)
