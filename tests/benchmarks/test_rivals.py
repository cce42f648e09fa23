"""Opening, blurring, scaling, flattening, saving beside GIMP's batch mode and Pillow, in one run.

GIMP (Debian: `apt-get install gimp`) measures itself, so that its start does not count.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from editor.document import Document, Layer, commands, geometry
from editor.document.adjust import find_effect
from editor.document.effects import apply_effect
from editor.formats import ExportOptions, export_image, open_document
from editor.formats.grids import grid_of
from tests.benchmarks.test_formats import best_s, photograph, report

SIZE = (6000, 4000)
LAYERS, LAYERS_SIDE = 10, 2048
RADIUS_PX = 20.0
STEPS = ("open", "blur", "scale", "flatten", "save")
SLACK = 1.1

_BATCH = """
(define (now) (let ((t (gettimeofday))) (+ (car t) (/ (cadr t) 1000000))))
(define start 0)
(define (begin-step) (set! start (now)))
(define (took) (number->string (- (now) start)))
(define (end-step name) (gimp-message (string-append "TIME " name " " (took))))
(gimp-message-set-handler 1)
(begin-step)
(define img (car (gimp-file-load 1 "{photo}" "photo.jpg")))
(end-step "open")
(gimp-image-undo-disable img)
(define layer (car (gimp-image-get-active-drawable img)))
(begin-step)
(plug-in-gauss 1 img layer {size} {size} 0)
(end-step "blur")
(gimp-context-set-interpolation 2)
(begin-step)
(gimp-image-scale img {width} {height})
(end-step "scale")
(define many (car (gimp-file-load 1 "{layers}" "layers.psd")))
(gimp-image-undo-disable many)
(begin-step)
(define flat (car (gimp-image-flatten many)))
(end-step "flatten")
(begin-step)
(file-png-save 1 many flat "{out}" "out.png" 0 6 0 0 0 0 0)
(end-step "save")
(gimp-quit 0)
"""


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rivals") / "photo.jpg"
    Image.fromarray(photograph(*SIZE, 0)).save(path, quality=90)
    return path


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    out = []
    for index in range(LAYERS):
        alpha = np.full((LAYERS_SIDE, LAYERS_SIDE), 255 if index == 0 else 128, np.uint8)
        out.append(np.dstack([photograph(LAYERS_SIDE, LAYERS_SIDE, index), alpha]))
    return out


def layered(pictures: list[np.ndarray]) -> Document:
    doc = Document(LAYERS_SIDE, LAYERS_SIDE)
    for index, rgba in enumerate(pictures):
        doc.layers.append(Layer(name=str(index), pixels=grid_of(rgba, x=0, y=0)))
    doc.active_id = doc.layers[-1].id
    return doc


def ours_s(photo: Path, pictures: list[np.ndarray], folder: Path) -> dict[str, float]:
    open_document(photo)  # the codecs are there, as they are in GIMP
    opened: list[Document] = []
    out = {"open": best_s(lambda: opened.append(open_document(photo)), rounds=1)}
    doc = opened[0]
    blur = find_effect("gaussian-blur")
    params = blur.params_class.model_validate({"radius": RADIUS_PX})
    out["blur"] = best_s(lambda: apply_effect(doc, blur, params), rounds=1)
    half = SIZE[0] // 2, SIZE[1] // 2
    out["scale"] = best_s(lambda: geometry.resize_image(doc, *half), rounds=1)
    many = layered(pictures)
    out["flatten"] = best_s(lambda: commands.flatten_image(many), rounds=1)
    options = ExportOptions(include_recipe=False)
    path = folder / "ours.png"
    out["save"] = best_s(lambda: export_image(many, path, options=options), rounds=1)
    return out


def pillow_s(photo: Path, pictures: list[np.ndarray], folder: Path) -> dict[str, float]:
    held: list[Image.Image] = []
    out = {"open": best_s(lambda: held.append(Image.open(photo).convert("RGBA")), rounds=1)}
    image = held[0]
    blur = ImageFilter.GaussianBlur(RADIUS_PX)
    out["blur"] = best_s(lambda: held.append(image.filter(blur)), rounds=1)
    half = SIZE[0] // 2, SIZE[1] // 2
    scaled = Image.Resampling.BICUBIC
    out["scale"] = best_s(lambda: held.append(held[1].resize(half, scaled)), rounds=1)
    layers = [Image.fromarray(rgba) for rgba in pictures]

    def flatten() -> None:
        base = layers[0].copy()
        for above in layers[1:]:
            base.alpha_composite(above)
        held.append(base.convert("RGB"))

    out["flatten"] = best_s(flatten, rounds=1)
    out["save"] = best_s(lambda: held[-1].save(folder / "pillow.png"), rounds=1)
    return out


def gimp_s(photo: Path, pictures: list[np.ndarray], folder: Path) -> dict[str, float]:
    """What GIMP says that it needed; nothing where it is not installed."""
    if shutil.which("gimp") is None:
        return {}
    layers = folder / "layers.psd"
    export_image(layered(pictures), layers)
    batch = _BATCH.format(
        photo=photo,
        layers=layers,
        out=folder / "gimp.png",
        size=RADIUS_PX * 3.5,  # its own measure of a blur: the standard deviation is 0.3 of it
        width=SIZE[0] // 2,
        height=SIZE[1] // 2,
    )
    done = subprocess.run(
        ["gimp", "-i", "-d", "-f", "-s", "-b", "-"],
        input=batch,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    said = done.stdout + done.stderr
    return {name: float(value) for name, value in re.findall(r"TIME (\w+) ([\d.e-]+)", said)}


@pytest.mark.timeout(280)
def test_five_things_that_everybody_does(
    photo: Path, pictures: list[np.ndarray], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gimp = gimp_s(photo, pictures, tmp_path)
    theirs = pillow_s(photo, pictures, tmp_path)
    mine = ours_s(photo, pictures, tmp_path)
    for name in STEPS:
        report(
            capsys,
            f"{name}: {mine[name]:.2f} s, Pillow {theirs[name]:.2f} s, "
            f"GIMP {f'{gimp[name]:.2f} s' if name in gimp else 'not there'}",
        )
    sizes = {one.name: one.stat().st_size / 2**20 for one in tmp_path.glob("*.png")}
    report(capsys, "saved: " + ", ".join(f"{name} {mb:.1f} MB" for name, mb in sizes.items()))
    slower = [
        name for name in STEPS if mine[name] > SLACK * min(theirs[name], gimp.get(name, np.inf))
    ]
    assert slower == []
