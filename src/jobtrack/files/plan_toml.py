"""Plan files: TOML in, and out by tomli-w. The format: docs/files.md."""

from collections.abc import Mapping
from typing import Any

import tomli_w

from jobtrack.domain.definitions.document import document_of, plan_of
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import toml_visible
from jobtrack.files.toml_document import read_document


def read_plan(content: bytes, place: str) -> Plan:
    """The plan in a file's ``content``; ``place`` names the file in errors.

    Errors: NotUtf8, NotToml, BadPlan, BadTarget.
    """
    return plan_of(read_document(content, place), place)


def write_plan(plan: Plan) -> str:
    """The text that ``read_plan`` reads back as ``plan``: a table for each definition."""
    document = document_of(plan)
    head = _table("[plan]", document.pop("plan"))
    tables = (_table(f"[[{noun}]]", fields) for noun, rows in document.items() for fields in rows)
    return toml_visible("\n".join((head, *tables)))


def _table(title: str, fields: Mapping[str, Any]) -> str:
    """A table with a name in two languages on one line."""
    return f"{title}\n" + "".join(_entry(field, value) for field, value in fields.items())


def _entry(field: str, value: object) -> str:
    if not isinstance(value, Mapping):
        return tomli_w.dumps({field: value})
    texts = ", ".join(tomli_w.dumps({key: text}).strip() for key, text in value.items())
    return f"{field} = {{ {texts} }}\n"
