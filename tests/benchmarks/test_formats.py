"""Opening and saving against what Pillow needs for the same pixels, measured in the same run."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.document.document import Document
from editor.document.layer import Layer
from editor.formats import open_document, save_document
from editor.formats.grids import grid_of


def best_s(action: Callable[[], object], *, rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def photograph(width: int, height: int, seed: int) -> np.ndarray:
    """Soft shapes with a little grain, which compresses about as a photograph does."""
    random = np.random.default_rng(seed)
    small = Image.fromarray(random.integers(0, 256, (height // 64, width // 64, 3), np.uint8))
    soft = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC)).astype(np.int16)
    grain = random.integers(-3, 4, (height, width, 1), np.int16)
    return np.clip(soft + grain, 0, 255).astype(np.uint8)


def report(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(f"\n{line}")


def test_opening_a_24_megapixel_jpeg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "photo.jpg"
    Image.fromarray(photograph(6000, 4000, 0)).save(path, quality=90)

    def pillow() -> np.ndarray:
        with Image.open(path) as image:
            return np.array(image.convert("RGBA"))

    theirs, ours = best_s(pillow), best_s(lambda: open_document(path))
    report(capsys, f"open 24 MP JPEG: {ours:.2f} s as a document, Pillow to RGBA {theirs:.2f} s")
    assert ours <= 1.5 * theirs


def test_saving_a_project_of_four_layers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    side = 4096
    doc = Document(side, side)
    pictures = []
    for index in range(4):
        rgba = np.dstack([photograph(side, side, index), np.full((side, side), 255, np.uint8)])
        pictures.append(rgba)
        doc.layers.append(Layer(name=str(index), pixels=grid_of(rgba, x=0, y=0)))

    def pillow() -> None:
        # What a save has to pack: the four layers, and the merged picture once more.
        for rgba in (*pictures, pictures[-1][..., :3]):
            Image.fromarray(np.ascontiguousarray(rgba)).save(io.BytesIO(), "PNG", compress_level=1)

    path = tmp_path / "a.ora"
    theirs, ours = best_s(pillow, rounds=1), best_s(lambda: save_document(doc, path), rounds=1)
    pictures[0][:9] = 0
    doc.layers[0] = Layer(name="painted on", pixels=grid_of(pictures[0], x=0, y=0))
    again = best_s(lambda: save_document(doc, path), rounds=1)
    opened = best_s(lambda: open_document(path), rounds=1)
    report(
        capsys,
        f"save 4 layers of 4096 x 4096: {ours:.2f} s, Pillow packing their pixels {theirs:.2f} s; "
        f"again with one layer changed {again:.2f} s; open {opened:.2f} s; "
        f"{path.stat().st_size / 2**20:.0f} MB",
    )
    assert ours <= 1.5 * theirs
