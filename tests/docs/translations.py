"""`python -m tests.docs.translations` brings the translations up to date: what is shown and new is
added as unfinished, what is shown no more is taken out, finished translations stay. Without
anything unfinished it ends with 0, else it lists what is to be translated and ends with 1."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from editor.ui.language import messages
from tests.docs.strings import ROOT, shown_strings

FOLDER = ROOT / "resources" / "translations"


def finished(path: Path) -> dict[str, str]:
    """The finished translations of a file."""
    return {one.source: one.translation for one in messages(path) if one.is_finished}


def written(language: str, shown: Mapping[str, str], known: Mapping[str, str]) -> str:
    """A file in Qt's format, sorted, so that two people's additions rarely meet."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
    ]
    for context in sorted(set(shown.values())):
        lines += ["<context>", f"    <name>{context}</name>"]
        for source in sorted(source for source, where in shown.items() if where == context):
            lines += _message(source, known.get(source, ""))
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(source: str, text: str) -> list[str]:
    state = "" if text else ' type="unfinished"'
    return [
        "    <message>",
        f"        <source>{escape(source)}</source>",
        f"        <translation{state}>{escape(text)}</translation>",
        "    </message>",
    ]


def main() -> int:
    """Writes every language's file; how many strings wait for a translation is told."""
    shown = shown_strings()
    waiting = 0
    for path in sorted(FOLDER.glob("*.ts")):
        known = finished(path)
        language = path.stem.rpartition("_")[2]
        path.write_text(written(language, shown, known), encoding="utf-8")
        missing = sorted(shown.keys() - known.keys())
        waiting += len(missing)
        print(f"{path.name}: {len(shown)} strings, {len(missing)} without a translation")
        for source in missing:
            print(f"  {source!r}")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
