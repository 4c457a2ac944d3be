"""What of a file can't be taken: said at once, or listed in a file while the rest is taken."""

import csv
import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jobtrack.commands.surroundings import Surroundings
from jobtrack.commands.surroundings.output import draft_of
from jobtrack.commands.surroundings.streams import print_text
from jobtrack.domain.importing.sheet import Rejection
from jobtrack.domain.text import guarded, visible

COLUMNS = ("place", "problem")


class Rejects:
    """Takes rejections as they are met, any number of them.

    Without ``listed_in`` each is a line on standard error; with it the file has a line for each, and
    is there only if there is one and the block ends well.
    """

    def __init__(self, here: Surroundings, listed_in: Path | None) -> None:
        self.count = 0
        self._here = here
        self._listed_in = listed_in
        self._stack = ExitStack()
        self._list: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    @property
    def are_fatal(self) -> bool:
        """Whether nothing may be recorded because of them."""
        return self.count > 0 and self._listed_in is None

    def add(self, one: Rejection) -> None:
        """Take one more."""
        self.count += 1
        problem = visible(one.problem.sentence(self._here.words))
        if self._listed_in is None:
            print_text(f"{one.place}: {problem}\n" if one.place else f"{problem}\n", sys.stderr)
            return
        if self._list is None:
            draft = self._stack.enter_context(draft_of(self._listed_in, self._here.path))
            file = self._stack.enter_context(draft.open("w", encoding="utf-8-sig", newline=""))
            self._list = csv.writer(file)
            self._list.writerow(COLUMNS)
        self._list.writerow([guarded(one.place), guarded(problem)])
