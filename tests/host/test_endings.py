"""Signals that ask the program to end: handled in the block, and as before after it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from editor.host import on_ending
from editor.host.markers import Markers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send itself these")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_is_told_in_the_block_only(name: str) -> None:
    number = getattr(signal, name)
    told: list[int] = []
    # Whoever started the tests may have switched it off: shells do so behind an ampersand.
    outer = signal.signal(number, signal.default_int_handler)
    try:
        with on_ending(told.append):
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.default_int_handler
    finally:
        signal.signal(number, outer)
    assert told == [number]


def test_what_was_switched_off_stays_off() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    told: list[int] = []
    try:
        with on_ending(told.append):
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told == []


def test_closed_markers_stay_away(tmp_path: Path) -> None:
    markers = Markers(tmp_path)
    with markers.at_work("wild", "run"):
        markers.close()
        assert not list(tmp_path.glob("*.running"))
        with markers.at_work("wild", "load"):
            assert not list(tmp_path.glob("*.running"))
    assert Markers(tmp_path).crashes("wild") == 0
