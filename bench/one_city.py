"""A city's officer in the file of a whole country, beside the same city in a file of its own.

``python bench/one_city.py [FOLDER]`` makes both in the folder (``country/made.db``, ``city/made.db``),
or takes those that it made there before: 76 cities of 38 districts, a hundred indicators and ten years
of months, 35 million snapshots in 3.8 GB, which takes half an hour; and the first of these cities
alone. The same commands take turns on both; the CPU is that of the whole process. ``--cities 10`` makes
fewer.
"""

import argparse
import tempfile
from pathlib import Path

from cost import Round, cost, jobtrack, median, print_table, ratio, rounds, seconds
from generate import Size, make

COMMANDS = {
    "`report --area CITY`": ["report", "--area", "c01", "--format", "json"],
    "`report --area CITY`, by its name": ["report", "--area", "虚构市01", "--format", "json"],
    "`report --area CITY --indicator ONE`": [
        *("report", "--area", "c01", "--indicator", "i000", "--format", "json"),
    ],
    "`history` of a district": ["history", "i004", "--area", "d01-01"],
    "`add` in a district": ["add", "i004", "VALUE", "2026-10", "--area", "d01-01"],
}
Place = tuple[str, str]  # a command, and "city" or "country"


def databases(folder: Path, country: Size) -> dict[str, Path]:
    """Both, made where they aren't there."""
    sizes = {"city": country._replace(only=1), "country": country}
    paths = {name: folder / name / "made.db" for name in sizes}
    return {
        name: path if path.exists() else make(path.parent, sizes[name]) for name, path in paths.items()
    }


def turn(paths: dict[str, Path], number: int) -> Round[Place]:
    """What each command takes, in one file, then in the other; ``add`` has another value each time."""
    value = str(5_000 + number)
    return {
        (title, name): cost(jobtrack(path, *(value if one == "VALUE" else one for one in command)))
        for title, command in COMMANDS.items()
        for name, path in paths.items()
    }


def main() -> None:
    """Print a line for each command: median CPU time, and the median of the ratios round by round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--cities", type=int, default=76)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        size = Size(asked.cities, districts=38, indicators=100, months=120)
        paths = databases(asked.folder or Path(name), size)
        found = rounds(asked.rounds, lambda number: turn(paths, number))
    print_table(
        ("command", f"in the city's own file, median of {asked.rounds}", "in the country's", "ratio"),
        (
            (
                title,
                *(seconds(median(found, (title, one)).cpu) for one in ("city", "country")),
                f"{ratio(found, (title, 'country'), (title, 'city')):.2f}",
            )
            for title in COMMANDS
        ),
    )


if __name__ == "__main__":
    main()
