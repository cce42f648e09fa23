"""What the composition root says of errors that nobody caught."""

from __future__ import annotations

from pathlib import Path

from editor.api import GeneratorError
from editor.app import _settings_lost, _settings_unsaved, _told


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
