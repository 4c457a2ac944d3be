"""What the tables of a database are called and mean, for tools that show them to a person."""

from collections.abc import Mapping
from typing import NamedTuple


class Table(NamedTuple):
    """A table or view. ``columns`` says of each column what it holds; a hidden one is not listed.

    ``facets`` are columns worth counting by; it is sorted by ``sort``, a hyphen before which turns the
    order; ``label`` is the column by which others call its rows.
    """

    name: str
    title: str
    columns: Mapping[str, str]
    sort: str
    facets: tuple[str, ...] = ()
    label: str | None = None
    is_hidden: bool = False


class Query(NamedTuple):
    """A question that can be asked of the database; ``:name`` in ``sql`` is what a person fills in."""

    name: str
    title: str
    description: str
    sql: str


class Catalogue(NamedTuple):
    """All texts are English and marked for translation."""

    tables: tuple[Table, ...]
    queries: tuple[Query, ...]
