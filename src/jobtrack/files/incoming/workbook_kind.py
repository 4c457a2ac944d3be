"""What a file that is a zip or a compound file holds, told by its content, and its reader."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from jobtrack.errors.sheets import NotATable, PackedFiles, PasswordProtected
from jobtrack.files.incoming.archive import Archive, mentions
from jobtrack.files.incoming.kind import COMPOUND_MARK, ODS, XLS, XLSX, check_promise
from jobtrack.files.incoming.ods import ods_rows
from jobtrack.files.incoming.rows import Row, Title
from jobtrack.files.incoming.xlsx import main_part, xlsx_rows

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_PIECE_BYTES = 1 << 20


def workbook_rows(file: BinaryIO, name: str) -> Iterator[Title | Row]:
    """The visible sheets of the workbook in ``file``, told by its content.

    Errors: WorkbookMisnamed, PasswordProtected, NotATable, PackedFiles, BinaryWorkbook,
    WorkbookInflated, CellTooLong, and any other exception where it is broken.
    """
    file.seek(0)  # whoever opened it has looked at its first bytes
    if file.read(len(COMPOUND_MARK)) == COMPOUND_MARK:
        return _compound_rows(file, name)
    archive = Archive(file, name)
    main = main_part(archive)
    if main is not None:
        check_promise(name, XLSX)
        return xlsx_rows(archive, main)
    if "mimetype" not in archive:
        raise PackedFiles(path=name)
    if not archive.mentions("mimetype", _SPREADSHEET):
        raise NotATable(path=name)
    check_promise(name, ODS)
    return ods_rows(archive)


def _compound_rows(file: BinaryIO, name: str) -> Iterator[Title | Row]:
    """Those of a compound file, which lists what it holds by names in UTF-16."""
    if _mentions(file, "EncryptedPackage"):
        raise PasswordProtected(path=name)
    if not _mentions(file, "Workbook") and not _mentions(file, "Book"):
        raise NotATable(path=name)
    check_promise(name, XLS)
    from jobtrack.files.incoming.xls import xls_rows  # noqa: PLC0415 - xlrd is for this kind alone

    file.seek(0)
    return xls_rows(file, name)


def _mentions(file: BinaryIO, word: str) -> bool:
    file.seek(0)
    return mentions(iter(partial(file.read, _PIECE_BYTES), b""), word.encode("utf-16-le"))
