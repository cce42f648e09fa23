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
from plugins.text_to_image.measuring import Filled, hole_quality, with_holes
from plugins.text_to_image.subjects import Subject, read_subjects
from plugins.toolkit.card import write_card
from plugins.toolkit.diffusion.fillers import LEARNED, NAVIER_STOKES, PATCHES, TELEA
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.weights import halved, save_half

WEIGHTS, CHECKPOINT = "filler.safetensors", "checkpoint.pt"
SMOOTH = "learned_smooth"
"""What the filler guesses, before patches give it grain."""
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
    state = halved(content["averaged"])
    filled = filled_by(Filler(state, name=out.name), read_subjects(data), photos)
    draw(filled, out / "held-back.webp")
    quality = hole_quality(filled)
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


def filled_by(filler: Filler, subjects: Sequence[Subject], count: int) -> list[Filled]:
    """What each way of filling makes of pictures that no training saw."""
    ways: Mapping[str, Fill] = {
        TELEA: lambda picture, mask: classical.fill(picture, mask, method=TELEA),
        NAVIER_STOKES: lambda picture, mask: classical.fill(picture, mask, method=NAVIER_STOKES),
        PATCHES: patches.fill,
        SMOOTH: filler,
        LEARNED: lambda picture, mask: patches.fill(picture, mask, guide=filler),
    }
    return [
        Filled(picture, mask, {name: way(picture, mask) for name, way in ways.items()})
        for picture, mask in with_holes(subjects, count, SIDE_PX)
    ]


def draw(filled: Sequence[Filled], path: Path) -> None:
    """The picture with its hole, Telea's filling, the guess, that with grain, and the truth."""
    cells = []
    for one in filled:
        shown = np.where(one.mask[..., None] > 0, 128, one.picture).astype(np.uint8)
        ways = [one.by_method[way] for way in (TELEA, SMOOTH, LEARNED)]
        cells.append(np.hstack([shown, *ways, one.picture]))
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
