"""The guides' code is run, and they name the whole public API."""

from __future__ import annotations

import re
from pathlib import Path

import editor.api

GUIDE = Path(__file__).parents[2] / "docs" / "plugin-guide.md"


def code_blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_every_python_block_of_the_plugin_guide_runs() -> None:
    namespace: dict[str, object] = {"__name__": "guide"}
    blocks = code_blocks(GUIDE.read_text(encoding="utf-8"), "python")
    assert len(blocks) == 6
    for block in blocks:
        exec(compile(block, str(GUIDE), "exec"), namespace)


def test_the_first_plugin_of_the_guide_is_twelve_lines_at_most() -> None:
    first = code_blocks(GUIDE.read_text(encoding="utf-8"), "python")[0]
    assert len([line for line in first.splitlines() if line.strip()]) <= 12


def test_the_guide_names_what_a_plugin_declares() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for name in ("Native", "Multiple", "AnySize", "optional", "GeneratorError", "Result"):
        assert name in editor.api.__all__
        assert name in text
