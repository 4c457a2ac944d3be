"""A half-typed line is taken apart as its shell would, and what bash puts in is one word again."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.commands.shell.half_typed import Line, bash_words, line_of

BREAKS = " \t\n\"'@><=;|&(:"  # bash's own


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("jobtrack ", Line((), "", 0, "")),
        ("jobtrack re", Line((), "re", 0, "")),
        ("jobtrack add employed ", Line(("add", "employed"), "", 0, "")),
        (r"jobtrack add Urban\ new\ j", Line(("add",), "Urban new j", 0, "")),
        ('jobtrack add "Urban new j', Line(("add",), "Urban new j", 0, '"')),
        ("jobtrack add 'Urban new j", Line(("add",), "Urban new j", 0, "'")),
        ('jobtrack add U"rban n', Line(("add",), "Urban n", 1, '"')),
        ('jobtrack add "Urban"\\ n', Line(("add",), "Urban n", 5, "")),
        (r'jobtrack add "a \"b\" \x', Line(("add",), r'a "b" \x', 0, '"')),
        ("jobtrack report --format=j", Line(("report",), "--format=j", 9, "")),
        (r"jobtrack add a\:b", Line(("add",), "a:b", 0, "")),
        ("jobtrack add a:b", Line(("add",), "a:b", 2, "")),
        ("jobtrack log '' x", Line(("log", ""), "x", 0, "")),
        ("JOBTRACK_LANG=zh X= jobtrack add 城", Line(("add",), "城", 0, "")),
        ("jobtrack add \\", Line(("add",), "\\", 0, "")),
    ],
)
def test_a_line_as_bash_takes_it_apart(text: str, line: Line):
    assert line_of(text, BREAKS) == line


TYPED = st.lists(st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=6), min_size=1)


@given(TYPED)
def test_words_that_were_quoted_whole_are_read_whole(words: list[str]):
    line = line_of(shlex.join(["jobtrack", *words]), BREAKS)
    assert [*line.words, line.half] == words


@given(
    word=st.text(st.characters(exclude_categories=("C",)), min_size=2),
    quote=st.sampled_from(["", "'", '"']),
)
def test_what_bash_puts_in_reads_as_the_word_that_was_chosen(word: str, quote: str):
    line = Line((), "", 0, quote)
    [put] = bash_words([word], line)
    assert shlex.split(f"{quote}{put}{quote}") == [word]


def test_only_what_follows_a_break_is_put_in():
    line = line_of("jobtrack add a:", BREAKS)
    assert bash_words(["a:b c", "axe"], line) == [r"b\ c"]
