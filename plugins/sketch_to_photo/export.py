"""Makes a model of a finished run: weights, card with measured quality, contact sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from editor.api import ImageU8
from plugins.sketch_to_photo.data import batch
from plugins.sketch_to_photo.network import UNet, UNetShape
from plugins.sketch_to_photo.painter import Painter
from plugins.sketch_to_photo.pictures import Picture, read_pictures, split
from plugins.toolkit.card import write_card
from plugins.toolkit.exporting import export_parser, parsed
from plugins.toolkit.metrics import gray, mean_difference, structural_similarity
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.training import recalibrate
from plugins.toolkit.weights import halved, save_half

RUN, CHECKPOINT, WEIGHTS = "run.json", "checkpoint.pt", "generator.safetensors"
SIDE_PX = 256
_VALIDATION_SEED = 5
_CALIBRATION_BATCH = 16

Facts = Mapping[str, Any]


def export(
    *,
    run: Path,
    data: Path,
    out: Path,
    name: str,
    validation_pairs: int = 120,
    calibration_batches: int = 12,
) -> Facts:
    """Writes the model folder `out` from the run folder, and gives the measured quality.

    Args:
        run: holds `checkpoint.pt` and `run.json`, which names kind and shape.
        data: the pictures it was trained on; the held-back twentieth is measured.
        out: the folder to write.
        name: what the user picks.
        validation_pairs: how many pairs are measured.
        calibration_batches: how many batches the batch norms are measured on.
    """
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    return export_model(
        facts,
        read_pictures(data, facts["kind"], cache=run / "cutouts.npz"),
        run=run,
        out=out,
        name=name,
        validation_pairs=validation_pairs,
        calibration_batches=calibration_batches,
    )


def export_model(
    facts: Facts,
    pictures: Sequence[Picture],
    *,
    run: Path,
    out: Path,
    name: str,
    validation_pairs: int = 120,
    calibration_batches: int = 12,
) -> Facts:
    """Like `export`, for pictures that were read already; `facts` is what `run.json` has."""
    content = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    train, held = split(pictures)
    single = facts["kind"] == "photos"
    random = np.random.default_rng(_VALIDATION_SEED + 1)
    calibration = [
        to_tensor(batch(train, random, SIDE_PX, _CALIBRATION_BATCH, single=single)[0])
        for _ in range(calibration_batches)
    ]
    network = _calibrated(content["averaged"], facts["shape"], calibration)
    out.mkdir(parents=True, exist_ok=True)
    save_half(network.state_dict(), out / WEIGHTS, metadata={"format": "pt", "name": name})
    painter = Painter(network, device="cpu", dtype="float32")
    sheet = out / "held-back.webp"
    quality = validate(painter, held, pairs=validation_pairs, single=single, sheet=sheet)
    steps, hours = content["step"], round(content["spent_s"] / 3600, 2)
    training = {**facts["training"], "steps": steps, "hours": hours}
    write_card(
        out, weights=WEIGHTS, facts=_card(name, facts, training, quality, len(held), len(train))
    )
    return quality


def validate(
    painter: Painter, held: Sequence[Picture], *, pairs: int, single: bool, sheet: Path | None
) -> dict[str, float]:
    """Draws pictures that are held back, always the same, paints them and measures.

    Args:
        single: see `batch`.
        sheet: where to put some of them for the eye.
    """
    random = np.random.default_rng(_VALIDATION_SEED)
    sketches, targets = batch(held, random, SIDE_PX, pairs, single=single)
    painted = [painter.paint(sketch) for sketch in sketches]
    if sheet is not None:
        _write_sheet(sheet, sketches, painted, targets)
    return measure(painted, list(targets))


def measure(painted: Sequence[ImageU8], targets: Sequence[ImageU8]) -> dict[str, float]:
    """Mean L1 (lower is better) and SSIM (higher is better) over all pairs."""
    pairs = list(zip(painted, targets, strict=True))
    ssim = [structural_similarity(gray(a), gray(b)) for a, b in pairs]
    return {
        "l1": round(float(np.mean([mean_difference(a, b) for a, b in pairs])), 4),
        "ssim": round(float(np.mean(ssim)), 4),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = export_parser("plugins.sketch_to_photo.export")
    parser.add_argument("--data", type=Path, required=True, help="the pictures it learned from")
    chosen = parsed(parser, arguments)
    quality = export(run=chosen.run, data=chosen.data, out=chosen.out, name=chosen.name)
    print(f"{chosen.out}: {quality}")


def _calibrated(
    state: Mapping[str, torch.Tensor],
    shape: Mapping[str, Any],
    sketches: Sequence[torch.Tensor],
) -> UNet:
    network = UNet(UNetShape(**shape))
    network.load_state_dict(dict(state))
    recalibrate(network, sketches)
    network.load_state_dict(halved(network.state_dict()))
    return network


def _write_sheet(
    path: Path, sketches: ImageU8, painted: Sequence[ImageU8], targets: ImageU8
) -> None:
    """Sketch, picture and target side by side, three such groups in a row."""
    cells = [np.hstack(triple) for triple in zip(sketches, painted, targets, strict=True)][:18]
    save_sheet(contact_sheet(cells, columns=3), path, longest_px=1400)


def _card(
    name: str,
    facts: Facts,
    training: Facts,
    quality: Facts,
    held_count: int,
    train_count: int,
) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "sketch-to-photo",
        "title": facts["title"],
        "summary": facts["summary"],
        "architecture": "pix2pix U-Net (Isola et al. 2017), published layout and keys",
        "shape": facts["shape"],
        "size_px": SIDE_PX,
        "input": "RGB on white paper, -1..1; lines of any width, colour strokes as hints",
        "output": "RGB, -1..1",
        "data": {**facts["data"], "trained_on": train_count, "held_back": held_count},
        "training": training,
        "quality_on_held_back": quality,
    }


if __name__ == "__main__":
    main()
