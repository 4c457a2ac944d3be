"""Plan files: TOML in, by the standard library, and out, by tomli-w. The format: docs/files.md."""

import tomllib

import tomli_w

from jobtrack.domain.document import document_of, plan_of
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.errors import NotToml, NotUtf8


def read_plan(content: bytes, place: str) -> Plan:
    """The plan in a file's ``content``; ``place`` names the file in errors.

    Errors: NotUtf8, NotToml, BadPlan, BadTarget.
    """
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    except tomllib.TOMLDecodeError as error:
        raise NotToml(place=place, detail=visible(str(error))) from None
    return plan_of(document, place)


def write_plan(plan: Plan) -> str:
    """The text that ``read_plan`` reads back as ``plan``."""
    return tomli_w.dumps(document_of(plan), multiline_strings=False)
