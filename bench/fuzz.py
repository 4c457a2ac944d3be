"""What is read from people and files, fed with bytes that a fuzzer grows towards code not yet reached.

``pip install atheris`` (Linux), then ``python bench/fuzz.py numbers`` (or ``periods``, ``csv``,
``plans``, ``mappings``) until Ctrl-C, or with ``-runs=100000``: further arguments are libFuzzer's own.
Whatever is read, the only error is one that names its remedy; a number that is taken is the same when
its plain form is read again. An input that breaks this is kept in a file and the run ends.
"""

import contextlib
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jobtrack"]):
    import jobtrack
    from jobtrack.domain.importing.reading import reading_of
    from jobtrack.domain.importing.sheet import Sheet
    from jobtrack.domain.indicator import Kind
    from jobtrack.domain.month import parse_day, parse_period
    from jobtrack.domain.number import plain
    from jobtrack.domain.text import Names
    from jobtrack.domain.typed.figure import parse_figure
    from jobtrack.errors import JobtrackError
    from jobtrack.files.incoming.delimited import delimited_lines
    from jobtrack.files.mapping_toml import read_mapping
    from jobtrack.files.plan_toml import read_plan, write_plan

PLAN = Path(jobtrack.__file__).parent / "plans" / "chongqing-2025.toml"
CHONGQING = read_plan(PLAN.read_bytes(), PLAN.name)
TODAY = date(2025, 7, 1)
UNITS = (Names("人", "people"), Names("%", "%"), Names("元", "yuan"))


def numbers(given: bytes) -> None:
    """A figure of each kind and unit; a plain one is read back as the same."""
    text = given.decode("utf-8", "surrogateescape")
    for unit in UNITS:
        for kind in Kind:
            try:
                figure = parse_figure(text, kind, unit)
            except JobtrackError:
                continue
            if figure is not None and kind is not Kind.RATIO:
                again = parse_figure(plain(figure.value), kind, unit)
                assert again is not None
                assert again.value == figure.value, text


def periods(given: bytes) -> None:
    """A month, a year to date, a day."""
    text = given.decode("utf-8", "surrogateescape")
    for read in (parse_period, lambda one: parse_period(one, is_ytd=True), parse_day):
        try:
            read(text)
        except JobtrackError:
            continue


def csv(given: bytes) -> None:
    """A file of figures: every line is a figure, a rejection or a note."""
    text = io.StringIO(given.decode("utf-8", "replace"), newline="")
    try:
        lines = delimited_lines(text, "f")
        for _ in reading_of(Sheet("f", lines), CHONGQING, TODAY).found:
            pass
    except JobtrackError:
        pass


def plans(given: bytes) -> None:
    """A plan that is taken is written and read again as the same."""
    try:
        plan = read_plan(given, "p.toml")
    except JobtrackError:
        return
    assert read_plan(write_plan(plan).encode(), "p.toml") == plan


def mappings(given: bytes) -> None:
    """A mapping of ``import --map``."""
    with contextlib.suppress(JobtrackError):
        read_mapping(given, "m.toml")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "numbers": numbers,
    "periods": periods,
    "csv": csv,
    "plans": plans,
    "mappings": mappings,
}


if __name__ == "__main__":
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"say what to read: {', '.join(TARGETS)}")
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
