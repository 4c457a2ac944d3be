"""What grows with the file: every command on databases of 10³ … 10⁷ snapshots.

``python bench/growth.py [FOLDER]`` makes the databases in the folder, or takes those that it made
there before, and measures. Each is the sample that ships with jobtrack, shared with other places, which
report twenty of its indicators for ten years of months, so that 10⁷ snapshots are those of 4,167 areas.
They have nothing to do with Chongqing, whose targets, figures and report are the same in all of them.

The everyday commands take turns, database by database, and their CPU is that of the whole process; what
reads the whole file is measured a few times (``--slow-rounds``). ``--most 1000000`` stops there,
``--chart FILE.svg`` draws what was found.
"""

import argparse
import contextlib
import csv
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from math import ceil
from pathlib import Path
from typing import NamedTuple

from chart import svg
from cost import Cost, Round, cost, jobtrack, median, print_table, ratio, rounds, seconds

from jobtrack.domain.month import Month

SIZES = (10**3, 10**4, 10**5, 10**6, 10**7)
BASE = 10**4  # what the others are compared with
SAMPLE = Path(__file__).parents[1] / "sample.db"
FIRST, MONTHS = Month(2014, 1), 120
HEADER = ("indicator", "area", "period", "value", "published", "source")
INDICATORS = (
    "contest-finalists", "employed", "employed-inside", "employed-outside", "expert-bases-municipal",
    "expert-bases-national", "expert-teams", "experts-sent", "graduates-hired", "graduates-recruited",
    "new-occupations", "shandong-employed", "shandong-employed-poverty", "technical-school-intake",
    "training-migrant-workers", "training-rural-movers", "urban-new-jobs", "workshop-workers",
    "workshop-workers-poverty", "workshops",
)  # fmt: skip
PER_AREA = len(INDICATORS) * MONTHS
EVERYDAY = {
    "`add`": ["add", "employed", "VALUE", "2021-08"],
    "`report --format json`": ["report", "--format", "json"],
    "`history`": ["history", "employed"],
}
SLOW = {
    "`import` of a month": ["import", "month.csv"],
    "`check`": ["check", "--as-of", "2023-12"],  # up to which there are figures
    "`check --integrity`": ["check", "--integrity"],
    "`backup`": ["backup", "backup.db"],
    "`export`": ["export"],
    "`export --format parquet`": ["export", "--format", "parquet", "--output", "parquet"],
}
VALUE = 40_000
VALUES = {"employed": 2 * VALUE}  # the sum of its parts: check finds nothing to say of other places
Place = tuple[str, int]  # a command, and on how many snapshots


def areas_of(size: int) -> list[str]:
    """The codes of the other places in a database of so many snapshots."""
    return [f"x{number:05d}" for number in range(ceil(size / PER_AREA))]


def figures(size: int) -> Iterator[tuple[object, ...]]:
    """So many rows, in the order of their key."""
    months = [FIRST.plus(number) for number in range(MONTHS)]
    keys = product(INDICATORS, areas_of(size), months)
    for indicator, area, month in islice(keys, size):
        yield indicator, area, month, VALUES.get(indicator, VALUE), f"{month.plus(1)}-15", "made up"


def next_month(size: int) -> Iterator[tuple[object, ...]]:
    """A figure for each indicator and each of the other places."""
    month = FIRST.plus(MONTHS)
    for indicator, area in product(INDICATORS, areas_of(size)):
        yield indicator, area, month, 5_000, f"{month.plus(1)}-15", "made up"


def write_csv(path: Path, header: tuple[str, ...], lines: Iterator[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(lines)
    return path


def database(folder: Path, size: int) -> Path:
    """The database of so many snapshots, made if it isn't there."""
    path = folder / f"{size}.db"
    if path.exists():
        return path
    draft, file = folder / "draft.db", folder / "draft.csv"
    shutil.copy(SAMPLE, draft)
    places = ((code, f"Elsewhere {code}") for code in areas_of(size))
    cost(jobtrack(draft, "areas", "import", str(write_csv(file, ("code", "name"), places))))
    cost(jobtrack(draft, "import", str(write_csv(file, HEADER, figures(size)))))
    file.unlink()
    return draft.rename(path)


def everyday(paths: Mapping[int, Path], turn: int) -> Round[Place]:
    """What is typed every day, on each database; every ``add`` writes another value."""
    value = str(700_000 + turn)
    return {
        (name, size): cost(jobtrack(path, *(value if one == "VALUE" else one for one in command)))
        for name, command in EVERYDAY.items()
        for size, path in paths.items()
    }


def slow(paths: Mapping[int, Path]) -> Round[Place]:
    """What reads the whole file, or a month of all areas, on a copy of each database."""
    found = {}
    for size, path in paths.items():
        with tempfile.TemporaryDirectory(dir=path.parent) as folder, contextlib.chdir(folder):
            copy = Path(shutil.copy(path, "copy.db"))
            write_csv(Path("month.csv"), HEADER, next_month(size))
            found |= {(name, size): cost(jobtrack(copy, *SLOW[name])) for name in SLOW}
    return found


class Growth(NamedTuple):
    """What was found on databases of so many snapshots, and how large their files are."""

    bytes: Mapping[int, int]
    quick: Sequence[Round[Place]]
    whole: Sequence[Round[Place]]

    def of(self, name: str, size: int) -> Cost:
        """What one command takes."""
        return median(self.quick if name in EVERYDAY else self.whole, (name, size))

    def cell(self, name: str, size: int) -> str:
        """Its CPU, and of an everyday command what that is against 10⁴ snapshots."""
        time = seconds(self.of(name, size).cpu)
        if name in SLOW:
            return time
        return f"{time} · {ratio(self.quick, (name, size), (name, BASE)):.2f}"

    def print_all(self) -> None:
        """A table of CPU and one of memory, a line for each database."""
        print_table(
            ("snapshots", "other areas", "file", *EVERYDAY, *SLOW),
            (
                (
                    f"{size:,}",
                    f"{len(areas_of(size)):,}",
                    f"{bytes / 1e6:,.1f} MB",
                    *(self.cell(name, size) for name in (*EVERYDAY, *SLOW)),
                )
                for size, bytes in self.bytes.items()
            ),
        )
        print("\nPeak memory:\n")
        print_table(
            ("snapshots", *EVERYDAY, *SLOW),
            (
                (f"{size:,}", *(f"{self.of(name, size).memory:.0f} MB" for name in (*EVERYDAY, *SLOW)))
                for size in self.bytes
            ),
        )

    def chart(self) -> str:
        """The CPU of each command, as SVG."""
        drawn = {
            name.replace("`", ""): [(size, self.of(name, size).cpu) for size in self.bytes]
            for name in (*EVERYDAY, *SLOW)
        }
        return svg(drawn, "snapshots", "CPU seconds")


def measured(folder: Path, sizes: Sequence[int], quick: int, whole: int) -> Growth:
    """So many rounds of the everyday commands, and so many of the others."""
    paths = {size: database(folder, size) for size in sizes}
    bytes = {size: path.stat().st_size for size, path in paths.items()}
    everyday_rounds = rounds(quick, lambda turn: everyday(paths, turn))
    return Growth(bytes, everyday_rounds, [slow(paths) for _ in range(whole)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--slow-rounds", type=int, default=3)
    parser.add_argument("--chart", type=Path)
    asked = parser.parse_args()
    sizes = [size for size in SIZES if size <= asked.most]
    with tempfile.TemporaryDirectory() as name:
        found = measured(asked.folder or Path(name), sizes, asked.rounds, asked.slow_rounds)
    found.print_all()
    if asked.chart is not None:
        asked.chart.write_text(found.chart(), "utf-8")


if __name__ == "__main__":
    main()
