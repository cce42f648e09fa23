"""What every test gets: folders of its own, no network, and nothing left behind.

A test fails when it leaves a thread or a top-level widget, logs at WARNING or above, warns, or
opens a socket to anywhere.
"""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The same examples each time, and no clock: what fails is to fail for whoever changed something.
# `--hypothesis-profile=default` tries others.
settings.register_profile(
    "figment", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("figment")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Windows started here speak English, whatever the machine does.
os.environ["LC_ALL"] = "C.UTF-8"


class NetworkUsed(AssertionError):
    """A test, or code under test, opened a connection."""


def _refuse(self: socket.socket, address: object) -> None:
    raise NetworkUsed(f"the network was used: {address!r}")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection that leaves the process; local pipes stay usable."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family == getattr(socket, "AF_UNIX", None):
            return original(self, address)
        return _refuse(self, address)

    original = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Figment home that no other test has seen."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FIGMENT_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fails a test that leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(timeout=10.0)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads left running: {names}"


@pytest.fixture(autouse=True)
def no_leaked_widgets(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a top-level widget. pytest-qt closes those it was told of.

    What a whole module shares was there before the test.
    """
    before = _visible_widgets()
    yield
    left = _visible_widgets() - before
    if left:  # perhaps only garbage; to collect it after every test would take half of all time
        gc.collect()
        left = _visible_widgets() - before
    for widget in left:
        widget.close()
    assert not left, f"widgets left open: {left}"


def _visible_widgets() -> set[Any]:
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return set()
    QApplication.processEvents()
    return {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}


@pytest.fixture(autouse=True)
def no_logged_warnings(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Fails a test during which something was logged at WARNING or above.

    A test that provokes such a record on purpose says so: `@pytest.mark.logs_warnings`.
    """
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    records = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not records, f"logged: {[record.getMessage() for record in records]}"
