"""Student's t distribution: how far from its estimate a value may lie when few changes are known."""

from itertools import count
from math import exp, hypot, isinf, isnan, lgamma, log, pi, sqrt, tan

_PRECISION = 1e-15  # a few roundings: at less, the fraction may never come to rest
_LEAST = 1e-200  # below it the density has no float
_TINY = 1e-300  # stands for zero in a denominator of the continued fraction


def student_cdf(t: float, df: int) -> float:
    """P(T ≤ t) = 1 − ½·I(x; df/2, ½) for t ≥ 0, with x = df/(df + t²); P(T ≤ −t) = 1 − P(T ≤ t).

    I is the regularized incomplete beta function. ``t`` is any number, infinite too; the result is
    0–1 and keeps its relative precision in the lower tail. Errors: ValueError for t not a number and
    for df < 1. Source: Abramowitz and Stegun, 26.7.1 and 26.5.27.
    """
    if isnan(t) or df < 1:
        raise ValueError(f"no t distribution: t {t}, df {df}")
    return _tail(-t, df) if t < 0 else 1 - _tail(t, df)


def student_quantile(p: float, df: int) -> float:
    """The t with P(T ≤ t) = p: cot(π(1 − p)) for df 1, else by Newton's steps from the median out.

    The density falls with |t|, so the tail is convex: no step passes the root. 1e-200 ≤ p < 1.
    Errors: ValueError for another p and for df < 1. Source: Abramowitz and Stegun, 26.7.
    """
    if not _LEAST <= p < 1 or df < 1:
        raise ValueError(f"no quantile of the t distribution: p {p}, df {df}")
    if p == 0.5:
        return 0.0
    outside = min(p, 1 - p)
    size = 1 / tan(pi * outside) if df == 1 else _tail_root(outside, df)
    return -size if p < 0.5 else size


def _tail_root(outside: float, df: int) -> float:
    """The t ≥ 0 beyond which ``outside`` (at most ½) of the distribution lies."""
    t = 0.0
    while True:
        further = t + (_tail(t, df) - outside) / _density(t, df)
        if further <= t:
            return t
        t = further


def _density(t: float, df: int) -> float:
    """Γ((df+1)/2) / (Γ(df/2)·√(π·df)) · (1 + t²/df)^(−(df+1)/2)."""
    scale = lgamma((df + 1) / 2) - lgamma(df / 2) - log(pi * df) / 2
    return exp(scale - (df + 1) * log(hypot(1, t / sqrt(df))))


def _tail(t: float, df: int) -> float:
    """P(T > t) for t ≥ 0: half of I, from the side on which the continued fraction is quick."""
    ratio = t / sqrt(df)
    if ratio == 0 or isinf(ratio):
        return 0.0 if ratio else 0.5
    cosine, sine = 1 / hypot(1, ratio), ratio / hypot(1, ratio)  # x = cos², 1 − x = sin²
    if cosine**2 * (df + 5) < df + 2:  # x < (a + 1) / (a + b + 2)
        return _beta_share(cosine, sine, df / 2, 0.5) / 2
    return 0.5 - _beta_share(sine, cosine, 0.5, df / 2) / 2


def _beta_share(root: float, other: float, a: float, b: float) -> float:
    """I(x; a, b) = x^a·(1 − x)^b / (a·B(a, b)) · 1/(1 + d₁/(1 + d₂/(1 + …))), √x and √(1 − x) given.

    Source: Abramowitz and Stegun, 26.5.8; by Lentz's method.
    """
    beta = lgamma(a) + lgamma(b) - lgamma(a + b)
    front = exp(2 * a * log(root) + 2 * b * log(other) - beta) / a
    x, fraction, above, below = root**2, 1.0, 1.0, 0.0
    for n in count(1):
        term = _beta_term(n, x, a, b)
        below = 1 / (1 + term * below or _TINY)
        above = 1 + term / above or _TINY
        fraction *= above * below
        if abs(above * below - 1) <= _PRECISION:
            break
    return front / fraction


def _beta_term(n: int, x: float, a: float, b: float) -> float:
    """The n-th numerator of the continued fraction, d₁ = −(a + b)·x/(a + 1)."""
    m = n // 2
    if n % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
