"""Fonts that have every sign of a figure: never a box in the place of one."""

from collections.abc import Collection
from contextlib import suppress

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, findSystemFonts, fontManager, get_font
from matplotlib.text import Text

from jobtrack.domain.text import visible
from jobtrack.errors.charts import GlyphMissing

_BUNDLED = "DejaVu Sans"  # comes with matplotlib
CHINESE = (  # the most likely to be fit for print first
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Heiti SC",
    "STHeiti",
    "SimHei",
    "Songti SC",
    "SimSun",
    "Arial Unicode MS",
    "Droid Sans Fallback",
    "Noto Sans CJK JP",  # the only face of that file that older versions of matplotlib read
)
_MOST_SHOWN = 8


def set_fonts(figure: Figure) -> None:
    """Give every text of ``figure`` fonts that have all its signs. Errors: GlyphMissing."""
    texts = [one for one in figure.findobj(Text) if isinstance(one, Text)]
    families = families_for({sign for one in texts for sign in one.get_text() if sign != "\n"})
    for one in texts:
        one.set_fontfamily(families)


def families_for(signs: Collection[str]) -> list[str]:
    """The font that comes with matplotlib, and where it is not enough a Chinese one before it.

    Errors: GlyphMissing, where no font known here has one of ``signs``.
    """
    missing = _without(signs, _BUNDLED)
    if not missing:
        return [_BUNDLED]
    family = _chinese_with(missing)
    if family is None:
        _look_for_new_fonts()
        family = _chinese_with(missing)
    if family is None:
        raise GlyphMissing(signs=visible("".join(sorted(missing)[:_MOST_SHOWN])))
    return [family, _BUNDLED]


def _chinese_with(signs: Collection[str]) -> str | None:
    """The first Chinese font that is known to be installed and has all of ``signs``."""
    installed = {one.name for one in fontManager.ttflist}
    fit = (one for one in CHINESE if one in installed and not _without(signs, one))
    return next(fit, None)


def _look_for_new_fonts() -> None:
    """Make fonts known that were installed after matplotlib had listed them."""
    known = {str(one.fname) for one in fontManager.ttflist}
    for path in findSystemFonts():
        if path not in known:
            with suppress(OSError, RuntimeError, ValueError):  # what is no font that it can read
                fontManager.addfont(path)


def _without(signs: Collection[str], family: str) -> set[str]:
    """Those of ``signs`` that the font ``family`` does not have."""
    found = get_font(findfont(FontProperties(family=[family]), fallback_to_default=False))
    return {sign for sign in signs if ord(sign) not in found.get_charmap()}
