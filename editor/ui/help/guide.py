"""The user guide as text: its sections, and where words occur in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from editor.settings import shipped

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_MARKUP = re.compile(r"[`*|]|-{3,}")


@dataclass(frozen=True)
class Section:
    """A part of the guide under a heading, its text without markup."""

    title: str
    text: str

    def matches(self, words: list[str]) -> bool:
        """Whether every word occurs in it; words are in small letters."""
        text = f"{self.title}\n{self.text}".casefold()
        return all(word in text for word in words)

    def excerpt(self, words: list[str]) -> str:
        """The line where the first of the words stands."""
        lines = [line.strip() for line in self.text.split("\n") if line.strip()]
        found = (line for line in lines for word in words if word in line.casefold())
        return next(found, lines[0] if lines else "")


def guide_file(language: str) -> Path:
    """The guide in a language, in English where there is none; in a wheel and in a checkout."""
    translated = shipped(f"docs/user-guide.{language}.md")
    return translated if translated.is_file() else shipped("docs/user-guide.md")


def read_guide(path: Path) -> str:
    """The guide in Markdown, without what is only for its makers."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def sections(markdown: str) -> list[Section]:
    """The parts of a guide, in order."""
    parts = _HEADING.split(markdown)
    return [
        Section(title.strip(), _MARKUP.sub("", text))
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    ]
