"""Profiles that are not RGB: the pixels are converted through them."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.formats import read_image
from editor.formats.colour import profile_name, profile_space


def profile(space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile of version 2 with the tags that every one must have, and these."""
    text = b"test profile\0"
    described = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)
    white = b"XYZ " + bytes(4) + struct.pack(">iii", 63190, 65536, 54061)
    tags = {b"desc": described, b"cprt": b"text" + bytes(4) + b"none\0", b"wtpt": white} | tags
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"lcms", 0x02100000, kind, space,
                         connection)  # fmt: skip
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">iii", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + table + body


def grey_profile(gamma: float) -> bytes:
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    return profile(b"GRAY", b"XYZ ", {b"kTRC": curve})


def cmyk_profile() -> bytes:
    """Inks that all darken to black alike: any ink at full strength gives black, none white."""
    identity = bytes(range(256))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    grid = b"".join(
        bytes((0 if any(inks) else 255, 128, 128)) for inks in itertools.product((0, 1), repeat=4)
    )
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + identity * 4 + grid + identity * 3
    return profile(b"CMYK", b"Lab ", {b"A2B0": lut})


def test_profiles_are_told_apart() -> None:
    assert profile_space(grey_profile(2.2)) == "GRAY"
    assert profile_space(cmyk_profile()) == "CMYK"
    assert profile_space(b"none") is None
    assert profile_name(grey_profile(2.2)) == "test profile"
    assert profile_name(b"none") == "unnamed"


@pytest.mark.parametrize("name", ["a.tif", "a.jpg"])
def test_cmyk_is_converted_through_its_profile(tmp_path: Path, name: str) -> None:
    image = Image.new("CMYK", (16, 8))
    image.paste((0, 255, 0, 0), (8, 0, 16, 8))
    image.save(tmp_path / name, icc_profile=cmyk_profile())
    picture = read_image(tmp_path / name)
    # Without the profile the second half would be magenta.
    assert picture.rgba[4, 2].tolist() == pytest.approx([255, 255, 255, 255], abs=4)
    assert picture.rgba[4, 13].tolist() == pytest.approx([0, 0, 0, 255], abs=4)
    assert picture.icc_profile is None
    assert picture.notices == ["The CMYK colours “test profile” were converted to sRGB."]


def test_grey_with_a_grey_profile_becomes_srgb(tmp_path: Path) -> None:
    Image.new("LA", (4, 4), (128, 77)).save(tmp_path / "a.png", icc_profile=grey_profile(1.0))
    picture = read_image(tmp_path / "a.png")
    assert picture.rgba[0, 0].tolist() == pytest.approx([188, 188, 188, 77], abs=2)
    assert "converted to sRGB" in picture.notices[0]


def test_a_profile_for_other_pixels_is_left_out(tmp_path: Path) -> None:
    pixels = np.full((4, 4, 3), 99, np.uint8)
    for block in (cmyk_profile(), b"not a profile"):
        Image.fromarray(pixels).save(tmp_path / "a.png", icc_profile=block)
        picture = read_image(tmp_path / "a.png")
        assert picture.icc_profile is None
        assert np.array_equal(picture.rgba[..., :3], pixels)
        assert "does not fit" in picture.notices[0]
