from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobtrack.domain.indicator import Kind
from jobtrack.domain.number import is_at_least, plain, rounded
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names, is_invisible
from jobtrack.domain.typed.figure import parse_figure, parse_printed
from jobtrack.errors import JobtrackError
from jobtrack.errors.numbers import UnitTwice

PEOPLE = Names("人", "people")
WORKSHOPS = Names("个", "workshops")
PERCENT = Names("%", "%")
TEN_THOUSAND_YUAN = Names("万元", "10k yuan")
KILOGRAMS = Names("千克", "kg")
NO_UNIT = Names("", "")

ABOUT, AT_LEAST = Qualifier.ABOUT, Qualifier.AT_LEAST
MORE_THAN, NEARLY = Qualifier.MORE_THAN, Qualifier.NEARLY


def level(text: str, unit: Names = PEOPLE) -> Figure | None:
    return parse_figure(text, Kind.LEVEL, unit)


def refusal(text: str, kind: Kind = Kind.LEVEL, unit: Names = PEOPLE) -> str:
    with pytest.raises(JobtrackError) as caught:
        parse_figure(text, kind, unit)
    return f"{type(caught.value).__name__}: {caught.value}"


def read_or_refused(text: str, kind: Kind, unit: Names) -> Figure | JobtrackError | None:
    try:
        return parse_figure(text, kind, unit)
    except JobtrackError as error:
        return error


@pytest.mark.parametrize(
    "text",
    [*"-–—−－/／…无", "", "  ", "——", "……", "...", " … ", "不详", "N/A", "n/a", "NA", "Ｎ／Ａ"],
)
@pytest.mark.parametrize("kind", Kind)
def test_no_data_is_not_zero(text: str, kind: Kind) -> None:
    assert parse_figure(text, kind, PEOPLE) is None


SPELLINGS = {
    Figure(769000): "769000 | 769,000 | ７６９，０００ | 76.9万 | 76.9 万 人 | ７６．９万人 | 0769000",
    Figure(1234567.5): "1234567.5 | 1,234,567.5 | 1,234,567.50人",
    Figure(1200000): "1.2百万 | 1.2 million people | 1,200 thousand | 120万",
    Figure(300): "300 People | 3百 | 0.3千人",
    Figure(30000000): "3千万 | 0.3亿",
    Figure(1200000000000): "1.2万亿 | 12千亿 | 120百亿",
    Figure(-0.8): "-0.8 | －0.8 | \N{MINUS SIGN}0.8",
    Figure(0): "0 | -0 | 0.0 | 0万人",
    Figure(32000, MORE_THAN): "3.2万余 | 3.2万余人 | 3.2万人余 | 超3.2万 | 超过3.2万余人 | 逾3.2万",
    Figure(100000, MORE_THAN): "10余万人 | 10多万 | >10万 | over 100,000 | More than 10万 people",
    Figure(810000, AT_LEAST): "81万以上 | 81万人以上 | 至少81万以上 | 不少于81万 | ≥81万 | >=81万人",
    Figure(5000, AT_LEAST): "at least 5000 | At  Least 5,000 people",
    Figure(5000, NEARLY): "近5,000人 | 近5千 | 接近5000 | nearly 5,000",
    Figure(800000, ABOUT): "约80万 | 约80万左右 | 80万人左右 | 大约80万 | ～80万 | about 800,000",
    Figure(-5, ABOUT): "约-5 | -5左右",
    Figure(-5, MORE_THAN): "> -5 | >－5",
}


@pytest.mark.parametrize(
    ("text", "figure"),
    [(text, figure) for figure, texts in SPELLINGS.items() for text in texts.split(" | ")],
)
def test_a_figure_is_read_exactly_as_people_write_it(text: str, figure: Figure) -> None:
    assert level(text) == figure


COUNTED: dict[Names, dict[str, float]] = {
    PERCENT: {"98%": 98, "98％": 98},
    Names("％", "percent"): {"98%": 98, "98 percent": 98},
    WORKSHOPS: {"1 workshop": 1, "2个": 2},
    Names("元", "yuan"): {"76.9万元": 769000, "5千元": 5000},
    TEN_THOUSAND_YUAN: {"76.9万元": 76.9, "5千万元": 5000, "769000": 769000},
    Names("克", "g"): {"5千克": 5000},
    KILOGRAMS: {"5千克": 5, "5万千克": 50000},
    Names("平方米", "m²"): {"5 m²": 5, "5㎡": 5},
    NO_UNIT: {"5": 5},
}


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [(text, unit, value) for unit, texts in COUNTED.items() for text, value in texts.items()],
)
def test_a_unit_is_told_from_the_scale_before_it(text: str, unit: Names, value: float) -> None:
    assert level(text, unit) == Figure(value)


RATIOS = {
    "12/40": Figure(30, numerator=12, denominator=40),
    "12 ／ 40": Figure(30, numerator=12, denominator=40),
    "12,000/40,000": Figure(30, numerator=12000, denominator=40000),
    "4/4": Figure(100, numerator=4, denominator=4),
    "-1/8": Figure(-12.5, numerator=-1, denominator=8),
    "0/40": Figure(0, numerator=0, denominator=40),
}


@pytest.mark.parametrize(("text", "figure"), RATIOS.items())
def test_a_ratio_keeps_numerator_and_denominator(text: str, figure: Figure) -> None:
    assert parse_figure(text, Kind.RATIO, PERCENT) == figure
    assert parse_figure(text, Kind.RATIO, Names("％", "percent")) == figure
    assert parse_figure(text, Kind.RATIO, NO_UNIT) == figure._replace(value=figure.value / 100)


REFUSALS = """\
RangeGiven: '5-6' is a range; write one number, with --note for the rest
RangeGiven: '5~6' is a range; write one number, with --note for the rest
RangeGiven: '3万至5万' is a range; write one number, with --note for the rest
RangeGiven: '5 to 6' is a range; write one number, with --note for the rest
UnderscoreGiven: '1_000' has an underscore; write 1000 or 1,000
ExponentGiven: '1e400' has an exponent; write the number in full, such as 100000 or 10万
CommaMisplaced: '10,5': a comma parts groups of three digits; write 10.5 or 10,500
CommaMisplaced: '0,500': a comma parts groups of three digits; write 10.5 or 10,500
TooManyDigits: '1234567890123456' has more than 15 significant digits; round it
ChineseNumeral: '七十六万' is in Chinese numerals; write digits, such as 76万
ChineseNumeral: '3万五千' is in Chinese numerals; write digits, such as 76万
QualifiersContradict: '近3万余' says both '近' and '余'; write one of them
UnitContradicts: '98%' gives the unit '%', but this is counted in 人 / people; write it so
RatioNotExpected: '12/40' is a ratio, but this is one number; write that, such as 12
NotANumber: 'abc' is not a number; write one such as 769000, 769,000 or 76.9万
DenominatorNotPositive: '12/0': the denominator must be above zero; correct it
DenominatorNotPositive: '12/-40': the denominator must be above zero; correct it
RatioExpected: '30' is one number, but this is a ratio; write numerator/denominator, such as 12/40"""


@pytest.mark.parametrize("sentence", REFUSALS.splitlines())
def test_a_refusal_says_what_to_write_instead(sentence: str) -> None:
    is_ratio = sentence.startswith(("Denominator", "RatioExpected"))
    written = sentence.split("'")[1]
    assert refusal(written, Kind.RATIO if is_ratio else Kind.LEVEL) == sentence


def test_a_refusal_shows_control_characters_and_cuts_what_is_long() -> None:
    assert refusal("\x1b[0m7" + "x" * 300) == (
        r"NotANumber: '\x1b[0m7" + "x" * 52 + "' is not a number; "
        "write one such as 769000, 769,000 or 76.9万"
    )


OF_ANOTHER_UNIT = {
    TEN_THOUSAND_YUAN: ["76.9万", "5亿元"],  # 76.9万 of 元 or of 万元?
    KILOGRAMS: ["5千"],
    Names("元", "m"): ["5美元", "5 ms"],
    Names("人", ""): ["5人次", "5s"],
}


@pytest.mark.parametrize(("unit", "texts"), OF_ANOTHER_UNIT.items())
def test_a_number_in_another_unit_is_refused(unit: Names, texts: list[str]) -> None:
    for text in texts:
        assert refusal(text, unit=unit).startswith("UnitContradicts: ")


UNCLEAR = """近-5 | -3.2万余 | -5以上 | nan | -inf | ∞ | 10^5 | 5. | 1.2.3 | 769 000 | --5 | - 5 |
 3万5千 | (5) | 5* | 0x1F | 不足5000 | <5 | 约近5000 | 5万+ | 10² | 10⁵ | 5① | ①00 | ⒈5 | 1½ | ⅔ | ٣٥"""


@pytest.mark.parametrize("text", [*UNCLEAR.split(" | "), "5\u200b", "\u202e76", "9" * 300])
def test_whatever_has_no_single_reading_is_refused(text: str) -> None:
    assert refusal(text).startswith("NotANumber: ")


PRINTABLE = "0123456789.,-+/~～—…%％万亿千百余多近约超以上至人个元eE_² ①½\u200b\x1bpeople７６．无七"
TEXTS = st.text(st.sampled_from(PRINTABLE), max_size=12) | st.text(max_size=20)
UNITS = st.sampled_from([PEOPLE, WORKSHOPS, PERCENT, TEN_THOUSAND_YUAN, KILOGRAMS, NO_UNIT])


@given(TEXTS, st.sampled_from(Kind), UNITS)
def test_any_text_gives_a_finite_figure_or_one_line_that_refuses_it(
    text: str, kind: Kind, unit: Names
) -> None:
    read = read_or_refused(text, kind, unit)
    if isinstance(read, JobtrackError):
        assert len(str(read)) < 250
        assert not any(map(is_invisible, str(read)))
    elif read is not None:
        assert abs(read.value) < 1e300
        assert (read.denominator is not None) == (kind is Kind.RATIO)


DIGITS_15 = st.integers(-(10**15) + 1, 10**15 - 1)
SCALES = st.sampled_from(
    [("", 0), ("百", 2), ("千", 3), ("万", 4), ("百万", 6), ("千万", 7), ("亿", 8), ("万亿", 12)]
)


@given(digits=DIGITS_15, decimals=st.integers(0, 8), scale=SCALES, grouped=st.booleans())
def test_digits_groups_and_scale_agree_with_decimal(
    digits: int, decimals: int, scale: tuple[str, int], *, grouped: bool
) -> None:
    number = Decimal(digits).scaleb(-decimals)
    text = format(number, ",f" if grouped else "f") + scale[0] + "人"
    assert level(text) == Figure(float(number.scaleb(scale[1])))


@given(DIGITS_15, st.integers(-40, 40))
@example(999999999999999, 4)
@example(1, 23)
def test_what_is_written_plainly_is_read_back_the_same(digits: int, power: int) -> None:
    value = float(Decimal(digits).scaleb(power))
    assert level(plain(value)) == Figure(value)


PLAIN = {
    "769000": 769000.0,
    "0": -0.0,
    "-0.8": -0.8,
    "0.0000001": 1e-7,
    "9999999999999990000": 9.99999999999999e18,
    "100000000000000000000000": 1e23,
}


@pytest.mark.parametrize(("text", "value"), PLAIN.items())
def test_a_plain_number_has_no_exponent_and_no_point_zero(text: str, value: float) -> None:
    assert plain(value) == text


ROUNDED: dict[int, dict[float, float]] = {
    0: {-0.5: -1, -2.5: -3, 123456.5: 123457},
    1: {75.96: 76, 0.25: 0.3},
    2: {2.675: 2.68, 0.125: 0.13, 1.005: 1.01, 5: 5, 1e-7: 0, 0.1 + 0.2: 0.3, 1e22: 1e22, 5e-324: 0},
}


@pytest.mark.parametrize(
    ("value", "decimals", "result"),
    [(value, places, result) for places, row in ROUNDED.items() for value, result in row.items()],
)
def test_ties_are_rounded_away_from_zero(value: float, decimals: int, result: float) -> None:
    assert rounded(value, decimals) == result


@given(st.floats(-1e15, 1e15), st.integers(0, 6))
def test_rounding_is_half_up_once_and_alike_in_both_signs(value: float, decimals: int) -> None:
    once = rounded(value, decimals)
    step = Decimal(1).scaleb(-decimals)
    assert once == float(Decimal(str(value)).quantize(step, ROUND_HALF_UP))
    assert rounded(once, decimals) == once == -rounded(-value, decimals)


@pytest.mark.parametrize("pair", [(0.1 + 0.2, 0.3), (0.3, 0.1 + 0.2), (0.57 / 0.6, 0.95), (0, 0)])
def test_noise_of_arithmetic_is_on_the_good_side(pair: tuple[float, float]) -> None:
    assert is_at_least(*pair)


@pytest.mark.parametrize("pair", [(0.949999, 0.95), (-1, 0), (-6, -5), (0, 1e-9)])
def test_what_is_really_less_is_not_at_least(pair: tuple[float, float]) -> None:
    assert not is_at_least(*pair)


GIVEN: dict[tuple[str, tuple[str, ...], Names], float] = {
    ("76.9", ("万人",), PEOPLE): 769000,
    ("76.9", ("万",), PEOPLE): 769000,
    ("76.9", ("%", "万人"), PEOPLE): 769000,
    ("5", ("千克",), KILOGRAMS): 5,
    ("5人", ("人",), PEOPLE): 5,
    ("5人", ("people",), PEOPLE): 5,
    ("5.1%", ("percent",), PERCENT): 5.1,
    ("5", (), PEOPLE): 5,
}


@pytest.mark.parametrize(("written", "value"), GIVEN.items())
def test_a_unit_that_stands_elsewhere_counts(
    written: tuple[str, tuple[str, ...], Names], value: float
) -> None:
    text, given_units, unit = written
    assert parse_figure(text, Kind.LEVEL, unit, given_units) == Figure(value)


@pytest.mark.parametrize("text", ["76.9万", "76.9人", "76.9万人"])
def test_a_unit_is_given_once(text: str) -> None:
    with pytest.raises(UnitTwice) as caught:
        parse_figure(text, Kind.LEVEL, PEOPLE, ("万人",))
    assert str(caught.value) == (
        f"'{text}' gives a unit, and '万人' is given already; keep one of them"
    )


def test_a_unit_that_stands_elsewhere_must_be_the_indicators() -> None:
    with pytest.raises(JobtrackError) as caught:
        parse_figure("5", Kind.LEVEL, PEOPLE, ("个", "人次"))
    assert str(caught.value) == (
        "'5' gives the unit '个 / 人次', but this is counted in 人 / people; write it so"
    )


STEPS = {
    "76.9万": (769000, 1000),
    "769,000": (769000, 1),
    "-0.80": (-0.8, 0.01),
    "+1.3": (1.3, 0.1),
    "5.10人": (5.1, 0.01),
}


@pytest.mark.parametrize(("text", "result"), STEPS.items())
def test_a_printed_number_says_how_fine_it_is(text: str, result: tuple[float, float]) -> None:
    assert parse_printed(text, PEOPLE) == result


@given(digits=DIGITS_15, decimals=st.integers(0, 8), scale=SCALES)
def test_a_unit_beside_a_number_and_one_above_it_are_the_same(
    digits: int, decimals: int, scale: tuple[str, int]
) -> None:
    number = format(Decimal(digits).scaleb(-decimals), "f")
    unit = f"{scale[0]}人"
    assert parse_figure(number, Kind.LEVEL, PEOPLE, (unit,)) == level(number + unit)
