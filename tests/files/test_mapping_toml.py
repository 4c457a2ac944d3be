"""Mapping files: what they say is taken as it stands, and what is not known is refused."""

import re
from pathlib import Path

import pytest

from jobtrack.domain.importing.mapping import Defaults, FileMapping
from jobtrack.errors import JobtrackError
from jobtrack.files.mapping_toml import read_mapping

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("page", "heading", "source"),
    [
        ("files.md", "Saying what columns mean", "National SDG data"),
        ("zh/files.md", "说明各列的含义", "国家可持续发展目标数据"),
    ],
)
def test_the_example_of_the_documents_is_read(page: str, heading: str, source: str):
    section = (DOCS / page).read_text("utf-8").partition(f"### {heading}\n")[2]
    [example] = re.findall(r"```toml\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)
    assert read_mapping(example.encode(), "m.toml") == FileMapping(
        columns={"units": "ignore"},
        indicators={"indicator-3-2-1": "under-five-mortality"},
        keep={"*": frozenset({""})},
        is_yearly=True,
        defaults=Defaults(indicator="{file}", source=source),
    )


SENTENCES = {
    "[columns": "m.toml is not TOML: ",
    "colums = 1": "m.toml: 'colums' is not known here; did you mean 'columns'?",
    'period = "day"': 'm.toml: period = \'day\' does not fit; write "year" or "month"',
    "[columns]\nA = 1": "m.toml: columns: A = 1 does not fit; write a line of text in quotes",
    "[defaults]\nareas = 'x'": "m.toml: defaults: 'areas' is not known here; did you mean 'area'?",
    "[defaults]\npublished = 'x'": "m.toml: defaults: published = x does not fit; write a day",
    "[keep]\nSex = 'x'": "m.toml: keep: Sex = x does not fit; write a list of texts",
    "keep = 1": "m.toml: keep: entry = 1 does not fit; write a table",
}


@pytest.mark.parametrize(("text", "sentence"), SENTENCES.items())
def test_what_can_not_be_meant_is_refused(text: str, sentence: str):
    with pytest.raises(JobtrackError) as caught:
        read_mapping(text.encode(), "m.toml")
    assert str(caught.value).startswith(sentence)


def test_another_encoding_is_refused():
    with pytest.raises(JobtrackError) as caught:
        read_mapping('[columns]\n"区县" = "area"'.encode("gb18030"), "m.toml")
    assert str(caught.value) == "'m.toml' is not UTF-8 text; save it as UTF-8"
