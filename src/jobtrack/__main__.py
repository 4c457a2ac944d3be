"""The program as a process: ``jobtrack``, or ``python -m jobtrack``."""

import gc
import signal
import sys

_OBJECTS_BETWEEN_LOOKS = 100_000  # a report makes some 40,000, nearly all of them to stay
_SIGNALLED = 128  # and the number of the signal: the status of what it has ended
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run() -> None:
    """Carry out the arguments of the process and end it; a closed pipe ends it as it ends others.

    SIGTERM and SIGHUP end it as Ctrl-C does: what is temporary goes away, nothing is half done. Until
    it has begun there is nothing to put in order, and each of them ends it at once.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _answer_shell()
    from jobtrack.cli import INTERRUPTED, main  # noqa: PLC0415 - it takes most of the start
    from jobtrack.commands.surroundings.streams import open_missing_streams  # noqa: PLC0415 - signals come first

    ended_by, is_over = signal.SIGINT, False

    def end(number: int, _frame: object) -> None:
        nonlocal ended_by
        if not is_over:
            ended_by = signal.Signals(number)
            raise KeyboardInterrupt

    for one in _ENDING:
        if signal.getsignal(one) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(one, end)
    open_missing_streams()
    try:
        status = main()
        is_over = True  # before anything is called, where a signal could still come between
    except KeyboardInterrupt:  # outside of all that main() does with it
        is_over, status = True, INTERRUPTED
    for one in _ENDING:
        signal.signal(one, signal.SIG_IGN)  # all is done, and what was done stays true
    gc.freeze()  # whatever is left ends with the process: none of it is looked through once more
    sys.exit(_SIGNALLED + ended_by if status == INTERRUPTED else status)


def _answer_shell() -> None:
    """Where a shell asks what can be typed, tell it and end."""
    from jobtrack.commands.surroundings import asking_shell  # noqa: PLC0415 - signals come first

    if asking_shell():
        from jobtrack.commands.shell.offer import complete  # noqa: PLC0415 - it does without cli

        complete(asking_shell(), sys.argv[1:])
        sys.exit()


if __name__ == "__main__":
    run()
