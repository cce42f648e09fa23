"""Makes a model of a finished run of the filler: weights, a card with its figures, and a sheet."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch

from editor.api import ImageU8, MaskU8
from plugins.inpainting import classical, patches
from plugins.inpainting.learned.filler import Filler
from plugins.inpainting.learned.train import RUN, SIDE_PX
from plugins.text_to_image.holes import hole
from plugins.text_to_image.scenes import scene
from plugins.text_to_image.subjects import Subject, parted, read_subjects
from plugins.toolkit.card import write_card
from plugins.toolkit.diffusion.fillers import (
    LEARNED,
    NAVIER_STOKES,
    PATCHES,
    TELEA,
    psnr_key,
    ssim_key,
)
from plugins.toolkit.metrics import gray, structural_similarity
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.weights import save_half

WEIGHTS, CHECKPOINT = "filler.safetensors", "checkpoint.pt"
SMOOTH = "learned_smooth"
"""What the filler guesses, before patches give it grain."""
_SEED = 5
_SHEET_PX = 1600
Fill = Callable[[ImageU8, MaskU8], ImageU8]


def export(
    *, run: Path, data: Path, credit: str, out: Path, machine: str = "", photos: int = 32
) -> Mapping[str, Any]:
    """Writes the model folder `out`, and gives how near to the truth holes are filled."""
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    content = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    out.mkdir(parents=True, exist_ok=True)
    save_half(content["averaged"], out / WEIGHTS, metadata={"format": "pt"})
    state = {name: value.half().float() for name, value in content["averaged"].items()}
    pictures = held_back(read_subjects(data), photos)
    made = filled(pictures, Filler(state, name=out.name))
    draw(pictures, made, out / "held-back.webp")
    quality = measure(pictures, made)
    training = {
        **facts,
        "machine": machine,
        "steps": content["step"],
        "hours": round(content["spent_s"] / 3600, 2),
    }
    card = {
        "name": "filler",
        "kind": "filler",
        "title": "Filler",
        "summary": "Continues light, tones and edges into a hole; patches give it grain.",
        "input": f"RGB pictures of any size, learned on {SIDE_PX} x {SIDE_PX}",
        "data": {"folder": data.name, "credit": credit},
        "training": training,
        "quality": quality,
    }
    write_card(out, weights=WEIGHTS, facts=card)
    return quality


def held_back(subjects: Sequence[Subject], count: int) -> list[tuple[ImageU8, MaskU8]]:
    """Pictures that no training saw, each with a hole; the same each time, and for every model."""
    _, held = parted(subjects)
    whole = [subject for subject in held if subject.kind != "thing"] or held
    random = np.random.default_rng(_SEED)
    return [
        (scene(whole, random, SIDE_PX)[0], hole(random, SIDE_PX))
        for _ in range(count if whole else 0)
    ]


def filled(
    pictures: Sequence[tuple[ImageU8, MaskU8]], filler: Filler
) -> Mapping[str, list[ImageU8]]:
    """What each way of filling makes of each picture."""
    ways: Mapping[str, Fill] = {
        TELEA: lambda picture, mask: classical.fill(picture, mask, method=TELEA),
        NAVIER_STOKES: lambda picture, mask: classical.fill(picture, mask, method=NAVIER_STOKES),
        PATCHES: patches.fill,
        SMOOTH: filler,
        LEARNED: lambda picture, mask: patches.fill(picture, mask, guide=filler),
    }
    return {name: [way(*one) for one in pictures] for name, way in ways.items()}


def measure(
    pictures: Sequence[tuple[ImageU8, MaskU8]], made: Mapping[str, Sequence[ImageU8]]
) -> dict[str, float]:
    """PSNR over all pixels of all holes together, and the mean SSIM inside each, by way."""
    quality = {}
    for way, ones in made.items():
        off = [
            (one[mask > 0].astype(np.float64) - picture[mask > 0]).ravel() ** 2
            for one, (picture, mask) in zip(ones, pictures, strict=True)
        ]
        alike = [
            structural_similarity(gray(one), gray(picture), inside=mask)
            for one, (picture, mask) in zip(ones, pictures, strict=True)
        ]
        error = max(float(np.concatenate(off).mean()), 1e-9)
        quality[psnr_key(way)] = round(10 * float(np.log10(255**2 / error)), 2)
        quality[ssim_key(way)] = round(float(np.mean(alike)), 4)
    return quality


def draw(
    pictures: Sequence[tuple[ImageU8, MaskU8]], made: Mapping[str, Sequence[ImageU8]], path: Path
) -> None:
    """The picture with its hole, Telea's filling, the network's, that with grain, and the truth."""
    cells = []
    for index, (picture, mask) in enumerate(pictures):
        shown = np.where(mask[..., None] > 0, 128, picture).astype(np.uint8)
        ways = [made[way][index] for way in (TELEA, SMOOTH, LEARNED)]
        cells.append(np.hstack([shown, *ways, picture]))
    save_sheet(contact_sheet(cells, columns=2), path, longest_px=_SHEET_PX)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m plugins.inpainting.learned.export")
    parser.add_argument("--run", type=Path, required=True, help="folder of a training run")
    parser.add_argument("--data", type=Path, required=True, help="the pictures it learned from")
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    parser.add_argument("--machine", default="", help="what it was trained on, for the card")
    parser.add_argument("--photos", type=int, default=32, help="to measure and show")
    parser.add_argument("-o", "--out", type=Path, required=True, help="model folder to write")
    cv2.setNumThreads(1)
    print(export(**vars(parser.parse_args(arguments))))


if __name__ == "__main__":
    main()
