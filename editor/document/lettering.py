"""Text on layers: what was written and how, kept beside the pixels so that it can be edited."""

from __future__ import annotations

import zlib
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from editor.api import ImageU8, Rect
from editor.document.document import Document
from editor.document.layer import Layer
from editor.document.naming import named
from editor.document.tiles import TileGrid

Align = Literal["left", "center", "right"]
_NAME_LENGTH = 24
_MOST_CHARS = 20_000
_FARTHEST = 1e7
"""Pixels from the page: no layer lies so far away."""


@dataclass(frozen=True)
class Lettering:
    """Words and how they look.

    Attributes:
        x, y: where the first line's baseline begins, or has its middle or end.
        family: of the font; empty for the system's own.
        line_height: distance of lines, of the font's own.
    """

    words: str
    x: float
    y: float
    family: str = ""
    size_px: float = 48.0
    is_bold: bool = False
    is_italic: bool = False
    align: Align = "left"
    line_height: float = 1.0
    color: tuple[int, int, int] = (0, 0, 0)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Lettering:
        """From plain values. Raises ValueError, TypeError or KeyError for something else."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        red, green, blue = (int(v) for v in known.pop("color", (0, 0, 0)))
        out = cls(**known, color=(red, green, blue))
        numbers = (out.x, out.y, out.size_px, out.line_height)
        x, y, size_px, line_height = (float(value) for value in numbers)
        is_near = all(abs(value) < _FARTHEST for value in (x, y))
        is_sane = 0 < size_px < 10_000 and 0 < line_height < 100 and is_near
        if out.align not in ("left", "center", "right") or not is_sane:
            raise ValueError("no lettering")
        return replace(
            out,
            words=str(out.words)[:_MOST_CHARS],
            family=str(out.family),
            is_bold=bool(out.is_bold),
            is_italic=bool(out.is_italic),
            x=x,
            y=y,
            size_px=size_px,
            line_height=line_height,
        )

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {**asdict(self), "color": list(self.color)}


def lettering_of(layer: Layer) -> Lettering | None:
    """What is written on a layer, where its pixels now are; None once they were changed."""
    if layer.text is None:
        return None
    rect = layer.pixels.content_bounds()
    try:
        lettering = Lettering.from_json(layer.text)
        left, top = (int(v) for v in layer.text["at"])
        if layer.text["crc"] != _checksum(layer.pixels, rect):
            return None
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    return replace(lettering, x=lettering.x + rect.x - left, y=lettering.y + rect.y - top)


def put_lettering(
    doc: Document, layer: Layer | None, lettering: Lettering, pixels: ImageU8, rect: Rect
) -> None:
    """Writes words on a layer that had others, or on a new one, as one step of history.

    Args:
        pixels: the words as they look, straight RGBA of the size of `rect`.
    """
    with doc.history.change("Text" if layer is None else "Edit text"):
        target = Layer(name="") if layer is None else layer
        grid = TileGrid()
        grid.write(rect, pixels)
        grid.drop_empty()
        seen = grid.content_bounds()
        target.pixels = grid
        target.name = _name_of(lettering.words)
        target.text = {
            **lettering.to_json(),
            "at": [seen.x, seen.y],
            "crc": _checksum(grid, seen),
        }
        if layer is None:
            node = doc.active
            siblings = doc.layers if node is None else doc.siblings(node.id)
            siblings.insert(len(siblings) if node is None else siblings.index(node) + 1, target)
            doc.active_id = target.id


def _name_of(words: str) -> str:
    line = " ".join(words.split()) or named("Text")
    return line if len(line) <= _NAME_LENGTH else line[: _NAME_LENGTH - 1].rstrip() + "…"


def _checksum(grid: TileGrid, rect: Rect) -> int:
    return zlib.crc32(grid.read(rect).tobytes())
