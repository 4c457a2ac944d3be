"""What a file is: by its first bytes or, being text, by its first words; its name must agree."""

import re
from pathlib import PurePath
from typing import TextIO

from jobtrack.errors import JobtrackError
from jobtrack.errors.sheets import (
    NotATable,
    PackedFiles,
    TextMisnamed,
    WebPage,
    WorkbookMisnamed,
    XmlDocument,
)

XLSX, XLS, ODS, CSV, JSONL = ".xlsx", ".xls", ".ods", ".csv", ".jsonl"
PROMISED = {
    ".xlsx": XLSX, ".xlsm": XLSX, ".xltx": XLSX, ".xltm": XLSX,
    ".xls": XLS, ".xlt": XLS, ".et": XLS,
    ".ods": ODS, ".ots": ODS,
    ".csv": CSV, ".tsv": CSV, ".tab": CSV, ".txt": CSV,
    ".jsonl": JSONL, ".ndjson": JSONL, ".json": JSONL,
}  # fmt: skip
COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of .xls, and of all that a password protects
HEAD_BYTES = 16
_WORKBOOK_MARKS = (COMPOUND_MARK, b"PK\x03\x04", b"PK\x05\x06")  # zip, and one with nothing in it
_MARKS: tuple[tuple[bytes, type[JobtrackError]], ...] = (
    (b"\x1f\x8b", PackedFiles),  # gzip
    (b"BZh91AY&SY", PackedFiles),  # bzip2
    (b"\xfd7zXZ\x00", PackedFiles),  # xz
    (b"(\xb5/\xfd", PackedFiles),  # zstandard
    (b"7z\xbc\xaf\x27\x1c", PackedFiles),
    (b"Rar!\x1a\x07", PackedFiles),
    (b"%PDF-", NotATable),
    (b"{\\rtf", NotATable),
    (b"\x89PNG", NotATable),
    (b"\xff\xd8\xff", NotATable),  # JPEG
    (b"PAR1\x15", NotATable),  # Parquet
    (b"SQLite format 3\x00", NotATable),
)
_HEAD_CHARACTERS = 4096
_WEB = re.compile(r"<(!doctype html|html|head|meta|table|body|style|script|div)\b|mime-version:", re.I)
_XML = re.compile(r"<(\?xml|workbook)\b", re.I)


def is_workbook(head: bytes, name: str) -> bool:
    """Whether a file that begins with ``head`` is a zip or a compound file, as workbooks are.

    Errors: PackedFiles, NotATable.
    """
    for mark, error in _MARKS:
        if head.startswith(mark):
            raise error(path=name)
    return head.startswith(_WORKBOOK_MARKS)


def is_json_lines(text: TextIO, name: str) -> bool:
    """Whether ``text``, which stands at its beginning and stays there, is JSON Lines; else delimited.

    Its name says so; where that says nothing, a first character ``{`` does. Errors: WebPage,
    XmlDocument, TextMisnamed.
    """
    start = text.tell()
    head = text.read(_HEAD_CHARACTERS).lstrip()
    text.seek(start)
    if _WEB.match(head) or (_XML.match(head) and _WEB.search(head)):
        raise WebPage(path=name)
    if _XML.match(head):
        raise XmlDocument(path=name)
    promised = PROMISED.get(_ending(name))
    if promised in {XLSX, XLS, ODS}:
        raise TextMisnamed(path=name, ending=_ending(name))
    return promised == JSONL or (promised is None and head.startswith("{"))


def check_promise(name: str, right: str) -> None:
    """Refuse the name of a workbook with the ending of another kind. Errors: WorkbookMisnamed."""
    if PROMISED.get(_ending(name), right) != right:
        raise WorkbookMisnamed(path=name, right=right, ending=_ending(name))


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
