"""What the program does with every bad input: a sentence, an exit code, no file, no traceback."""

from __future__ import annotations

import io
import os
import pickle
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from tests.e2e.conftest import Figment, picture, pixels_of, saved

TO_SKETCH = ["generate", "photo-to-sketch", "-o", "out.png", "-i"]


def _png(width: int, height: int, *, bits: int = 8, colour: int = 2, rows: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def _encoded(kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture(60, 40)).save(file, kind)
    return file.getvalue()


def _corrupt(kind: str) -> bytes:
    whole = bytearray(_encoded(kind))
    middle = len(whole) // 2
    whole[middle : middle + 40] = bytes(40)
    return bytes(whole)


def _zip(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("_", "."), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.png", b""),
        ("text.png", b"no picture at all, but words"),
        ("truncated.png", _encoded("PNG")[:900]),
        ("truncated.jpg", _encoded("JPEG")[:200]),
        ("truncated.webp", _encoded("WEBP")[:300]),
        ("truncated.tif", _encoded("TIFF")[:600]),
        ("truncated.gif", _encoded("GIF")[:700]),
        ("truncated.bmp", _encoded("BMP")[:700]),
        ("corrupt.png", _corrupt("PNG")),
        ("bomb.png", _png(60_000, 60_000)),
        ("zero.png", _png(0, 10)),
        ("nothing.ora", b""),
        ("plain.ora", b"PK no zip"),
        ("foreign.ora", _zip(word=b"x")),
        ("stackless.ora", _zip(mimetype=b"image/openraster")),
        ("broken.ora", _zip(mimetype=b"image/openraster", stack_xml=b"<image w='1'")),
        ("short.psd", b"8BPS\0\1" + bytes(5)),
        ("words.psd", b"words"),
        ("page.pdf", b"%PDF-1.7"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_what_is_no_whole_picture_is_refused(
    figment: Figment, folder: Path, name: str, content: bytes
) -> None:
    (folder / name).write_bytes(content)
    figment([*TO_SKETCH, name]).refused(1, name)


def test_a_long_picture_is_refused_for_its_side(figment: Figment, folder: Path) -> None:
    (folder / "wide.png").write_bytes(_png(2_000_000, 1))
    figment([*TO_SKETCH, "wide.png"]).refused(1, "on one side")


def test_a_folder_or_nothing_is_no_picture(figment: Figment, folder: Path) -> None:
    (folder / "album.png").mkdir()
    figment([*TO_SKETCH, "album.png"]).refused(1, "album.png")
    figment([*TO_SKETCH, "missing.png"]).refused(1, "missing.png")
    figment([*TO_SKETCH, ""]).refused(1)


@pytest.mark.parametrize(
    ("name", "mode", "options", "said"),
    [
        ("cmyk.jpg", "CMYK", {}, "profile"),
        ("palette.png", "P", {}, ""),
        ("bilevel.png", "1", {}, ""),
        ("gray.png", "L", {}, ""),
        ("gray-alpha.png", "LA", {}, ""),
        ("16bit.png", "I;16", {}, "16 bits"),
        ("animated.gif", "P", {"save_all": True, "append_images": [Image.new("P", (60, 40))]}, ""),
    ],
)
def test_unusual_pictures_work_and_losses_are_said(
    figment: Figment, folder: Path, name: str, mode: str, options: dict, said: str
) -> None:
    image = Image.fromarray(picture(60, 40))
    if mode == "I;16":
        Image.fromarray(picture(60, 40)[..., 0].astype(np.uint16) * 257).save(folder / name)
    else:
        image.convert(mode).save(folder / name, **options)
    told = figment([*TO_SKETCH, name])
    assert told.code == 0
    assert said in told.err
    assert pixels_of(folder / "out.png").shape[:2] == (40, 60)


def test_the_content_counts_and_not_the_suffix(figment: Figment, folder: Path) -> None:
    (folder / "really-a-jpeg.png").write_bytes(_encoded("JPEG"))
    assert figment([*TO_SKETCH, "really-a-jpeg.png"]).written == ("out.png",)
    (folder / "without").write_bytes(_encoded("PNG"))
    assert figment([*TO_SKETCH, "without"]).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["generate", "photo-to-skech", "-i", "in.png", "-o", "x.png"], "photo-to-sketch"),
        ([*TO_SKETCH, "in.png", "-s", "detail=1e9"], "detail"),
        ([*TO_SKETCH, "in.png", "-s", "detail=-0.5"], "detail"),
        ([*TO_SKETCH, "in.png", "-s", "detail=nan"], "detail"),
        ([*TO_SKETCH, "in.png", "-s", "detail=inf"], "detail"),
        ([*TO_SKETCH, "in.png", "-s", "detail=much"], "detail"),
        ([*TO_SKETCH, "in.png", "-s", "detail="], "detail"),
        ([*TO_SKETCH, "in.png", "-s", "style=cubism"], "contours"),
        ([*TO_SKETCH, "in.png", "-s", "color_hints=maybe"], "color_hints"),
        ([*TO_SKETCH, "in.png", "-s", "=5"], "name=value"),
        ([*TO_SKETCH, "in.png", "-s", "colour=5"], "color_hints"),
        ([*TO_SKETCH, "in.png", "--seed", "1.5"], "--seed"),
        ([*TO_SKETCH, "in.png", "--seed", "99999999999999999999"], "--seed"),
        ([*TO_SKETCH, "in.png", "--count", "many"], "--count"),
        ([*TO_SKETCH, "in.png", "--count", "1001"], "--count"),
        ([*TO_SKETCH, "in.png", "--device", "abacus"], "cpu"),
        ([*TO_SKETCH, "in.png", "--colour"], "--colour"),
        ([*TO_SKETCH, "in.png", "-m", "in.png"], "mask"),
        ([*TO_SKETCH, "in.png", "in.png"], "in.png"),
        (["generate", "photo-to-sketch", "-i", "in.png", "-o", "out"], "suffix"),
        (["generate", "photo-to-sketch", "-i", "in.png", "-o", "out.psd"], ".png"),
        (["generate", "photo-to-sketch", "-i", "in.png"], "-o"),
        (["models", "inspect"], ""),
        (["plugins", "nonsense"], "nonsense"),
    ],
)
def test_what_is_typed_wrong_is_two(
    figment: Figment, folder: Path, words: list[str], said: str
) -> None:
    saved(folder / "in.png", picture(20, 30))
    figment(words).refused(2, said)


@pytest.mark.parametrize("out", ["/proc/out.png", "in.png/out.png", "nowhere/out.png"])
def test_a_place_that_takes_no_files(figment: Figment, folder: Path, out: str) -> None:
    saved(folder / "in.png", picture(20, 30))
    figment(["generate", "photo-to-sketch", "-i", "in.png", "-o", out]).refused(1)


def test_an_output_that_is_a_folder(figment: Figment, folder: Path) -> None:
    saved(folder / "in.png", picture(20, 30))
    (folder / "out.png").mkdir()
    figment([*TO_SKETCH, "in.png"]).refused(1, "out.png")


def test_a_full_disk_leaves_the_old_file(figment: Figment, folder: Path, echo: None) -> None:
    resource = pytest.importorskip("resource", reason="file size limits are a Unix thing")
    saved(folder / "in.png", picture(300, 300))
    old = saved(folder / "out.png", picture(3, 3)).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        told = figment(["generate", "echo", "-i", "in.png", "-o", "out.png"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    told.refused(1, "out.png")
    assert (folder / "out.png").read_bytes() == old


class _RunsCode:
    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path("ran"),)


def _weights(folder: Path) -> dict[str, Path]:
    """Files that a user may point to, none of which is a network for sketches."""
    files = {name: folder / name for name in ("words.pth", "empty.safetensors", "cut.safetensors")}
    files["words.pth"].write_bytes(b"words, not weights")
    files["empty.safetensors"].write_bytes(b"")
    shapes = {"conv.weight": torch.zeros(4, 3, 3, 3)}
    save_file(shapes, folder / "whole.safetensors")
    whole = (folder / "whole.safetensors").read_bytes()
    files["cut.safetensors"].write_bytes(whole[: len(whole) // 2])
    files["shapes.safetensors"] = folder / "whole.safetensors"
    files["picture.pth"] = saved(folder / "a.png", picture(9, 9)).rename(folder / "picture.pth")
    files["code.pth"] = folder / "code.pth"
    torch.save({"weights": _RunsCode()}, files["code.pth"])
    files["old-code.pth"] = folder / "old-code.pth"
    files["old-code.pth"].write_bytes(pickle.dumps(_RunsCode()))
    files["folder"] = folder / "empty-model"
    files["folder"].mkdir()
    files["missing"] = folder / "missing.pth"
    return files


def test_weights_that_are_none_are_refused_and_run_nothing(figment: Figment, folder: Path) -> None:
    weights = _weights(folder)
    saved(folder / "in.png", picture(40, 40))
    for path in weights.values():
        told = figment(
            ["generate", "sketch-to-photo", "-i", "in.png", "-o", "out.png", "--model", path]
        )
        told.refused(1, path.stem)
        assert not (folder / "ran").exists()


def test_inspecting_bad_weights_runs_nothing(figment: Figment, folder: Path) -> None:
    weights = _weights(folder)
    for name in ("code.pth", "old-code.pth"):
        told = figment(["models", "inspect", weights[name]])
        assert "pathlib" in told.out
        assert told.written == ()
    figment(["models", "inspect", "missing.pth"]).refused(1, "missing.pth")


def test_a_window_without_a_display_is_a_sentence(folder: Path) -> None:
    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux has sessions without a display")
    done = subprocess.run(
        [sys.executable, "-m", "editor", "picture.png"],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no screen" in done.stderr
    assert "figment generate" in done.stderr
