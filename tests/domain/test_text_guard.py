"""No text of ours is a formula in somebody's spreadsheet, and none is lost by that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.text import guarded, unguarded


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
