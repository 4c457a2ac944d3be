"""Numbers as they are compared and as plain text."""

from decimal import ROUND_HALF_UP, Context, Decimal
from math import ceil

TOLERANCE = 1e-9
_EXACT = Context(prec=700)


def rounded(value: float, decimals: int) -> float:
    """``value`` rounded half up (away from zero) to ``decimals``, as its shortest decimals say."""
    value = float(value)  # where a count is passed: integers learn is_integer in Python 3.12
    if value.is_integer():
        return value + 0.0
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP, _EXACT)) + 0.0


def rounded_up(value: float, decimals: int) -> float:
    """The least number of so many ``decimals`` that is at least ``value``, as ``is_at_least`` says."""
    scale = 10**decimals
    return rounded(ceil((value - TOLERANCE * abs(value)) * scale) / scale, decimals)


def plain(value: float) -> str:
    """``value`` as a plain decimal: no exponent, no trailing ``.0``, no minus zero."""
    text = repr(float(value) + 0.0)
    return format(Decimal(text), "f") if "e" in text else text.removesuffix(".0")


def is_at_least(value: float, bound: float) -> bool:
    """Whether value ≥ bound, with a relative tolerance of 1e-9 for what arithmetic leaves over."""
    return value >= bound or abs(value - bound) <= TOLERANCE * max(abs(value), abs(bound))
