"""Makes a model of a finished run of the remover: weights, card, and held-back wearers to look at.

python -m plugins.face_sliders.glasses.export --run RUN --data FACES -o OUT
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from editor.api import ImageU8
from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.asking import ask_for_faces, csv_of
from plugins.face_sliders.attributes import Floats, read_table
from plugins.face_sliders.data import Faces, read_faces
from plugins.face_sliders.glasses.data import GLASSES, sample, worn_and_bare
from plugins.face_sliders.glasses.network import BAND, FACE_PX
from plugins.face_sliders.glasses.remover import GlassesRemover, share_of
from plugins.face_sliders.glasses.train import RUN
from plugins.face_sliders.meters import psnr_db
from plugins.face_sliders.probe import fit_probe
from plugins.toolkit.card import write_card
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.weights import halved, save_half

WEIGHTS, CHECKPOINT = "glasses.safetensors", "checkpoint.pt"
STRENGTHS = (-0.5, -1.0, -2.0)
_DRAWN = 200
_KEPT_LEVELS = 4


def export(*, run: Path, data: Path, csv: Path, out: Path) -> Mapping[str, Any]:
    """Writes the model folder `out`, and gives what was measured on held-back faces."""
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    content = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    faces = read_faces(data, read_table(csv))
    out.mkdir(parents=True, exist_ok=True)
    save_half(content["averaged"], out / WEIGHTS, metadata={"format": "pt"})
    remover = GlassesRemover(halved(content["averaged"]))
    quality = measure(remover, faces)
    _, bare = worn_and_bare(faces.names, faces.train)
    card = {
        "name": "glasses",
        "kind": "glasses-remover",
        "title": "Remover of glasses",
        "summary": "Takes glasses off faces seen from the front.",
        "architecture": (
            "U-Net (Ronneberger, Fischer, Brox 2015) that learned from glasses drawn by chance "
            "onto faces without any; what it says of 160 pixels is added to the photo's own "
            "pixels, and under rims takes their place, with the grain of the skin"
        ),
        "size_px": FACE_PX,
        "input": "aligned RGB faces, -1..1: eyes level at half the height, a quarter apart",
        "output": "the face without glasses, and where rims are",
        "data": {
            "folder": facts["data"],
            "credit": facts["credit"],
            "trained_on": len(bare),
            "held_back": len(faces.held),
        },
        "training": {
            **facts["training"],
            "steps": content["step"],
            "hours": round(content["spent_s"] / 3600, 2),
        },
        "quality_on_held_back": quality,
    }
    save_sheet(wearers_sheet(remover, faces), out / "held-back.webp")
    write_card(out, weights=WEIGHTS, facts=card)
    return quality


def measure(remover: GlassesRemover, faces: Faces) -> dict[str, float]:
    """On held-back faces, some of them wearers: drawn glasses taken off, bare faces left alone,
    wearers as a probe reads them."""
    wearers, bare = (
        [face.pixels for face in part] for part in worn_and_bare(faces.names, faces.held)
    )
    random = np.random.default_rng(5)
    before, after = [], []
    for i in range(_DRAWN):
        drawn = sample(bare[i % len(bare)], random)
        if not (drawn.worn != drawn.bare).any():
            continue
        face = np.zeros((FACE_PX, FACE_PX, 3), np.uint8)
        face[BAND] = drawn.worn
        there = drawn.changed > 0
        made = taken_off(remover, face)[BAND]
        before.append(psnr_db(drawn.worn[there], drawn.bare[there]))
        after.append(psnr_db(made[there], drawn.bare[there]))
    off = [np.abs(taken_off(remover, f).astype(int) - f) for f in bare]
    read = _readings(faces)
    return {
        "drawn_glasses_psnr_db": round(float(np.mean(before)), 2),
        "without_them_psnr_db": round(float(np.mean(after)), 2),
        "bare_faces_changed_share": round(float(np.mean([(o > 0).any() for o in off])), 3),
        "bare_faces_changed_pixels_share": round(
            float(np.mean([(o.max(axis=2) > _KEPT_LEVELS).mean() for o in off])), 5
        ),
        "probe_of_wearers": round(float(np.mean(read(wearers))), 2),
        "probe_without_glasses": round(
            float(np.mean(read([taken_off(remover, f) for f in wearers]))), 2
        ),
        "probe_of_bare_faces": round(float(np.mean(read(bare))), 2),
    }


def taken_off(remover: GlassesRemover, face: ImageU8, units: float = -2.0) -> ImageU8:
    """An aligned face of 160 pixels as the slider changes it."""
    made = face.copy()
    removal = remover.removal(made, aligned_eyes(FACE_PX))
    if removal is not None:
        removal.lift(made, share_of(units))
    return made


def wearers_sheet(remover: GlassesRemover, faces: Faces) -> ImageU8:
    """Held-back wearers, one a column: as they are, then with less and less of their glasses."""
    wearers = [face.pixels for face in worn_and_bare(faces.names, faces.held)[0]]
    cells = [*wearers]
    for units in STRENGTHS:
        cells += [taken_off(remover, face, units) for face in wearers]
    return contact_sheet(cells, columns=len(wearers))


def _readings(faces: Faces) -> Any:
    """How a probe that was fitted on the faces trained on reads glasses, in its deviations."""
    column = faces.names.index(GLASSES)
    told = np.stack([face.attributes for face in faces.train])
    probe = fit_probe([face.pixels for face in faces.train], told, faces.odds)

    def read(pictures: list[ImageU8]) -> Floats:
        return np.asarray(probe.read(pictures)[:, column], np.float32)

    return read


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m plugins.face_sliders.glasses.export")
    parser.add_argument("--run", type=Path, required=True, help="folder of the training run")
    ask_for_faces(parser)
    parser.add_argument("-o", "--out", type=Path, required=True, help="model folder to write")
    chosen = parser.parse_args()
    quality = export(run=chosen.run, data=chosen.data, csv=csv_of(chosen), out=chosen.out)
    print(json.dumps(quality, indent=1))


if __name__ == "__main__":
    main()
