"""Trains a CycleGAN on two unpaired folders of pictures; resumes a run that was interrupted.

    python -m plugins.style_transfer.train --data PHOTOS --data PAINTINGS -o RUN

The run folder gets a checkpoint, sample sheets and `run.json`; `plugins.style_transfer.export`
makes a model folder of it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor

from editor.api import FileError, ImageU8
from plugins.style_transfer.brush import Brush
from plugins.style_transfer.colours import ColourMap
from plugins.style_transfer.network import ResNet, ResNetShape
from plugins.style_transfer.objective import PHOTO, STYLE, CycleGAN, Weights
from plugins.style_transfer.pairing import Pairing
from plugins.style_transfer.pictures import Pictures, read_pictures, square
from plugins.toolkit.reporting import print_report
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.training import (
    Phase,
    Schedule,
    Trainer,
    mixed_precision,
    pick_device,
)

RUN, CHECKPOINT = "run.json", "checkpoint.pt"
SAMPLE_PX, SAMPLES = 192, 6


def schedule(
    steps: int, *, seed: int, size_px: int, count: int = 3, learning_rate: float = 3e-4
) -> Schedule:
    """Four fifths of the steps at one pace, the last fifth at a quarter of it."""
    quick = round(0.8 * steps)
    return Schedule(
        phases=(
            Phase(quick, size_px, count, learning_rate),
            Phase(steps - quick, size_px, count, learning_rate / 4),
        ),
        seed=seed,
        ema=0.99,
    )


def trainer(
    photos: Pictures,
    paintings: Pictures,
    *,
    shape: ResNetShape,
    plan: Schedule,
    folder: Path,
    device: str,
    weights: Weights,
    brush: Brush | None = None,
    start_from: Mapping[str, Mapping[str, Tensor]] | None = None,
    name: str = "",
) -> Trainer:
    """A run in a folder, new or resumed, that prints its losses and writes sample sheets.

    A new run may start from the tensors of another of the same shape, by side, which saves hours;
    `name` is that one's, for errors.
    """

    pairing = Pairing.of(photos.train, paintings.train, size_px=plan.phases[0].size_px)

    def draw(
        random: np.random.Generator, size_px: int, count: int
    ) -> tuple[Tensor, Tensor, Tensor]:
        x, y = pairing.draw(random, size_px, count)
        shown = x
        if brush:
            shown = np.stack([brush.applied(p, seed=int(random.integers(1 << 31))) for p in x])
        return to_tensor(x), to_tensor(y), to_tensor(shown)

    def write_samples(run: Trainer) -> None:
        sheet = _samples(run.averaged, photos, paintings, brush=brush, device=device)
        save_sheet(sheet, folder / "samples" / f"{run.step:06d}.webp")

    objective = CycleGAN(
        shape,
        device=device,
        seed=plan.seed,
        size_px=plan.phases[0].size_px,
        weights=weights,
        colours=(
            ColourMap.between(photos.train, paintings.train),
            ColourMap.between(paintings.train, photos.train),
        ),
    )
    if start_from:
        objective.start_from(start_from, name=name)
    return Trainer(
        objective,
        draw,
        plan,
        folder,
        on_report=print_report,
        on_checkpoint=write_samples,
        report_every=25,
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        states: the averaged tensors of both generators, by side.
        step: how many were made.
        hours: how long that took.
    """

    states: Mapping[str, Mapping[str, Tensor]]
    step: int
    hours: float


def progress_of(checkpoint: Path) -> Progress:
    """What a run's checkpoint holds."""
    content = torch.load(checkpoint, map_location="cpu", weights_only=True)
    averaged: Mapping[str, Tensor] = content["averaged"]
    states = {
        side: {
            key.removeprefix(f"{side}."): tensor
            for key, tensor in averaged.items()
            if key.startswith(f"{side}.")
        }
        for side in (STYLE, PHOTO)
    }
    return Progress(states, content["step"], round(content["spent_s"] / 3600, 2))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    chosen = _parser().parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    if len(chosen.data) != 2:
        raise FileError("Two folders are needed.", "Give --data twice: photos, then the style.")
    photos, paintings = (read_pictures(f, least_px=chosen.size) for f in chosen.data)
    for name in (*photos.unreadable, *paintings.unreadable):
        print(f"left out, no picture: {name}", flush=True)
    shape = ResNetShape(width=chosen.width, blocks=chosen.blocks, norm=chosen.norm)
    plan = schedule(
        chosen.steps,
        seed=chosen.seed,
        size_px=chosen.size,
        count=chosen.batch,
        learning_rate=chosen.learning_rate,
    )
    weights = Weights(
        cycle=chosen.cycle_weight,
        identity=chosen.identity_weight,
        texture=chosen.texture_weight,
        palette=chosen.palette_weight,
        judge_alone=chosen.judge_alone,
        painted=chosen.painted,
    )
    brush = Brush(chosen.brush_reach, chosen.brush_grain) if chosen.brush_reach else None
    folder: Path = chosen.out
    run = trainer(
        photos,
        paintings,
        shape=shape,
        plan=plan,
        folder=folder,
        device=chosen.device,
        weights=weights,
        brush=brush,
        start_from=progress_of(chosen.start_from).states if chosen.start_from else None,
        name=str(chosen.start_from),
    )
    facts = _facts(chosen, shape, brush)
    (folder / RUN).write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
    counts = f"{len(photos.train)} photos, {len(paintings.train)} pictures of the style"
    print(f"{counts}, step {run.step} of {plan.steps}", flush=True)
    run.run()


def _samples(
    pair: Any, photos: Pictures, paintings: Pictures, *, brush: Brush | None, device: str
) -> ImageU8:
    """Held-back pictures, each with the other side and the way back."""
    cells = []
    for pictures, there, back in ((photos, STYLE, PHOTO), (paintings, PHOTO, STYLE)):
        for picture in _spread(pictures.held, SAMPLES):
            start = square(picture, SAMPLE_PX)
            shown = brush.applied(start) if brush and there == STYLE else start
            other = _through(pair[there], shown, device=device)
            cells.append(np.hstack([start, other, _through(pair[back], other, device=device)]))
    return contact_sheet(cells, columns=3)


def _spread(pictures: Sequence[ImageU8], count: int) -> list[ImageU8]:
    return [pictures[i * len(pictures) // count] for i in range(min(count, len(pictures)))]


@torch.inference_mode()
def _through(network: ResNet, picture: ImageU8, *, device: str) -> ImageU8:
    with mixed_precision(torch.device(device).type):
        return to_pixels(network(to_tensor(picture).to(device)))[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.style_transfer.train")
    parser.add_argument(
        "--data", type=Path, action="append", required=True, help="photos, then the style"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=8_000)
    parser.add_argument("--batch", type=int, default=3, help="pictures of each side a step")
    parser.add_argument("--size", type=int, default=64, help="side of the crops in pixels")
    parser.add_argument("--learning-rate", type=float, default=3e-4)
    parser.add_argument("--painted", type=int, default=1, help="how many of them are painted")
    parser.add_argument("--judge-alone", type=int, default=150, help="steps before painting begins")
    parser.add_argument("--cycle-weight", type=float, default=4.0, help="less is stronger style")
    parser.add_argument("--identity-weight", type=float, default=0.5, help="more keeps colours")
    parser.add_argument("--texture-weight", type=float, default=40.0, help="more gives strokes")
    parser.add_argument("--palette-weight", type=float, default=0.5, help="more changes colours")
    parser.add_argument("--brush-reach", type=int, default=3, help="half of a stroke; 0 is none")
    parser.add_argument("--brush-grain", type=float, default=0.07, help="how rough strokes are")
    parser.add_argument("--start-from", type=Path, help="checkpoint of a run of the same shape")
    parser.add_argument("--width", type=int, default=32, help="channels at the top (ngf)")
    parser.add_argument("--blocks", type=int, default=6, help="residual blocks, 6 or 9")
    parser.add_argument(
        "--norm",
        choices=["batch", "instance"],
        default="batch",
        help="batch has fixed statistics and starts as a copy; instance is the paper's",
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default=pick_device())
    parser.add_argument("--title", default="", help="for the card")
    parser.add_argument("--summary", default="", help="for the card")
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    return parser


def _facts(
    chosen: argparse.Namespace, shape: ResNetShape, brush: Brush | None
) -> Mapping[str, Any]:
    """What the export needs to know, and what the card says of the run."""
    folders = " ".join(f"--data {folder.name}" for folder in chosen.data)
    command = (
        f"python -m plugins.style_transfer.train {folders} --steps {chosen.steps}"
        f" --batch {chosen.batch} --size {chosen.size} --learning-rate {chosen.learning_rate:g}"
        f" --painted {chosen.painted} --judge-alone {chosen.judge_alone}"
        f" --cycle-weight {chosen.cycle_weight:g} --identity-weight {chosen.identity_weight:g}"
        f" --texture-weight {chosen.texture_weight:g}"
        f" --palette-weight {chosen.palette_weight:g}"
        f" --brush-reach {chosen.brush_reach} --brush-grain {chosen.brush_grain:g}"
        f" --width {chosen.width}"
        f" --blocks {chosen.blocks} --norm {chosen.norm} --seed {chosen.seed}"
        + (f" --start-from {chosen.start_from.name}" if chosen.start_from else "")
    )
    return {
        "title": chosen.title or chosen.data[1].name,
        "summary": chosen.summary,
        "shape": shape.as_card(),
        "brush": brush.as_card() if brush else None,
        "data": {"folders": [f.name for f in chosen.data], "credit": chosen.credit},
        "training": {"command": command, "seed": chosen.seed, "device": chosen.device},
    }


if __name__ == "__main__":
    main()
