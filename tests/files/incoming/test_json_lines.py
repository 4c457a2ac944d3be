"""JSON Lines: keys are columns, numbers keep their digits, and what is no plain object is refused."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import complaint, read, saved


def sheet(folder: Path, text: str, name: str = "a.jsonl") -> list[tuple[int, list[str]]]:
    return read(saved(folder, name, text))[name]


TEXT = '{"indicator": "就业", "value": 76.90}\n\n{"value": 769000, "note": null}\n'
LINES = [
    (1, ["indicator", "value", "note"]),
    (1, ["就业", "76.90", ""]),
    (3, ["", "769000", ""]),
]


@pytest.mark.parametrize("name", ["a.jsonl", "a.NDJSON", "a.json", "-", "a.dat"])
def test_keys_are_columns_in_the_order_in_which_they_come(tmp_path: Path, name: str) -> None:
    assert sheet(tmp_path, TEXT, name) == LINES


def test_a_file_that_is_called_csv_is_taken_for_it(tmp_path: Path) -> None:
    assert sheet(tmp_path, "{a},b\n1,2\n", "a.csv") == [(1, ["{a}", "b"]), (2, ["1", "2"])]


def test_a_mark_and_other_encodings_do_no_harm(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        path = saved(tmp_path, "a.jsonl", TEXT.encode(encoding))
        assert read(path) == {"a.jsonl": LINES}


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("1.10", "1.10"),
        ("-0.0", "-0.0"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1" * 5000, "1" * 5000),
        ("1e3", "1000"),
        ("7.69E+05", "769000"),
        ("25e-1", "2.5"),
        ("1e999", "1e999"),
        ("1e99999999999999999999", "1e99999999999999999999"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("true", "true"),
        ("false", "false"),
        ("null", ""),
        ('" a\\nb\\u4e07"', " a\nb万"),
        ('"\\\\ud800"', "\\ud800"),
        ('"\\ud83d\\ude00"', "😀"),
    ],
)
def test_a_value_is_the_text_that_was_written(tmp_path: Path, written: str, cell: str) -> None:
    assert sheet(tmp_path, f'{{"a": {written}}}') == [(1, ["a"]), (1, [cell])]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(objects=st.lists(st.dictionaries(texts, texts, min_size=1), min_size=1), is_ascii=st.booleans())
def test_texts_come_back_as_they_went_out(objects: list[dict[str, str]], *, is_ascii: bool) -> None:
    text = "".join(f"{json.dumps(one, ensure_ascii=is_ascii)}\n" for one in objects)
    columns = list(dict.fromkeys(key for one in objects for key in one))
    with TemporaryDirectory() as folder:
        lines = sheet(Path(folder), text)
    assert lines == [
        (1, columns),
        *((number, [one.get(key, "") for key in columns]) for number, one in enumerate(objects, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        ("[\n", 1, "Expecting value, character 3"),
        ('{"a": 1}\n{"a": 1', 2, "Expecting ',' delimiter, character 8"),
        ('{"a": 1} {"a": 2}', 1, "Extra data, character 10"),
        ('{"a": 1}{}', 1, "Extra data, character 9"),
        ("a,b\n1,2\n", 1, "Expecting value, character 1"),
        ('{"a": "\\ud800"}', 1, "an escape that stands for no character"),
        ('{"\\u0000": 1}', 1, "an escape that stands for no character"),
        ("[" * 200_000, 1, "nested too deeply"),
    ],
)
def test_what_is_not_json_is_refused(tmp_path: Path, text: str, line: int, detail: str) -> None:
    assert complaint(saved(tmp_path, "a.jsonl", text)) == (
        f"NotJson: a.jsonl:{line} is not JSON: {detail}; write one whole object on each line"
    )


@pytest.mark.parametrize("text", ["{}\n[1]", "{}\n3", '{}\n"a"', "{}\nnull"])
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    assert complaint(saved(tmp_path, "a.jsonl", text)) == (
        "NotAnObject: a.jsonl:2 is not a JSON object; write one on each line, with a key for each "
        "column"
    )


@pytest.mark.parametrize("value", ["[1]", "[]", "{}", '{"b": 1}', '[["b", 1]]'])
def test_a_value_that_is_not_plain_is_refused(tmp_path: Path, value: str) -> None:
    assert complaint(saved(tmp_path, "a.jsonl", f'{{"a\\n": {value}}}')) == (
        "ValueNested: a.jsonl:1 has a list or an object as 'a\\n'; write a text or a number"
    )


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jsonl", '{"a": 1, "b": 2, "a": 1}')
    assert complaint(path) == "KeyTwice: a.jsonl:1 has the key 'a' twice; keep one"


def test_nothing_is_handed_on_before_all_of_it_is_known_to_be_good(tmp_path: Path) -> None:
    assert complaint(saved(tmp_path, "a.jsonl", '{"a": 1}\n' * 100 + "{")).startswith(
        "NotJson: a.jsonl:101 "
    )


def test_keys_are_columns_not_values(tmp_path: Path) -> None:
    text = "".join(f'{{"k{number}": 1}}\n' for number in range(16_385))
    assert complaint(saved(tmp_path, "a.jsonl", text)) == (
        "TooManyKeys: a.jsonl:16385 brings the keys to more than 16,384; let a key name a column, "
        "not a value"
    )


def test_a_file_without_an_object_has_no_lines(tmp_path: Path) -> None:
    assert sheet(tmp_path, "\n  \n") == []
