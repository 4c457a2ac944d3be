"""What ``check`` noticed, a line each."""

from collections.abc import Iterable

from jobtrack.domain.finding import Finding
from jobtrack.render.contract import Record
from jobtrack.render.medium import Medium


def findings_text(findings: Iterable[Finding], medium: Medium) -> str:
    """A sentence a line, in the language of ``medium``."""
    return "".join(f"{one.sentence(medium.words)}\n" for one in findings)


def finding_record(one: Finding) -> Record:
    """A finding as data: its name, an English sentence and the fields in it."""
    return {"finding": str(one.notice), "text": one.sentence(), "fields": dict(one.fields)}
