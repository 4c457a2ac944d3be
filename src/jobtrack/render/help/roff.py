"""Manual pages as text for ``man``: the macros of man(7), with every sign of other text escaped."""

from collections.abc import Iterable

_ESCAPES = str.maketrans(
    {
        "\\": r"\e",
        "-": r"\-",
        "'": r"\(aq",
        '"': r"\(dq",
        "`": r"\(ga",
        "^": r"\(ha",
        "~": r"\(ti",
        **{
            sign: rf"{sign}\:" for sign in "，。；：、（）"
        },  # a line may end there, as it has no spaces
    }
)
_LONGEST, _LENGTH = 80, 8  # of a line, and of a sign that is not ASCII in it


def escaped(text: str) -> str:
    """``text`` so that it is printed as it is: one line."""
    line = text.translate(_ESCAPES).removesuffix(r"\:")
    return rf"\&{line}" if line.startswith(".") else line


def filled(text: str) -> str:
    """``text`` for a paragraph: as many lines as it takes, none that is longer than need be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {escaped(word)}".lstrip()
        if lines[-1] and sum(1 if one.isascii() else _LENGTH for one in longer) > _LONGEST:
            lines.append(escaped(word))
        else:
            lines[-1] = longer
    return "\n".join(lines)


def bold(text: str) -> str:
    """``text`` as it is typed."""
    return rf"\fB{escaped(text)}\fR"


def italic(text: str) -> str:
    """``text`` that stands for what is typed."""
    return rf"\fI{escaped(text)}\fR"


def title(name: str, day: str, program: str, manual: str) -> str:
    """The first line of a page of section 1; ``day`` is YYYY-MM-DD."""
    return f'.TH {escaped(name.upper())} 1 {day} "{escaped(program)}" "{escaped(manual)}"\n.ad l\n.nh\n'


def name(name: str, summary: str) -> str:
    """What the page is about, as the lists of pages read it: they know no place where lines may end."""
    return filled(f"{name} - {summary}").replace(r"\:", "") + "\n"


def section(heading: str, *parts: str) -> str:
    """A section of these parts, or nothing where they are blank."""
    body = "".join(parts).removeprefix(".PP\n")
    return f'.SH "{escaped(heading)}"\n{body}' if body else ""


def subsection(heading: str, *parts: str) -> str:
    """A section within a section."""
    body = "".join(parts).removeprefix(".PP\n")
    return f'.SS "{escaped(heading)}"\n{body}'


def paragraph(line: str) -> str:
    """A paragraph that is marked up already."""
    return f".PP\n{line}\n"


def listed(entries: Iterable[tuple[str, str]]) -> str:
    """What is explained, marked up already, each with its explanation below it."""
    return "".join(f".TP\n{entry}\n{filled(text)}\n" for entry, text in entries)


def example(lines: Iterable[str]) -> str:
    """Lines that stand as they are."""
    body = "".join(f"{escaped(line)}\n" for line in lines)
    return f".PP\n.EX\n{body}.EE\n"
