"""No text of ours is a formula in somebody's spreadsheet, nor unseen in JSON; none is lost by that."""

import json
import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.text import guarded, json_visible, toml_visible, unguarded


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("Bureau", "Bureau"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1+1", "''=1+1"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        ("＝1+1", "'＝1+1"),
    ],
)
def test_a_text_that_begins_like_a_formula_stands_behind_an_apostrophe(text: str, cell: str):
    assert (guarded(text), unguarded(cell)) == (cell, text)


@given(st.text(st.sampled_from("'=+-@ab1"), max_size=6) | st.text())
def test_every_text_comes_back(text: str):
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("'=+-@ab1"), max_size=6) | st.text())
def test_no_cell_begins_like_a_formula(text: str):
    assert not guarded(text).startswith(("=", "+", "-", "@"))


@given(st.text())
def test_json_and_toml_say_the_same_and_can_be_seen(text: str):
    written = json_visible(json.dumps([text], ensure_ascii=False))
    assert json.loads(written) == [text]
    toml = toml_visible(tomli_w.dumps({"text": text}))
    assert tomllib.loads(toml) == {"text": text}
    signs = set(written + toml) - {"\n"}
    assert [one for one in signs if not one.isprintable() and not one.isspace()] == []
