"""What the composition root says of errors that nobody caught, and which preferences it follows."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

import pytest

from editor.api import Context, GeneratorError, Request
from editor.app import _settings_lost, _settings_unsaved, _told, build_workbench
from editor.jobs import events
from tests.jobs.scripted import job, scripted


def test_preferences_that_were_put_aside_can_be_found() -> None:
    notice = _settings_lost(Path("config") / "settings.json.broken")
    assert notice.level == "warning"
    assert "settings.json.broken" in notice.hint


def test_preferences_that_cannot_be_saved_are_told_of_with_the_reason() -> None:
    notice = _settings_unsaved(OSError(28, "No space left"), Path("config") / "settings.json")
    assert notice.level == "warning"
    assert notice.hint == "Free some space on the disk."


def test_what_nobody_caught_is_a_sentence() -> None:
    own = GeneratorError("It is told.", "So.")
    assert _told(own) is own
    short = _told(MemoryError())
    assert short.text == "There is not enough memory for that."
    assert short.hint
    assert not short.details, "the next one is the same notice"
    other = _told(KeyError("x"))
    assert other.text == "Something went wrong inside Figment."
    assert other.details == "KeyError('x')"


def test_how_often_previews_are_shown_holds_from_the_next_job_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIGMENT_HOME", str(tmp_path))
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    workbench = build_workbench(on_event=told.put)

    def run(request: Request, context: Context) -> Any:
        context.preview(request.sketch)
        return request.sketch

    def shows_previews() -> bool:
        workbench.runner.submit(job(scripted(run)))
        found: list[object] = []
        while not found or not isinstance(found[-1], events.Finished):
            found.append(told.get(timeout=20))
        return any(isinstance(event, events.Preview) for event in found)

    try:
        assert shows_previews()
        workbench.settings.set("preview_rate_hz", 0)
        assert not shows_previews()
        workbench.settings.set("preview_rate_hz", 30)
        assert shows_previews()
    finally:
        workbench.close(timeout_s=5.0)
