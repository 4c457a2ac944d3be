"""Reads HTML as it is written, into elements; whatever is not closed or closes nothing is an error."""

from collections.abc import Iterator
from html.parser import HTMLParser

NAMES = {"Target", "Indicator", "目标", "指标"}  # what stands above the names, where they are no areas
VOID = {"br", "meta", "link", "img", "hr", "input"}


class Element:
    """An element with its attributes and what stands in it: elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.content: list[Element | str] = []

    def all(self, *tags: str) -> Iterator["Element"]:
        """The elements within, of these tags or of any, in order."""
        for one in self.content:
            if isinstance(one, Element):
                if not tags or one.tag in tags:
                    yield one
                yield from one.all(*tags)

    def one(self, tag: str) -> "Element":
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """Every text within, with one blank where any stood."""
        parts = [one if isinstance(one, str) else f" {one.text} " for one in self.content]
        return " ".join("".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice"
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            found = self.open[-1].content[-1]
            assert isinstance(found, Element)
            self.open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"{tag} is closed, but not open"

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def page_of(content: bytes) -> Element:
    """The document that is written there."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    (document,) = reader.open
    return document


def texts_by_column(content: bytes) -> dict[str, dict[str, str]]:
    """Of each target, and each indicator without one, the text in each column by its header.

    The keys are ids, the rows of the tables of areas are left out.
    """
    return {
        row.attributes["data-target"] or row.attributes["data-indicator"]: texts_of(table, row)
        for table in page_of(content).all("table")
        for row in table.all("tr")
        if row.attributes.get("class") == "line" and next(table.all("th")).text in NAMES
    }


def texts_of(table: Element, row: Element) -> dict[str, str]:
    """The text of each cell of a row by its header."""
    headers = [one.text for one in table.one("thead").all("th")]
    return dict(zip(headers, (one.text for one in row.all("th", "td")), strict=True))
