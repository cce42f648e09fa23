"""Fonts that are broken, empty or of absurd measures: writing with them ends well."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import qtawesome
from PySide6.QtGui import QFontDatabase

from editor.document.lettering import Lettering
from editor.ui.lettering import caret, index_at, rendered

_FONT = next((Path(qtawesome.__file__).parent / "fonts").glob("phosphor-*.ttf")).read_bytes()
_FAR_PX = 1e8


def _table(name: str) -> tuple[int, int]:
    """Where a table of the font lies, and how long it is."""
    (count,) = struct.unpack_from(">H", _FONT, 4)
    for at in range(12, 12 + 16 * count, 16):
        if _FONT[at : at + 4] == name.encode():
            offset, length = struct.unpack_from(">II", _FONT, at + 8)
            return offset, length
    raise AssertionError(name)


def _with(table: str, at: int, kinds: str, *values: int) -> bytes:
    """The font with other numbers in one table."""
    data = bytearray(_FONT)
    struct.pack_into(f">{kinds}", data, _table(table)[0] + at, *values)
    return bytes(data)


def _blank(table: str) -> bytes:
    offset, length = _table(table)
    return _FONT[:offset] + bytes(length) + _FONT[offset + length :]


def _noisy(table: str) -> bytes:
    offset, length = _table(table)
    noise = np.random.default_rng(0).bytes(length)
    return _FONT[:offset] + noise + _FONT[offset + length :]


_FONTS = {
    "sound": _FONT,
    "16 units to the letter": _with("head", 18, "H", 16),
    "no units": _with("head", 18, "H", 0),
    "no height": _with("hhea", 4, "hhh", 0, 0, 0),
    "upside down": _with("hhea", 4, "hhh", -2000, 2000, -500),
    "as high as numbers go": _with("hhea", 4, "hhh", 32767, -32768, 32767),
    "no glyphs": _with("maxp", 4, "H", 0),
    "glyphs that are not there": _with("maxp", 4, "H", 65535),
    "no widths": _blank("hmtx"),
    "no outlines": _blank("glyf"),
    "no letters": _blank("cmap"),
    "outlines of noise": _noisy("glyf"),
    "places of noise": _noisy("loca"),
    "widths of noise": _noisy("hmtx"),
    "cut in half": _FONT[: len(_FONT) // 2],
    "noise": np.random.default_rng(0).bytes(5000),
}
_ICONS = "".join(chr(0xF101 + step) for step in range(6))


@pytest.fixture(params=list(_FONTS))
def family(qapp: object, request: pytest.FixtureRequest) -> Iterator[str]:
    """The name by which a font is chosen; one that the system does not take stays a name."""
    added = QFontDatabase.addApplicationFontFromData(_FONTS[request.param])
    names = QFontDatabase.applicationFontFamilies(added) if added >= 0 else []
    yield names[0] if names else "Not taken"
    if added >= 0:
        QFontDatabase.removeApplicationFont(added)


@pytest.mark.qt_log_ignore("load glyph failed", "Failed to compute", extend=True)
@pytest.mark.parametrize("size_px", [0.01, 48.0, 5000.0])
def test_writing_with_any_font_ends_well(family: str, size_px: float) -> None:
    words = f"{_ICONS}\nHä 漢" if size_px < 1000 else _ICONS[:1]
    lettering = Lettering(words, 10, 10, family, size_px)
    pixels, rect = rendered(lettering)
    assert pixels.shape == (rect.height, rect.width, 4)
    assert rect.area <= 64_000_000
    for index in (0, 3, len(words)):
        for x, y in caret(lettering, index):
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert max(abs(x), abs(y)) < _FAR_PX
    assert 0 <= index_at(lettering, 50.0, 20.0) <= len(words)


def test_a_name_with_a_comma_is_one_name(qapp: object) -> None:
    name = "Nobody, DejaVu Sans Mono"
    plain = Lettering("iiii", 0, 0, "Nobody", 40)
    width = rendered(plain)[1].width
    assert rendered(Lettering("iiii", 0, 0, name, 40))[1].width == width


@pytest.mark.parametrize(
    "wrong",
    [
        {"x": float("inf")},
        {"y": float("nan")},
        {"x": 1e300},
        {"size_px": 0},
        {"size_px": 1e9},
        {"line_height": 0},
        {"line_height": float("nan")},
        {"color": [1, 2]},
        {"align": ["left"]},
    ],
)
def test_lettering_of_a_hostile_file_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Lettering.from_json({"words": "x", "x": 1, "y": 2, **wrong})


def test_words_of_a_hostile_file_are_cut_off() -> None:
    long = Lettering.from_json({"words": "x" * 10**6, "x": 1, "y": 2, "family": 7})
    assert len(long.words) < 10**5
    assert long.family == "7"
