"""EXIF blocks and colour profiles that are cut short, lie about their sizes or are of no sense."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from editor.formats import ExportOptions, export_image, open_document, read_image
from editor.formats.conversion import converted

_ORIENTATION, _X_RESOLUTION, _EXIF_FOLDER, _GPS_FOLDER = 0x112, 0x11A, 0x8769, 0x8825
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_TURNED = struct.pack("<I", 6)


def _block(
    *entries: tuple[int, int, int, bytes], count: int | None = None, tail: bytes = b""
) -> bytes:
    """A TIFF header with one folder. An entry is tag, kind, count and value."""
    out = b"II*\0" + struct.pack("<IH", 8, len(entries) if count is None else count)
    for tag, kind, number, value in entries:
        out += struct.pack("<HHI", tag, kind, number) + value.ljust(4, b"\0")
    return out + bytes(4) + tail


_EXIF = {
    "orientation 0": _block((_ORIENTATION, 3, 1, bytes(4))),
    "orientation 9": _block((_ORIENTATION, 3, 1, struct.pack("<I", 9))),
    "orientation in bytes": _block((_ORIENTATION, 1, 1, _TURNED)),
    "orientation in words": _block((_ORIENTATION, 2, 2, b"6\0")),
    "orientation as a fraction": _block((_ORIENTATION, 5, 1, struct.pack("<I", 26)), tail=bytes(8)),
    "orientation by nothing": _block(
        (_ORIENTATION, 10, 1, struct.pack("<I", 26)), tail=struct.pack("<ii", 6, 0)
    ),
    "orientation as a float": _block((_ORIENTATION, 11, 1, struct.pack("<f", float("inf")))),
    "two orientations": _block((_ORIENTATION, 3, 2, struct.pack("<HH", 6, 3))),
    "four billion orientations": _block((_ORIENTATION, 3, 2**32 - 1, _TURNED)),
    "of an unknown kind": _block((_ORIENTATION, 99, 1, _TURNED)),
    "more entries than bytes": _block((_ORIENTATION, 3, 1, _TURNED), count=65535),
    "a folder that holds itself": _block(
        (_EXIF_FOLDER, 4, 1, struct.pack("<I", 8)), (_GPS_FOLDER, 4, 1, struct.pack("<I", 8))
    ),
    "a folder beyond the end": _block((_EXIF_FOLDER, 4, 1, struct.pack("<I", 2**31))),
    "a folder in words": _block((_EXIF_FOLDER, 2, 4, b"abc\0")),
    "resolution beyond the end": _block((_X_RESOLUTION, 5, 1, struct.pack("<I", 2**31))),
    "cut off": _block((_ORIENTATION, 3, 1, _TURNED))[:14],
    "a header alone": b"II*\0",
    "noise": np.random.default_rng(0).bytes(300),
    "zeros": bytes(300),
}
_PROFILES = {
    "cut in the header": _SRGB[:100],
    "cut in the table": _SRGB[:140],
    "cut at the end": _SRGB[:-1],
    "four billion tags": _SRGB[:128] + b"\xff" * 4 + _SRGB[132:],
    "no tags": _SRGB[:128] + bytes(4) + _SRGB[132:],
    "four billion bytes": b"\xff" * 4 + _SRGB[4:],
    "a link": _SRGB[:12] + b"link" + _SRGB[16:],
    "of named colours": _SRGB[:12] + b"nmcl" + _SRGB[16:],
    "of inks": _SRGB[:16] + b"CMYK" + _SRGB[20:],
    "of no colours": _SRGB[:16] + bytes(4) + _SRGB[20:],
    "curves of noise": _SRGB[:400] + np.random.default_rng(0).bytes(len(_SRGB) - 400),
    "noise": np.random.default_rng(0).bytes(500),
}


def _jpeg(*, exif: bytes = b"", profile: bytes = b"") -> bytes:
    file = io.BytesIO()
    picture = Image.fromarray(np.full((24, 32, 3), 90, np.uint8))
    picture.save(file, "JPEG", icc_profile=profile or None)
    data = file.getvalue()
    if not exif:
        return data
    segment = b"Exif\0\0" + exif
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


@pytest.mark.parametrize("name", _EXIF)
def test_a_hostile_exif_block_harms_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(_jpeg(exif=_EXIF[name]))
    doc = open_document(path)
    assert {doc.width, doc.height} == {24, 32}
    for suffix in (".png", ".jpg", ".tif", ".webp", ".avif"):
        copy = tmp_path / f"copy{suffix}"
        lost = export_image(doc, copy, options=ExportOptions())
        assert set(lost) <= {"The EXIF block is damaged and was left out."}
        assert read_image(copy).decoded.size == (doc.width, doc.height)


@pytest.mark.parametrize("name", _PROFILES)
def test_a_hostile_colour_profile_harms_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(_jpeg(profile=_PROFILES[name]))
    doc = open_document(path)
    assert (doc.width, doc.height) == (32, 24)
    grey = np.full((1, 1, 4), 90, np.uint8)
    assert converted(grey, source=doc.icc_profile, target=None).shape == grey.shape
    for suffix in (".png", ".jpg", ".tif", ".webp", ".avif"):
        copy = tmp_path / f"copy{suffix}"
        export_image(doc, copy, options=ExportOptions())
        assert read_image(copy).decoded.size == (32, 24)
