"""The program as a process: ``jobtrack``, or ``python -m jobtrack``."""

import gc
import signal
import sys

_OBJECTS_BETWEEN_LOOKS = 100_000  # a report makes some 40,000, nearly all of them to stay


def run() -> None:
    """Carry out the arguments of the process and end it; a closed pipe ends it as it ends others."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    from jobtrack.cli import main  # noqa: PLC0415 - to load it makes most of the objects

    try:
        sys.exit(main())
    finally:
        gc.freeze()  # whatever is left ends with the process: none of it is looked through once more


if __name__ == "__main__":
    run()
