"""Processes that are killed before one of their calls to the system, whichever the test says."""

import os
import signal
import sys
from collections.abc import Callable
from types import BuiltinFunctionType, FrameType

CALLS = {
    "backup", "chmod", "execute", "executemany", "fsync", "link", "open", "pread", "rename", "replace",
    "unlink",
}  # fmt: skip

TOLD = {"__call__", "wait"}  # of each page that is copied; for each answer of a server


def is_killed_before(call: int, act: Callable[[], object]) -> bool:
    """Carry out ``act`` in a process that is killed before its call of that number; whether it was.

    It is not where ``act`` ends well before. Calls are those of the operating system, of SQLite and of
    PostgreSQL's client.
    """
    child = os.fork()
    if child == 0:
        _act_and_end(call, act)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def _act_and_end(call: int, act: Callable[[], object]) -> None:
    left = call

    def count(frame: FrameType, event: str, function: object) -> None:
        nonlocal left
        is_call = event == "c_call" and getattr(function, "__name__", "") in CALLS
        is_call |= event == "call" and frame.f_code.co_name in TOLD
        is_text = isinstance(function, BuiltinFunctionType) and isinstance(function.__self__, str)
        if is_call and not is_text:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    status = 1
    try:
        sys.setprofile(count)
        act()
        status = 0
    finally:
        os._exit(status)
