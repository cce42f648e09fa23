"""`figment train` in a process of its own: what it says, and its end."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor.workbench.training import TrainingPlan

_NICE = 10
_STOP_GRACE_S = 25.0
_TAIL = 12


class TrainingProcess:
    """A training that goes on beside the program, with less right to the processor.

    The process holds the other end of its input: it stops, and keeps what was learned, when that
    is closed, so that it ends with the program, however that ends.
    """

    def __init__(self, plan: TrainingPlan, *, plugin_folders: Sequence[Path], device: str) -> None:
        handle, name = tempfile.mkstemp(prefix="figment-train-")
        self._told = Path(name)
        self._read_bytes = 0
        self._rest = b""
        self._others: list[str] = []
        self._stopped_s: float | None = None
        words = [sys.executable, "-m", "editor", *_words(plan, plugin_folders, device)]
        try:
            self._process = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=handle, stderr=handle, **_apart()
            )
        except OSError:
            self._told.unlink()
            raise
        finally:
            os.close(handle)
        if hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs. One that does not stop in time is ended here."""
        code = self._process.poll()
        stopped_s = self._stopped_s
        if code is None and stopped_s and time.monotonic() - stopped_s > _STOP_GRACE_S:
            self._process.kill()
        return code

    @property
    def others(self) -> str:
        """The last lines that were not meant for us: what Python or a library complained about."""
        return "\n".join(self._others)

    def new_messages(self) -> list[dict[str, Any]]:
        """What it said since this was last asked."""
        with contextlib.suppress(OSError), self._told.open("rb") as file:
            file.seek(self._read_bytes)
            new = file.read()
            self._read_bytes += len(new)
            self._rest += new
        *lines, self._rest = self._rest.split(b"\n")
        found = []
        for line in lines:
            text = line.decode("utf-8", "replace").rstrip()
            message = _message(text)
            if message is not None:
                found.append(message)
            elif text:
                self._others = [*self._others, text][-_TAIL:]
        return found

    def stop(self) -> None:
        """Has it stop after the step that it is at, and keep what was learned."""
        if self._stopped_s is None and self._process.stdin is not None:
            self._stopped_s = time.monotonic()
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def close(self, *, timeout_s: float) -> None:
        """Stops it, waits for its end so long, and ends it then; it is gone afterwards."""
        self.stop()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            self._told.unlink()


def _words(plan: TrainingPlan, plugin_folders: Sequence[Path], device: str) -> list[str]:
    words: list[object] = []
    for folder in plugin_folders:
        words += ["--plugins", folder] if folder.is_dir() else []
    words += ["train", plan.generator.id, "--json", "--until-eof", "--device", device]
    words += ["--out", plan.out, "--name", plan.name, "--seed", plan.seed]
    for folder in plan.data:
        words += ["--data", folder]
    if plan.steps is not None:
        words += ["--steps", plan.steps]
    return list(map(str, words))


def _apart() -> dict[str, Any]:
    """Away from the terminal's Ctrl-C, which is the program's to answer, and without a console."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"start_new_session": True}


def _message(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) and "is" in message else None
