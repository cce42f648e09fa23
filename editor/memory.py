"""How much memory is left, and refusing what would not fit. A leaf: it knows only our errors.

Memory that is missing is seldom told where it is missing: the system ends the program, or a library
does. So whoever wants much asks beforehand, and some of it is always left for small things.
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np

from editor.api.errors import OutOfMemory, words_of

MIB = 1024 * 1024
RESERVE_BYTES = 96 * MIB
"""What is left for small things: windows, fonts, notices, a save. Qt ends a program without it."""
_LOOK_EVERY_BYTES = 16 * MIB
_WORTH_TELLING_BYTES = 100 * MIB
_V1_UNLIMITED = 1 << 60
_WORDS = (
    *("out of memory", "can't allocate memory", "insufficient memory", "bad_alloc"),
    *("cannot allocate memory", "failed to map segment", "can't start new thread"),
)
"""How torch, OpenCV and the system say it where they have no exception of its own for it."""

_PROC = Path("/proc")
_CGROUPS = Path("/sys/fs/cgroup")


class Lender(Protocol):
    """Whoever keeps what could be made again."""

    def give_back(self) -> None:
        """Lets go of it; called on the window's thread."""


lenders: weakref.WeakSet[Lender] = weakref.WeakSet()
"""Who is asked to give back before something is refused."""


def free_bytes() -> int | None:
    """What can still be had beyond the reserve; None where nobody tells.

    Of the system, of this process's limits, of its control groups: whatever is least.
    """
    found = [*_of_system(), *_of_limits(), *_of_groups()]
    return max(0, min(found) - RESERVE_BYTES) if found else None


def check(needed_bytes: int) -> None:
    """Refuses what would not fit, before anything is begun.

    Caches are let go before anything is refused, where this is the window's thread: they are its.

    Raises:
        OutOfMemory: saying how much is needed and how much there is.
    """
    if needed_bytes < _LOOK_EVERY_BYTES or _fits(needed_bytes):
        return
    if threading.current_thread() is threading.main_thread():
        for lender in list(lenders):
            lender.give_back()
        _trim()
        if _fits(needed_bytes):
            return
    text = "There is not enough memory for that."
    if needed_bytes > _WORTH_TELLING_BYTES:
        text = (
            "There is not enough memory for that: it needs about "
            f"{needed_bytes / 2**30:.1f} GB, and {(free_bytes() or 0) / 2**30:.1f} GB are free."
        )
    raise _refusal(text)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out, on whichever device."""
    named = type(error).__name__ == "OutOfMemoryError"
    if named or isinstance(error, MemoryError | OutOfMemory):
        return True
    foreign = isinstance(error, RuntimeError | ImportError | OSError)
    foreign = foreign or type(error).__module__.startswith("cv2")
    return foreign and any(words in words_of(error).lower() for words in _WORDS)


def take_ahead() -> None:
    """Has numpy's matrix library take its working memory now: it ends a program that has none."""
    square = np.ones((64, 64), np.float32)
    np.matmul(square, square)


class Gauge:
    """Looks at what is left whenever some more was taken: a look takes as long as a dab."""

    def __init__(self) -> None:
        self._taken = 0
        self._is_short = False

    def is_short(self, taking_bytes: int) -> bool:
        """Whether taking so much more would touch the reserve."""
        self._taken += taking_bytes
        if self._taken >= _LOOK_EVERY_BYTES or self._is_short:
            self._taken = 0
            self._is_short = not _fits(_LOOK_EVERY_BYTES)
        return self._is_short

    def take(self, nbytes: int) -> None:
        """Notes that so much more is about to be used. Raises OutOfMemory before it is the last."""
        if self.is_short(nbytes):
            raise _refusal("There is not enough memory for that.")


gauge = Gauge()
"""What everybody shares who takes memory in small parts: caches stop growing, others stop."""


def _refusal(text: str) -> OutOfMemory:
    hint = "Close other pictures or programs, or make the picture smaller."
    return OutOfMemory(text, hint)


def _trim() -> None:
    """Gives what was freed back to the system, where the C library keeps it for later."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's alone
        if trim is not None:
            trim(0)


def _fits(needed_bytes: int) -> bool:
    free = free_bytes()
    return free is None or needed_bytes <= free


def _of_system() -> Iterator[int]:
    try:
        lines = (_PROC / "meminfo").read_text("ascii").splitlines()
    except OSError:
        return
    for line in lines:
        if line.startswith("MemAvailable:"):
            yield int(line.split()[1]) * 1024


def _of_limits() -> Iterator[int]:
    """What `ulimit -v` and `ulimit -d` leave."""
    if sys.platform == "win32":
        return
    import resource

    limits = {0: resource.RLIMIT_AS, 5: resource.RLIMIT_DATA}  # by their column in statm
    bounds = {column: resource.getrlimit(kind)[0] for column, kind in limits.items()}
    bounds = {c: most for c, most in bounds.items() if most not in (resource.RLIM_INFINITY, -1)}
    try:
        used = (_PROC / "self/statm").read_text("ascii").split() if bounds else []
    except OSError:
        return
    page = os.sysconf("SC_PAGE_SIZE")
    yield from (most - int(used[column]) * page for column, most in bounds.items())


def _of_groups() -> Iterator[int]:
    """What the control groups around this process leave."""
    for folder, most_name, used_name in _limited_groups(_PROC, _CGROUPS):
        try:
            most, used = (int((folder / one).read_text("ascii")) for one in (most_name, used_name))
            yield most - used + _files_kept(folder)
        except (OSError, ValueError):
            continue  # its limit was taken away


@functools.cache
def _limited_groups(proc: Path, cgroups: Path) -> list[tuple[Path, str, str]]:
    """Groups with a limit, and the names of the files that tell it and what is used of it.

    Found once: to go through all of them takes as long as a stroke.
    """
    found = []
    for folder, most_name, used_name in _groups(proc, cgroups):
        try:
            most = (folder / most_name).read_text("ascii").strip()
        except OSError:
            continue
        if most != "max" and int(most) < _V1_UNLIMITED:
            found.append((folder, most_name, used_name))
    return found


def _groups(proc: Path, cgroups: Path) -> Iterator[tuple[Path, str, str]]:
    """The groups that this process is in, of either version, and those around them."""
    try:
        lines = (proc / "self/cgroup").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        _, kinds, place = line.split(":", 2)
        if kinds == "":
            root, names = cgroups, ("memory.max", "memory.current")
        elif "memory" in kinds.split(","):
            root, names = cgroups / "memory", ("memory.limit_in_bytes", "memory.usage_in_bytes")
        else:
            continue
        # In a container the path may be the host's: then only the root is there.
        inner = root / place.lstrip("/")
        yield from ((one, *names) for one in (inner, *inner.parents) if one.is_relative_to(root))


def _files_kept(folder: Path) -> int:
    """What of a group's use are files that the system can forget at once."""
    for line in (folder / "memory.stat").read_text("ascii").splitlines():
        name, _, value = line.partition(" ")
        if name in ("inactive_file", "total_inactive_file"):
            return int(value)
    return 0
