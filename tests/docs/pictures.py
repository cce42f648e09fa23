"""`xvfb-run -a python -m tests.docs.pictures --photos DIR` makes anew the sample picture that shows
inpainting, and the README's pictures of a thing being masked and removed and of one that forms by
prompt, with the bundled models.

`--photos` is the folder of photographs with `scenes_misc` in it; `--only sample`, `--only removing`
or `--only forming` makes one of them.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from editor.document import Document, Layer, selecting
from editor.document.brush import Brush, Stroke
from editor.formats import save_document
from editor.formats.grids import grid_of
from editor.host import discover
from editor.models import Catalogue
from editor.workbench import Headless

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "inpainting"
IMAGES = ROOT / "docs" / "images"
PHOTO = "budgie009*"
"""Otters, with something blue in the water (CC0)."""
PHOTO_PX = (400, 225)
STROKE = ((56, 30), (80, 27), (102, 30), (72, 34), (52, 29))
BRUSH_PX = 24
CARD_PX = (432, 142)
WINDOW_PX = (1280, 760)
STEPS_SHOWN = 4
PROMPT = "a strawberry"


def photo(folder: Path) -> Image.Image:
    """The photograph, as large as the sample is."""
    with Image.open(next((folder / "scenes_misc").glob(PHOTO))) as opened:
        return opened.convert("RGB").resize(PHOTO_PX, Image.Resampling.LANCZOS)


def masked(doc: Document) -> None:
    """Paints over the blue thing with the mask brush."""
    stroke = Stroke(
        doc,
        Brush(size_px=BRUSH_PX, hardness=0.9, color=(255, 255, 255)),
        node_id=doc.active_id,
        target="selection",
    )
    stroke.begin(*STROKE[0])
    for point in STROKE[1:]:
        stroke.move(*point)
    stroke.end()


def document(picture: Image.Image) -> Document:
    """The photograph as a document."""
    doc = Document(*picture.size)
    rgba = np.asarray(picture.convert("RGBA"))
    layer = Layer(name="Photo", pixels=grid_of(rgba, x=0, y=0))
    doc.layers.append(layer)
    doc.active_id = layer.id
    return doc


def make_sample(photos: Path) -> None:
    """The project that a click opens, and what the page shows of it."""
    picture = photo(photos)
    doc = document(picture)
    masked(doc)
    SAMPLE.mkdir(exist_ok=True)
    save_document(doc, SAMPLE / "sample.ora")
    _slim(SAMPLE / "sample.ora", picture)
    mask = doc.selection.read(doc.bounds)
    with tempfile.TemporaryDirectory() as markers:
        registry = discover(markers=Path(markers))
        headless = Headless(registry, Catalogue([ROOT / "resources" / "models"]), device="cpu")
        try:
            rgba = np.asarray(picture.convert("RGBA"))
            (made,) = headless.run("inpainting", image=rgba, mask=mask, params={}, seed=1)
        finally:
            headless.close()
            registry.close()
    seen = np.asarray(picture).astype(np.float64)
    tint = (mask[..., None] / 255) * 0.55
    seen = seen * (1 - tint) + np.array([235, 60, 120]) * tint
    card = Image.new("RGB", (CARD_PX[0], 2 * CARD_PX[1] + 4), "white")
    for index, one in enumerate((seen.astype(np.uint8), made.rgba[..., :3])):
        part = Image.fromarray(one).crop((0, 0, 340, round(340 * CARD_PX[1] / CARD_PX[0])))
        card.paste(part.resize(CARD_PX, Image.Resampling.LANCZOS), (0, index * (CARD_PX[1] + 4)))
    card.save(SAMPLE / "result.webp", quality=82, method=6)


def _slim(project: Path, picture: Image.Image) -> None:
    """Fewer colours in what only other programs' previews show: a sample travels with each copy."""
    small = picture.copy()
    small.thumbnail((128, 128))
    slim = {"mergedimage.png": picture, "Thumbnails/thumbnail.png": small}
    with zipfile.ZipFile(project) as old:
        entries = [(entry, old.read(entry)) for entry in old.infolist()]
    with zipfile.ZipFile(project, "w") as new:
        for entry, data in entries:
            if entry.filename in slim:
                out = io.BytesIO()
                slim[entry.filename].quantize(32).save(out, "PNG", optimize=True)
                data = out.getvalue()
            new.writestr(zipfile.ZipInfo(entry.filename), data, entry.compress_type)


def take(steps: Callable[[Any], Iterator[Callable[[], bool]]]) -> None:
    """Drives the real window."""
    from editor.app import main

    code = main([], on_shown=lambda window: _drive(steps(window), window))
    if code:
        raise SystemExit(code)


def _forming(window: Any) -> Iterator[Callable[[], bool]]:
    """Three variants of a prompt, the slider at the end of the steps."""
    workbench = window.workbench
    window.resize(*WINDOW_PX)
    workbench.choice.choose("text-to-image")
    workbench.new(512, 512)
    yield _after(30)
    window.canvas.zoom_to_fit()
    workbench.choice.set_values({"prompt": PROMPT})
    workbench.choice.set_seed(3, locked=True)
    workbench.choice.set_count(3)
    workbench.generate()
    yield lambda: len(workbench.variants) == 3
    yield _after(40)
    _save(window, "forming")


def _removing(window: Any) -> Iterator[Callable[[], bool]]:
    """The mask painted, the model's preview forming, the result; gives what is waited for."""
    workbench = window.workbench
    window.resize(*WINDOW_PX)
    workbench.choice.choose("inpainting")
    doc = workbench.open_sample(SAMPLE / "sample.ora")
    selecting.deselect(doc)
    window.toolbox.choose("mask")
    yield _after(30)
    window.canvas.zoom_to_fit()
    masked(doc)
    yield _after(30)
    _save(window, "masked")
    seen: list[Any] = []
    workbench.preview_changed.connect(seen.append)
    workbench.choice.set_values({"engine": "model", "prompt": ""})
    job = workbench.generate()
    yield lambda: len(seen) > STEPS_SHOWN
    _save(window, "masked-forming")
    workbench.cancel(job.id)
    workbench.choice.set_values({"engine": "auto"})
    yield _after(10)
    workbench.generate()
    yield lambda: bool(workbench.variants)
    workbench.accept(workbench.variants[-1])
    selecting.deselect(doc)
    yield _after(30)
    _save(window, "masked-removed")


def _after(turns: int) -> Callable[[], bool]:
    left = iter(range(turns))
    return lambda: next(left, None) is None


def _drive(steps: Iterator[Callable[[], bool]], window: Any) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    timer = QTimer(window)
    waiting: list[Callable[[], bool]] = [next(steps)]

    def turn() -> None:
        if not waiting[0]():
            return
        try:
            waiting[0] = next(steps)
        except StopIteration:
            timer.stop()
            QApplication.exit(0)

    timer.timeout.connect(turn)
    timer.start(20)


def _save(window: Any, name: str) -> None:
    buffer = window.grab().toImage().convertToFormat(_rgba())
    pixels = np.frombuffer(buffer.constBits(), np.uint8)
    pixels = pixels.reshape(buffer.height(), buffer.bytesPerLine() // 4, 4)[:, : buffer.width()]
    picture = Image.fromarray(pixels[..., :3].copy())
    picture.thumbnail((960, 960), Image.Resampling.LANCZOS)
    picture.save(IMAGES / f"{name}.webp", quality=80, method=6)


def _rgba() -> Any:
    from PySide6.QtGui import QImage

    return QImage.Format.Format_RGBA8888


def run() -> None:
    """Does what the words say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--only", choices=("sample", "removing", "forming"))
    asked = parser.parse_args()
    if asked.only in (None, "sample"):
        make_sample(asked.photos)
    driven = {"removing": _removing, "forming": _forming}
    for name in driven if asked.only is None else driven.keys() & {asked.only}:
        with tempfile.TemporaryDirectory() as home:
            os.environ["FIGMENT_HOME"] = home  # nobody's own settings are seen or changed
            take(driven[name])


if __name__ == "__main__":
    run()
