"""Being told to end by a signal, which is no crash: Ctrl-C, `kill`, the end of the session."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
SIGNALLED = 128
"""What shells add to a signal's number for the exit code of what it ended."""


@contextlib.contextmanager
def on_ending(handle: Callable[[int], None]) -> Iterator[None]:
    """Calls `handle` with the number of a signal that asks the program to end, in the block.

    A signal that whoever started the program has switched off (`nohup`) stays off. Outside of the
    main thread nothing is changed, since signals do not arrive there.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, _told(handle))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _told(handle: Callable[[int], None]) -> Callable[[int, FrameType | None], None]:
    return lambda number, _frame: handle(number)
