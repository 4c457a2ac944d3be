"""Every bench, one after the other, with the data that each makes: the tables of ``bench/README.md``.

``python bench/all.py [--small]`` with an environment that has ``jobtrack[test]``; the output is
Markdown. It takes hours and 20 GB of disk; with ``--small``, which leaves out what is larger than a
million snapshots, half an hour.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Bench(NamedTuple):
    """A file of this folder with its arguments; ``small`` are more of them, for what takes minutes."""

    file: str
    arguments: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    large: tuple[str, ...] = ()


BENCHES = (
    Bench("startup.py"),
    Bench("growth.py", small=("--most", "1000000")),
    Bench("one_city.py", small=("--cities", "2")),
    Bench("by_area.py"),
    Bench("import_.py"),
    Bench("import_.py", ("memory",), large=("--large",)),
    Bench("beside_others.py", small=("--most", "12000")),
    Bench("hub.py", small=("--figures", "100000"), large=("--figures", "10000000")),
)


def main() -> None:
    """Run each; the first that fails ends all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--small", action="store_true")
    is_small = parser.parse_args().small
    for one in BENCHES:
        arguments = [*one.arguments, *(one.small if is_small else one.large)]
        print(f"\n## {' '.join([one.file, *arguments])}\n", flush=True)
        file = Path(__file__).with_name(one.file)
        subprocess.run([sys.executable, str(file), *arguments], check=True)


if __name__ == "__main__":
    main()
