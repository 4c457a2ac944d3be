"""A report as one HTML page, which opens offline, prints well and runs nothing."""

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from jobtrack.domain.report import Report
from jobtrack.domain.report.by_area import AreaReport
from jobtrack.domain.report.page import Page
from jobtrack.domain.text import visible
from jobtrack.render.html.content import Content, area_content, page_content
from jobtrack.render.medium import Medium
from jobtrack.words import Words

_FOLDER = Path(__file__).parent
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_SIGNS = {"zh": ("：", "（", "）"), "en": (": ", " (", ")")}


def report_bytes(report: Report, medium: Medium) -> bytes:
    """The page of a report alone: without explanations, changes and charts."""
    return page_bytes(Page(report), medium)


def page_bytes(page: Page, medium: Medium) -> bytes:
    """The page in UTF-8, the same bytes for the same values."""
    return _written(page_content(page, Medium(medium.words)), medium.words)


def area_report_bytes(found: AreaReport, medium: Medium) -> bytes:
    """A page with a table of areas for each target, in UTF-8."""
    return _written(area_content(found, Medium(medium.words)), medium.words)


def _written(content: Content, words: Words) -> bytes:
    """``content`` in the template. The policy allows this one stylesheet, and nothing else."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    style = (_FOLDER / "page.css").read_text("utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    text = environment.from_string((_FOLDER / "page.html.jinja").read_text("utf-8")).render(
        content._asdict(),
        language=_LANGUAGES[words.language],
        signs=_SIGNS[words.language],
        style=Markup(style),  # noqa: S704 - our own
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return text.encode()


def _shown(value: Any) -> Any:
    """What the template prints: of a text every sign that can't be seen as an escape."""
    return value if isinstance(value, Markup) else visible(str(value))
