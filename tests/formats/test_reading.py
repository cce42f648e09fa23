"""Flat pictures that open, what is said about losses, and what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from editor.api import FileError, OutOfMemory
from editor.formats import limits, read_image
from editor.formats.reading import decode_bytes


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, shape, np.uint8)


def saved(tmp_path: Path, image: Image.Image, name: str, **options: Any) -> Path:
    path = tmp_path / name
    image.save(path, **options)
    return path


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif", ".tga.png", ".jp2"])
def test_lossless_rgba_is_byte_equal(tmp_path: Path, suffix: str) -> None:
    pixels = noise(31, 47, 4)
    pixels[:10, :, 3] = 0
    options = {"lossless": True, "exact": True} if suffix == ".webp" else {}
    path = saved(tmp_path, Image.fromarray(pixels), f"a{suffix}", **options)
    assert np.array_equal(read_image(path).rgba, pixels)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_8_bit_mode_opens_unchanged(tmp_path: Path, mode: str) -> None:
    image = Image.fromarray(noise(20, 30, 4)).convert(mode)
    expected = np.asarray(image.convert("RGBA"))
    picture = read_image(saved(tmp_path, image, "a.png"))
    assert np.array_equal(picture.rgba, expected)
    assert bool(picture.notices) == (mode == "P")


def test_a_transparent_colour_and_a_transparent_palette_entry(tmp_path: Path) -> None:
    pixels = noise(8, 8, 3)
    rgb = saved(
        tmp_path, Image.fromarray(pixels), "a.png", transparency=tuple(pixels[2, 3].tolist())
    )
    assert read_image(rgb).rgba[2, 3, 3] == 0
    assert read_image(rgb).rgba[5, 5, 3] == 255
    indexed = Image.fromarray(pixels).quantize(16)
    palette = saved(tmp_path, indexed, "b.png", transparency=int(np.asarray(indexed)[0, 0]))
    assert read_image(palette).rgba[0, 0, 3] == 0


def test_16_bit_grey_is_scaled_and_said(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(4, 0)
    picture = read_image(saved(tmp_path, Image.fromarray(ramp), "a.png"))
    assert np.array_equal(picture.rgba[0, :, 0], np.arange(256))
    assert "16 bits" in picture.notices[0]


def png_of(width: int, height: int, *, bits: int, colour: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(("colour", "channels"), [(2, 3), (6, 4)])
def test_16_bit_colour_is_said(colour: int, channels: int) -> None:
    row = b"\0" + b"\xab\xcd" * channels
    picture = decode_bytes(png_of(1, 1, bits=16, colour=colour, rows=row), "a.png")
    assert picture.rgba[0, 0, 0] == 0xAB
    assert "16 bits" in picture.notices[0]


@pytest.mark.parametrize("channels", [3, 4])
def test_16_bit_tiffs_are_said(tmp_path: Path, channels: int) -> None:
    deep = np.random.default_rng(0).integers(0, 65536, (8, 9, channels)).astype(np.uint16)
    cv2.imwrite(str(tmp_path / "a.tif"), deep[..., [2, 1, 0, 3][:channels]])
    picture = read_image(tmp_path / "a.tif")
    assert np.abs(picture.rgba[..., :channels].astype(int) - deep / 257).max() <= 1
    assert "16 bits" in picture.notices[0]


def test_a_kind_of_tiff_that_pillow_lacks_is_not_called_broken(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.tif"), np.zeros((8, 9, 3), np.float32))
    with pytest.raises(FileError, match="cannot read") as caught:
        read_image(tmp_path / "a.tif")
    assert "8-bit PNG" in caught.value.hint


def test_floats_from_0_to_1_and_beyond(tmp_path: Path) -> None:
    for scale, stretched in ((1.0, False), (40.0, True)):
        ramp = np.linspace(0, scale, 256, dtype=np.float32)[None]
        picture = read_image(saved(tmp_path, Image.fromarray(ramp), "a.tif"))
        assert np.array_equal(picture.rgba[0, :, 0], np.arange(256))
        assert any("stretched" in notice for notice in picture.notices) == stretched


def test_cmyk_without_a_profile_is_converted_and_said(tmp_path: Path) -> None:
    image = Image.new("CMYK", (4, 4), (0, 255, 255, 0))
    for name in ("a.jpg", "a.tif"):
        picture = read_image(saved(tmp_path, image, name))
        assert tuple(picture.rgba[0, 0]) == pytest.approx((255, 0, 0, 255), abs=3)
        assert "without a profile" in picture.notices[0]


def test_lab_is_converted_through_colour_management(tmp_path: Path) -> None:
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
    image = ImageCms.applyTransform(Image.new("RGB", (4, 4), (200, 40, 90)), transform)
    assert image is not None
    picture = read_image(saved(tmp_path, image, "a.tif"))
    assert tuple(picture.rgba[0, 0]) == pytest.approx((200, 40, 90, 255), abs=3)


def test_an_rgb_profile_and_resolution_and_exif_are_kept(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010E] = "a shoe"
    path = saved(
        tmp_path, Image.new("RGB", (4, 4)), "a.jpg", icc_profile=profile, dpi=(300, 300), exif=exif
    )
    picture = read_image(path)
    assert picture.icc_profile == profile
    assert picture.dpi == 300
    assert picture.exif is not None
    assert b"a shoe" in picture.exif
    assert picture.notices == []


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied_and_reset(
    tmp_path: Path, suffix: str, orientation: int
) -> None:
    from PIL import ImageOps

    image = Image.new("RGB", (32, 16))
    image.paste((255, 0, 0), (0, 0, 16, 8))
    image.paste((0, 0, 255), (16, 8, 32, 16))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path, image, f"a{suffix}", exif=exif)
    with Image.open(path) as opened:
        expected = np.asarray(ImageOps.exif_transpose(opened).convert("RGB")).astype(int)
    picture = read_image(path)
    assert np.abs(picture.rgba[..., :3].astype(int) - expected).max() <= 2
    again = io.BytesIO()
    Image.fromarray(picture.rgba[..., :3]).save(again, "PNG", exif=picture.exif or b"")
    with Image.open(again) as reopened:
        assert reopened.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png", ".tif"])
def test_of_several_pictures_the_first_opens(tmp_path: Path, suffix: str) -> None:
    first, second = Image.new("RGB", (6, 6), "red"), Image.new("RGB", (6, 6), "blue")
    options = {"lossless": True} if suffix == ".webp" else {}
    path = saved(tmp_path, first, f"a{suffix}", save_all=True, append_images=[second], **options)
    picture = read_image(path)
    assert tuple(picture.rgba[0, 0]) == (255, 0, 0, 255)
    assert any("holds 2" in notice for notice in picture.notices)


def test_a_wrong_extension_opens_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (4, 4)).save(path, "JPEG")
    picture = read_image(path)
    assert picture.format == "JPEG"
    assert "content is JPEG" in picture.notices[0]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".bmp", ".gif", ".avif"])
def test_every_truncation_is_refused_or_opens_whole(tmp_path: Path, suffix: str) -> None:
    path = saved(tmp_path, Image.fromarray(noise(24, 24, 3)), f"a{suffix}")
    whole = path.read_bytes()
    for share in (0.02, 0.3, 0.6, 0.9):
        path.write_bytes(whole[: max(1, int(len(whole) * share))])
        with pytest.raises(FileError) as caught:
            read_image(path)
        assert caught.value.text.count("\n") == 0
        assert caught.value.hint


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".bmp", ".gif", ".avif"])
def test_flipped_bytes_never_escape_as_other_errors(tmp_path: Path, suffix: str) -> None:
    path = saved(tmp_path, Image.fromarray(noise(16, 16, 3)), f"a{suffix}")
    whole = np.frombuffer(path.read_bytes(), np.uint8)
    random = np.random.default_rng(2)
    for _ in range(40):
        bent = whole.copy()
        bent[random.integers(0, min(whole.size, 400), 4)] ^= random.integers(1, 255, 4, np.uint8)
        path.write_bytes(bent.tobytes())
        try:
            read_image(path)
        except FileError as error:
            assert error.text.endswith(".")  # noqa: PT017 # some of them still open


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"gimp xcf v011\0", "a GIMP project"),
        (b"\0\0\0\x18ftypheic", "a HEIC photo"),
        (b"<svg xmlns='x'/>", "an SVG drawing"),
        (b"just some words in a text file", "not a picture"),
        (b"\x89PNG\r\n\x1a\n", "is damaged"),
        (b"\0\0\0\x1cftypavif\0\0", "is damaged"),
        (b"\0\0\0\x1cftypisom\0\0", "a video"),
    ],
)
def test_strangers_are_named(tmp_path: Path, head: bytes, words: str) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(head)
    with pytest.raises(FileError, match=words) as caught:
        read_image(path)
    assert caught.value.hint


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (60_000, 60_000), (2**31 - 1, 1)])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    data = png_of(width, height, bits=8, colour=2, rows=b"\0" * 1000)
    with pytest.raises(FileError, match="too large"):
        decode_bytes(data, "bomb.png")


def test_a_picture_beyond_memory_is_refused() -> None:
    with pytest.raises(OutOfMemory, match="not enough memory"):
        limits.check_memory("a.png", 2**60)


def test_a_picture_without_pixels_is_refused() -> None:
    with pytest.raises(FileError):
        decode_bytes(png_of(0, 0, bits=8, colour=2, rows=b""), "a.png")
