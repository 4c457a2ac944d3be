"""A spreadsheet's cell is the text that a person would type for it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.files.incoming.cell import Look, look_of, number_text, percent_text, shown_number


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", Look.NUMBER),
        ("0.00", Look.NUMBER),
        ("#,##0;[Red]-#,##0", Look.NUMBER),
        ('0.0"万人"', Look.NUMBER),
        ('#,##0"days"', Look.NUMBER),
        (r"0\%", Look.NUMBER),
        ('0"%"', Look.NUMBER),
        ("0.00E+00", Look.NUMBER),
        ("@", Look.NUMBER),
        ("# ?/?", Look.NUMBER),
        ("_-* #,##0_-;_-* -#,##0_-", Look.NUMBER),
        ("_d* #,##0_m", Look.NUMBER),
        ("0%", Look.PERCENT),
        ("0.0%;[Red]-0.0%", Look.PERCENT),
        ("yyyy-mm-dd", Look.DAY),
        ('yyyy"年"m"月"', Look.DAY),
        ('[$-804]yyyy"年"m"月"d"日";@', Look.DAY),
        ("h:mm AM/PM", Look.DAY),
        ("[h]:mm", Look.DAY),
        ("", Look.NUMBER),
    ],
)
def test_a_number_format_tells_percentages_and_days(code: str, look: Look) -> None:
    assert look_of(code) is look


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (76.9, "76.9"),
        (0.1 + 0.2, "0.3"),
        (769000.0, "769000"),
        (-0.0, "0"),
        (-0.8, "-0.8"),
        (1e15, "1000000000000000"),
        (1e21, "1" + "0" * 21),
        (1e-7, "0.0000001"),
        (123456789012345.6, "123456789012346"),
        (5.00101199001011e17, "500101199001011000"),
    ],
)
def test_a_number_has_15_significant_digits_and_no_exponent(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.369, "36.9%"),
        (1.0, "100%"),
        (0.0, "0%"),
        (-0.008, "-0.8%"),
        (0.5714, "57.14%"),
        (10.0, "1000%"),
    ],
)
def test_a_percentage_is_shown_as_one(value: float, text: str) -> None:
    assert percent_text(value) == text


@pytest.mark.parametrize(
    ("serial", "is_1904", "text"),
    [
        (44378.0, False, "2021-07-01"),
        (44378.5208333333, False, "2021-07-01 12:30:00"),
        (42916.0, True, "2021-07-01"),
        (1.0, False, "1900-01-01"),
        (59.0, False, "1900-02-28"),
        (61.0, False, "1900-03-01"),
        (0.354166666666667, False, "08:30:00"),
        (44378.9999999, False, "2021-07-02"),
        (2958465.0, False, "9999-12-31"),
        (2958466.0, False, "2958466"),
        (2957003.0, True, "9999-12-31"),
        (2957004.0, True, "2957004"),
        (2958465.9999999, False, "2958465.9999999"),
        (-1.0, False, "-1"),
        (float("inf"), False, "inf"),
        (float("nan"), False, "nan"),
    ],
)
def test_a_day_is_counted_as_spreadsheets_do(serial: float, *, is_1904: bool, text: str) -> None:
    assert shown_number(serial, Look.DAY, is_1904=is_1904) == text


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_that_was_typed_comes_back(typed: Decimal) -> None:
    assert Decimal(number_text(float(typed))) == typed
    assert Decimal(percent_text(float(typed / 100)).removesuffix("%")) == typed


@given(st.floats(-1e300, 1e300), st.sampled_from(Look))
def test_no_number_has_an_exponent_or_fails(value: float, look: Look) -> None:
    text = shown_number(value, look)
    assert "e" not in text.lower()
    if look is Look.NUMBER:
        assert float(text) == pytest.approx(value, rel=1e-14)
