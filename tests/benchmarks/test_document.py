"""The document against its limits: each figure beside memory speed or Pillow in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.api import Rect
from editor.document import TILE, BlendMode, Document, Layer, TileGrid
from editor.document import selection as masks
from editor.document.brush import Brush, Stroke
from editor.document.compositor import Compositor
from editor.document.history import BUDGET_BYTES, History
from editor.document.outlines import outline
from editor.document.tiles import spares

pytestmark = pytest.mark.benchmark
SOFT = Brush(size_px=256, hardness=0.0, flow=0.5, pressure_size=False, color=(200, 30, 30))
MODES = [BlendMode.NORMAL] * 7 + [BlendMode.MULTIPLY, BlendMode.SCREEN, BlendMode.OVERLAY]


def best_ms(action: Callable[[], object], *, rounds: int = 7) -> float:
    """Processor time of one thread, so that other work on the machine counts less."""
    times = []
    for _ in range(rounds):
        start = time.thread_time()
        action()
        times.append(time.thread_time() - start)
    return min(times) * 1e3


def report(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(f"\n{line}")


def memcpy_ms_per_mp() -> float:
    """Copying a 64 MB picture, ms per megapixel."""
    source = np.ones((4096, 4096, 4), np.uint8)
    target = np.empty_like(source)
    return best_ms(lambda: np.copyto(target, source)) / (4096 * 4096 / 1e6)


def painted_tile(seed: int) -> np.ndarray:
    """A tile as drawing leaves it: some of it opaque, some empty, soft in between."""
    random = np.random.default_rng(seed)
    tile = random.integers(0, 256, (TILE, TILE, 4), np.uint8)
    x, y = np.meshgrid(np.arange(TILE), np.arange(TILE))
    distance = np.hypot(x - random.integers(TILE), y - random.integers(TILE))
    tile[..., 3] = np.clip((260 - distance) * 4, 0, 255)
    return tile


def big_document(side: int, modes: list[BlendMode], *, active: int = 0) -> Document:
    """Layers that all have a tile everywhere; equal tiles share their memory.

    Args:
        active: the layer that is worked on. What lies below it is composed once and kept.
    """
    doc = Document(side, side)
    for index, mode in enumerate(modes):
        layer = Layer(name=str(index), id=str(index), blend_mode=mode)
        tile = painted_tile(index)
        if index == 0:
            tile[..., 3] = 255
        for iy in range(side // TILE):
            for ix in range(side // TILE):
                layer.pixels.set_tile(ix, iy, tile)
        doc.layers.append(layer)
    doc.active_id = str(active)
    return doc


def show(compositor: Compositor, rect: Rect, *, levels: int) -> None:
    """Brings all tiles that a rectangle touches up to date, as a canvas does."""
    for level in range(levels):
        side = TILE << level
        for iy in range(rect.y // side, (rect.bottom - 1) // side + 1):
            for ix in range(rect.x // side, (rect.right - 1) // side + 1):
                compositor.image(level, ix, iy)


def test_dab_to_composite(capsys: pytest.CaptureFixture[str]) -> None:
    doc = big_document(8192, MODES, active=4)
    compositor = Compositor(doc)
    show(compositor, Rect(1024, 1024, 2048, 2048), levels=5)
    stroke = Stroke(doc, SOFT, node_id="4", target="pixels")
    stroke.begin(1500, 1500)
    wall, cpu = [], []
    for step in range(400):
        angle = step / 25
        if step % 12 == 0:
            spares.refill(0.002)  # as the program does ten times a second
        x, y = 2048 + 600 * np.cos(angle), 2048 + 600 * np.sin(angle * 1.3)
        started, worked = time.perf_counter(), time.thread_time()
        dirty = stroke.move(x, y)
        show(compositor, dirty, levels=5) if not dirty.is_empty else None
        if not dirty.is_empty:
            wall.append(time.perf_counter() - started)
            cpu.append(time.thread_time() - worked)
    stroke.end()
    compositor.close()
    p50, p99 = np.quantile(wall, [0.5, 0.99]) * 1e3
    cpu50, cpu99 = np.quantile(cpu, [0.5, 0.99]) * 1e3
    pillow = pillow_dab_ms(10)
    report(
        capsys,
        f"dab to composite and five mip levels, 256 px soft, 10 layers, 8192 x 8192: p50 {p50:.2f} "
        f"p99 {p99:.2f} ms (processor time {cpu50:.2f}, {cpu99:.2f}); memcpy "
        f"{memcpy_ms_per_mp():.2f} ms per megapixel; Pillow flattens that square in {pillow:.2f}",
    )
    assert cpu99 <= 4.0


def pillow_dab_ms(layers: int) -> float:
    """Pillow laying as many layers over each other in a dab's square."""
    tiles = [Image.fromarray(painted_tile(i)[:258, :258]) for i in range(layers)]

    def flatten() -> None:
        out = tiles[0]
        for tile in tiles[1:]:
            out = Image.alpha_composite(out, tile)

    return best_ms(flatten)


def test_flatten_of_warm_tiles(capsys: pytest.CaptureFixture[str]) -> None:
    count, side = 10, 4096
    doc = big_document(side, [BlendMode.NORMAL] * count)
    compositor = Compositor(doc)
    square = Rect(0, 0, 2048, 2048)
    pixels_mp = square.area / 1e6

    def compose() -> None:
        doc.pixels_changed.emit(square)
        show(compositor, square, levels=1)

    compose()
    figures = {}
    for name, opacity in (("plain", 1.0), ("opacity 0.5", 0.5)):
        for layer in doc.layers[1:]:
            layer.opacity = opacity
        figures[name] = best_ms(compose) / pixels_mp / count
    memcpy = memcpy_ms_per_mp()
    pillow = pillow_dab_ms(count) / (258 * 258 / 1e6) / (count - 1)
    report(
        capsys,
        f"flatten, ms per megapixel and layer: {figures['plain']:.2f} "
        f"({figures['plain'] / memcpy:.2f} x memcpy), with opacity {figures['opacity 0.5']:.2f} "
        f"({figures['opacity 0.5'] / memcpy:.2f} x); memcpy {memcpy:.2f}, Pillow {pillow:.2f}",
    )
    compositor.close()
    assert figures["plain"] <= 1.4 * memcpy
    assert figures["opacity 0.5"] <= 2.0 * memcpy


def test_500_strokes_of_undo(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    doc = big_document(4096, [BlendMode.NORMAL] * 2)
    doc.history = History(doc, spill_folder=tmp_path)
    random = np.random.default_rng(0)
    ends = []
    for _ in range(500):
        x, y = random.uniform(200, 3900, 2)
        stroke = Stroke(doc, SOFT, node_id="1", target="pixels")
        stroke.begin(x, y)
        stroke.move(*np.clip(random.normal((x, y), 300), 0, 4096))
        started = time.perf_counter()
        stroke.end()
        ends.append(time.perf_counter() - started)
    raw = doc.history.nbytes
    while doc.history.tidy(1.0):
        pass
    packed = doc.history.nbytes
    disk = sum(file.stat().st_size for file in tmp_path.iterdir())
    started = time.perf_counter()
    while doc.history.can_undo:
        doc.history.undo()
    undo_ms = (time.perf_counter() - started) / 500 * 1e3
    report(
        capsys,
        f"500 strokes of undo, 4096 x 4096: {raw / 2**20:.0f} MB at once, {packed / 2**20:.0f} MB "
        f"packed, {disk / 2**20:.0f} MB on disk (tiles as they are would be "
        f"{500 * 4:.0f} MB); stroke end p50 {np.quantile(ends, 0.5) * 1e3:.1f} p99 "
        f"{np.quantile(ends, 0.99) * 1e3:.1f} ms, undo {undo_ms:.1f} ms each",
    )
    assert raw <= BUDGET_BYTES + 64 * 2**20
    assert raw + disk < 2**30
    assert packed + disk < 2**30


def test_opening_a_view_composes_only_what_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    doc = big_document(8192, MODES)
    compositor = Compositor(doc)
    view = Rect(3000, 3000, 1500, 900)
    first = best_ms(lambda: show(compositor, view, levels=1), rounds=1)
    again = best_ms(lambda: show(compositor, view, levels=1))
    report(capsys, f"first look at 1500 x 900 of 8192 x 8192: {first:.0f} ms, again {again:.2f} ms")
    compositor.close()
    assert again < 1


def test_masks_of_64_megapixels(capsys: pytest.CaptureFixture[str]) -> None:
    size = (8192, 8192)
    shape = masks.ellipse(size, 10, 10, 8180, 8180)
    grid = TileGrid(channels=1)
    grid.write(Rect(0, 0, *size), shape)
    picture = np.full((*size, 4), 255, np.uint8)
    copy = best_ms(lambda: shape.copy(), rounds=3)
    figures = {
        "marching ants": best_ms(lambda: outline(grid), rounds=2),
        "wand": best_ms(lambda: masks.flood(picture, 5, 5, tolerance=8, contiguous=True), rounds=1),
        "grow 50": best_ms(lambda: masks.grow(shape, 50), rounds=1),
        "feather 20": best_ms(lambda: masks.feather(shape, 20), rounds=1),
    }
    text = ", ".join(f"{name} {ms:.0f} ms" for name, ms in figures.items())
    report(capsys, f"masks of 8192 x 8192: {text}; copying one {copy:.0f} ms")
    assert figures["marching ants"] < 500
