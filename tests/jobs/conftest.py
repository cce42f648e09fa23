"""Runners that are closed when the test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editor.jobs import ResultStore, Runner
from editor.models import Catalogue
from tests.jobs.scripted import Listener

NewRunner = Callable[..., Runner]


@pytest.fixture
def listener() -> Listener:
    """Remembers what the runner says."""
    return Listener()


@pytest.fixture
def store(tmp_path: Path) -> ResultStore:
    """An empty store."""
    return ResultStore(tmp_path / "results", cap_bytes=10**9)


@pytest.fixture
def new_runner(listener: Listener) -> Iterator[NewRunner]:
    """Makes runners on the CPU, with short periods of grace."""
    runners: list[Runner] = []

    def make(**given: Any) -> Runner:
        given = {"catalogue": Catalogue([]), "device": "cpu", "grace_s": 0.1, **given}
        given.setdefault("load_grace_s", given["grace_s"])
        runners.append(Runner(on_event=listener, **given))
        return runners[-1]

    yield make
    for runner in runners:
        runner.close(timeout_s=5.0)


@pytest.fixture
def runner(new_runner: NewRunner) -> Runner:
    """A runner without a store."""
    return new_runner()
