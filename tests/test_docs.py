"""Every console block of the README, the docs and the transcripts prints what it says."""

from pathlib import Path

import pytest

from transcript import ROOT, documents, language_of, makes_a_hub, replayed


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_shows_what_the_program_prints(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = path.read_text("utf-8")
    hub = {"JOBTRACK_HUB": request.getfixturevalue("database")} if makes_a_hub(text) else {}
    now = replayed(text, tmp_path, JOBTRACK_LANG=language_of(path), **hub)
    if request.config.getoption("--update-transcripts"):
        path.write_text(now, "utf-8")
        return
    assert now == text
