"""Long work on a terminal says how far it has come; on anything else it is silent."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from jobtrack.commands.surroundings import Surroundings
from jobtrack.domain.importing.sheet import Draft
from jobtrack.render.medium import Medium

_AT_ONCE = 2000


def watched(
    drafts: Iterator[Draft], share: Callable[[], float | None], here: Surroundings
) -> Iterator[Draft]:
    """``drafts`` as they are, shown on standard error while they pass if that is a terminal."""
    medium = here.medium_of(sys.stderr)
    is_shown = sys.stderr.isatty() and medium.width is not None
    return _shown(drafts, share, medium) if is_shown else drafts


@contextmanager
def progress_of(total: int, here: Surroundings) -> Iterator[Callable[[int], None]]:
    """What is told how many more of ``total`` rows are done, shown like ``watched``."""
    medium = here.medium_of(sys.stderr)
    if not sys.stderr.isatty() or medium.width is None or not total:
        yield lambda _: None
        return
    from jobtrack.render.medium.progress import progress_on  # noqa: PLC0415 - it loads Rich

    done = 0
    with progress_on(sys.stderr, medium) as advance:

        def advance_by(more: int) -> None:
            nonlocal done
            done += more
            advance(more, done / total)

        yield advance_by


def _shown(
    drafts: Iterator[Draft], share: Callable[[], float | None], medium: Medium
) -> Iterator[Draft]:
    from jobtrack.render.medium.progress import progress_on  # noqa: PLC0415 - it loads Rich

    with progress_on(sys.stderr, medium) as advance:
        while some := list(islice(drafts, _AT_ONCE)):
            yield from some
            advance(len(some), share())
