"""Crash markers: a file is there while a third-party plugin works; one found later is a crash."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

CRASHES_UNTIL_QUARANTINE = 2


class Markers:
    """The markers of this process, and how often each plugin brought the program down.

    A folder that cannot be written costs the protection, not the start of the program.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tally = folder / "crashes.json"
        self._lock = threading.Lock()
        self._at_work: Counter[str] = Counter()
        self._is_ending = False
        self._crashes = self._read_tally()
        self._count_left_behind()
        atexit.register(self.close)

    def crashes(self, plugin: str) -> int:
        """How often the program died while the plugin was at work."""
        return self._crashes.get(plugin, 0)

    def is_quarantined(self, plugin: str) -> bool:
        """Whether the plugin has crashed too often to be loaded again."""
        return self.crashes(plugin) >= CRASHES_UNTIL_QUARANTINE

    def forgive(self, plugin: str) -> None:
        """Forgets a plugin's crashes."""
        if self._crashes.pop(plugin, None) is not None:
            self._write_tally()

    @contextlib.contextmanager
    def at_work(self, plugin: str, phase: str) -> Iterator[None]:
        """Marks the plugin while the block runs; an exception is no crash."""
        self._enter(plugin, phase)
        try:
            yield
        finally:
            self._leave(plugin)

    def close(self) -> None:
        """Takes this process's markers away for good: what still runs is left at an orderly end."""
        with self._lock, contextlib.suppress(OSError):
            for plugin in self._at_work:
                self._marker(plugin).unlink(missing_ok=True)
            self._at_work.clear()
            self._is_ending = True
        atexit.unregister(self.close)

    def _enter(self, plugin: str, phase: str) -> None:
        with self._lock:
            if self._is_ending:
                return
            self._at_work[plugin] += 1
            text = json.dumps({"plugin": plugin, "phase": phase, "pid": os.getpid()})
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._marker(plugin).write_text(text, encoding="utf-8")

    def _leave(self, plugin: str) -> None:
        with self._lock:
            self._at_work[plugin] -= 1
            if self._at_work[plugin] <= 0:
                del self._at_work[plugin]
                with contextlib.suppress(OSError):
                    self._marker(plugin).unlink(missing_ok=True)

    def _marker(self, plugin: str) -> Path:
        short = hashlib.sha256(plugin.encode()).hexdigest()[:16]
        return self._folder / f"{short}-{os.getpid()}.running"

    def _count_left_behind(self) -> None:
        found = False
        for marker in sorted(self._folder.glob("*.running")):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                told = json.loads(marker.read_text(encoding="utf-8"))
                if is_alive(int(told["pid"])):
                    continue
                plugin = str(told["plugin"])
                self._crashes[plugin] = self._crashes.get(plugin, 0) + 1
                found = True
            with contextlib.suppress(OSError):
                marker.unlink()
        if found:
            self._write_tally()

    def _read_tally(self) -> dict[str, int]:
        try:
            tally = json.loads(self._tally.read_text(encoding="utf-8"))
            return {str(plugin): int(count) for plugin, count in tally.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def _write_tally(self) -> None:
        part = self._tally.with_suffix(f".{os.getpid()}.part")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._crashes, sort_keys=True), encoding="utf-8")
            part.replace(self._tally)


def is_alive(pid: int) -> bool:
    """Whether another process of that number runs; this very one has no markers yet."""
    if pid == os.getpid():
        return False
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # QUERY_LIMITED
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
