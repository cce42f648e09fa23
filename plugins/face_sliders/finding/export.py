"""Makes a model of a finished run of the finder: weights and a card with its rate on new faces."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch

from editor.api import ImageU8
from plugins.face_sliders.finding.data import FACE_EYES, FACE_PX, Points, read_sources
from plugins.face_sliders.finding.finder import Finder
from plugins.face_sliders.finding.train import RUN
from plugins.toolkit.card import write_card
from plugins.toolkit.weights import halved, save_half

WEIGHTS, CHECKPOINT = "finder.safetensors", "checkpoint.pt"
NEAR_SHARE = 0.2
"""Eyes count as found when neither is further off than this share of their distance."""


def export(
    *, run: Path, data: Path, scenes: Sequence[Path], credit: str, out: Path, count: int = 200
) -> Mapping[str, Any]:
    """Writes the model folder `out`, and gives the rate on faces and scenes held back."""
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    content = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    out.mkdir(parents=True, exist_ok=True)
    save_half(content["averaged"], out / WEIGHTS, metadata={"format": "pt"})
    state = halved(content["averaged"])
    sources = read_sources(faces=data, scenes=scenes, held=True)
    quality = measure(Finder(state), sources.faces, sources.scenes, count=count)
    training = {
        **facts["training"],
        "steps": content["step"],
        "hours": round(content["spent_s"] / 3600, 2),
    }
    card = {
        "name": "finder",
        "kind": "face-finder",
        "title": "Finder of faces",
        "summary": "Finds the eyes of faces seen from the front.",
        "input": "gray pictures, any size",
        "data": {
            "faces": data.name,
            "scenes": [folder.name for folder in scenes],
            "credit": credit,
        },
        "training": training,
        "quality_on_held_back": quality,
    }
    write_card(out, weights=WEIGHTS, facts=card)
    return quality


def measure(
    finder: Finder, faces: Sequence[ImageU8], scenes: Sequence[ImageU8], *, count: int
) -> dict[str, float]:
    """Lays faces onto scenes at random places and sizes, and counts which are found."""
    random = np.random.default_rng(7)
    apart, extra = [], 0
    for i in range(count):
        scene = scenes[int(random.integers(len(scenes)))]
        picture, eyes = placed(faces[i % len(faces)], scene, random)
        distance = float(np.hypot(*(eyes[1] - eyes[0])))
        off = [np.hypot(*(f.eyes - eyes).T).max() / distance for f in finder.find(picture)]
        apart.append(min(off, default=np.inf))
        extra += len(off) - (min(off, default=np.inf) <= NEAR_SHARE)
    errors = np.array(apart)
    near = errors <= NEAR_SHARE
    return {
        "found_share": round(float(near.mean()), 3),
        "median_error_of_eye_distance": round(float(np.median(errors[near])), 3)
        if any(near)
        else 9.0,
        "largest_error_of_eye_distance": round(float(errors[near].max()), 3) if any(near) else 9.0,
        "false_faces_a_picture": round(extra / count, 3),
        "pictures": count,
    }


def placed(
    face: ImageU8, scene: ImageU8, random: np.random.Generator, *, smallest_px: int = 40
) -> tuple[ImageU8, Points]:
    """An aligned face of a random size at a random place of a scene, and its eyes."""
    height, width = scene.shape
    largest = min(height, width)
    side = int(np.exp(random.uniform(np.log(min(smallest_px, largest)), np.log(largest))))
    left, top = int(random.integers(width - side + 1)), int(random.integers(height - side + 1))
    picture = scene.copy()
    small = cv2.resize(face, (side, side), interpolation=cv2.INTER_AREA)
    picture[top : top + side, left : left + side] = small
    eyes = (FACE_EYES + 0.5) * (side / FACE_PX) - 0.5 + np.array([left, top])
    return picture, eyes.astype(np.float32)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m plugins.face_sliders.finding.export")
    parser.add_argument("--run", type=Path, required=True, help="folder of a training run")
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned faces")
    parser.add_argument("--scenes", type=Path, action="append", required=True)
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    parser.add_argument("--count", type=int, default=200, help="placed faces to measure on")
    parser.add_argument("-o", "--out", type=Path, required=True, help="model folder to write")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    quality = export(
        run=chosen.run,
        data=chosen.data,
        scenes=chosen.scenes,
        credit=chosen.credit,
        out=chosen.out,
        count=chosen.count,
    )
    print(json.dumps(quality, indent=1))


if __name__ == "__main__":
    main()
