"""The door of the program: ``jobtrack`` and ``python -m jobtrack``."""

import signal


def run() -> None:
    """Run as a program. Until it has begun there is nothing to put in order: Ctrl-C ends it at once."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from jobtrack.cli import run  # noqa: PLC0415 - it takes most of the time that Ctrl-C can fall into

    run()


if __name__ == "__main__":
    run()
