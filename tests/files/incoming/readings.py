"""How the tests of the readers read, and workbooks made by hand, part by part."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from jobtrack.errors import JobtrackError
from jobtrack.files.incoming import open_sheets

Lines = list[tuple[int, list[str]]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def read(path: Path, encoding: str | None = None, name: str | None = None) -> dict[str, Lines]:
    """Every sheet of the file by its place, read to its end."""
    with open_sheets(path, name or path.name, encoding) as sheets:
        return {one.place: [(number, list(cells)) for number, cells in one.lines] for one in sheets}


def complaint(path: Path, encoding: str | None = None, name: str | None = None) -> str:
    with pytest.raises(JobtrackError) as found:
        read(path, encoding, name)
    assert found.value.exit_status == 2
    return f"{type(found.value).__name__}: {found.value}"


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx_parts(sheet: str, **others: str) -> dict[str, str | bytes]:
    """The parts of the smallest workbook with this content of ``sheetData``.

    ``behind`` is what follows the rows, ``book`` what follows the list of sheets; ``styles`` and
    ``texts`` are the content of those parts.
    """
    kinds = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "sharedStrings": "texts.xml"}
    links = "".join(
        f'<Relationship Id="{kind}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for kind, target in kinds.items()
    )
    root = f'<Relationship Id="r" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{root}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="worksheet"/></sheets>{others.get("book", "")}</workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{others.get("styles", "")}</styleSheet>',
        "xl/texts.xml": f'<sst xmlns="{MAIN}">{others.get("texts", "")}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData>'
        f"{others.get('behind', '')}</worksheet>",
    }


def xlsx(folder: Path, sheet: str, **others: str) -> Path:
    return zipped(folder / "a.xlsx", xlsx_parts(sheet, **others))


def ods(folder: Path, tables: str, styles: str = "") -> Path:
    """The smallest OpenDocument spreadsheet with these tables."""
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(folder / "a.ods", {"mimetype": ODS_TYPE, "content.xml": content})
