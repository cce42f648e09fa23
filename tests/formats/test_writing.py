"""Flat pictures that are written: every format, what it cannot hold, and how errors read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageCms

from editor.api import FileError
from editor.formats import (
    FLAT_SAVE_SUFFIXES,
    ExportOptions,
    encode_image,
    read_image,
    write_image,
)
from editor.formats.reading import decode_bytes

LOSSLESS = ExportOptions(lossless=True)
FULL = ExportOptions(quality=100)


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, shape, np.uint8)


@given(
    pixels=st.tuples(st.integers(1, 24), st.integers(1, 24)).flatmap(
        lambda size: arrays(np.uint8, (*size, 4))
    ),
    suffix=st.sampled_from([".png", ".tif", ".webp"]),
)
def test_lossless_formats_keep_every_byte(pixels: np.ndarray, suffix: str) -> None:
    data, notices = encode_image(pixels, suffix, options=LOSSLESS)
    assert np.array_equal(decode_bytes(data, "a").rgba, pixels)
    assert notices == []


@pytest.mark.parametrize("suffix", FLAT_SAVE_SUFFIXES)
def test_every_format_writes_and_opens(tmp_path: Path, suffix: str) -> None:
    pixels = np.full((20, 30, 4), (200, 100, 50, 255), np.uint8)
    path = tmp_path / f"a{suffix.upper()}"
    assert write_image(pixels, path) == []
    picture = read_image(path)
    assert np.abs(picture.rgba.astype(int) - pixels).max() <= 3
    with Image.open(path) as image:
        assert "A" not in image.getbands()


def test_a_transparent_picture_is_laid_on_white_for_jpeg_and_bmp(tmp_path: Path) -> None:
    clear = np.zeros((8, 8, 4), np.uint8)
    for suffix in (".jpg", ".bmp"):
        notices = write_image(clear, tmp_path / f"a{suffix}")
        assert "laid on white" in notices[0]
        assert read_image(tmp_path / f"a{suffix}").rgba.min() >= 254


def test_noise_at_full_quality_is_written(tmp_path: Path) -> None:
    write_image(noise(600, 600, 4) | np.uint8(15), tmp_path / "a.jpg", options=FULL)
    assert read_image(tmp_path / "a.jpg").rgba.shape == (600, 600, 4)


def test_gif_says_what_it_loses(tmp_path: Path) -> None:
    notices = write_image(noise(40, 40, 4), tmp_path / "a.gif")
    assert len(notices) == 2
    assert read_image(tmp_path / "a.gif").rgba.shape == (40, 40, 4)


def test_profile_exif_and_resolution_survive_open_and_save(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010E] = "a shoe"
    exif.get_ifd(0x8769)[0x9003] = "2020:02:02 10:00:00"
    options = ExportOptions(icc=profile, exif=exif.tobytes(), dpi=300.0)
    for suffix in (".png", ".jpg", ".webp", ".tif", ".avif"):
        path = tmp_path / f"a{suffix}"
        write_image(noise(8, 8, 4) | np.uint8(255), path, options=options)
        picture = read_image(path)
        assert picture.icc_profile == profile
        assert picture.exif is not None
        assert b"a shoe" in picture.exif
        assert b"2020:02:02" in picture.exif
        if suffix in (".png", ".jpg", ".tif"):
            assert picture.dpi == pytest.approx(300, abs=0.1)


def test_a_profile_for_other_pixels_is_not_written(tmp_path: Path) -> None:
    options = ExportOptions(icc=b"no profile at all")
    write_image(noise(4, 4, 4), tmp_path / "a.png", options=options)
    assert read_image(tmp_path / "a.png").icc_profile is None


def test_metadata_too_long_for_jpeg_are_said(tmp_path: Path) -> None:
    block = Image.Exif()
    block[0x010E] = "x" * 70_000
    options = ExportOptions(exif=block.tobytes(), xmp=b"x" * 70_000)
    notices = write_image(np.full((4, 4, 4), 255, np.uint8), tmp_path / "a.jpg", options=options)
    assert len(notices) == 2


@pytest.mark.parametrize(
    ("name", "words"), [("a.xyz", "not a format"), ("a", "no ending"), ("a.webp", "at most 16383")]
)
def test_what_cannot_be_written_is_said_and_nothing_appears(
    tmp_path: Path, name: str, words: str
) -> None:
    with pytest.raises(FileError, match=words) as caught:
        write_image(np.zeros((1, 20_000, 4), np.uint8), tmp_path / name)
    assert ".png" in caught.value.hint.lower() or "PNG" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def _drawing() -> np.ndarray:
    """A few flat forms that repeat, where looking for more than runs pays."""
    tile = np.full((40, 60, 3), 255, np.uint8)
    tile[5:30, 10:40] = (20, 90, 200)
    tile[np.arange(40), np.arange(40)] = (0, 0, 0)
    return np.tile(tile, (12, 12, 1))


def _photo() -> np.ndarray:
    random = np.random.default_rng(0)
    soft = cv2.resize(random.integers(0, 256, (9, 12, 3), np.uint8), (720, 480))
    return np.clip(soft + random.integers(-4, 5, soft.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("made", [_drawing, _photo], ids=["drawing", "photo"])
def test_a_png_is_about_as_small_as_pillows_and_the_same(
    tmp_path: Path, made: Callable[[], np.ndarray]
) -> None:
    pixels = made()
    rgba = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    path = tmp_path / "a.png"
    write_image(rgba, path)
    plain = io.BytesIO()
    Image.fromarray(pixels).save(plain, "PNG")
    assert path.stat().st_size <= 1.03 * len(plain.getvalue())
    assert np.array_equal(np.asarray(Image.open(path)), pixels)
