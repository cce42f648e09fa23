"""Trains a pix2pix model on a folder of pictures; resumes a run that was interrupted.

    python -m plugins.sketch_to_photo.train --data DIR --kind objects -o RUN
    python -m plugins.sketch_to_photo.train --data DIR --kind photos --favour shoes=5 -o RUN

The run folder gets a checkpoint, sample sheets and `run.json`; `plugins.sketch_to_photo.export`
makes a model folder of it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor

from editor.api import FileError
from plugins.sketch_to_photo.data import batch
from plugins.sketch_to_photo.export import RUN, SIDE_PX
from plugins.sketch_to_photo.network import UNetShape
from plugins.sketch_to_photo.objective import Pix2Pix, Weights
from plugins.sketch_to_photo.pictures import Picture, favoured, read_pictures, split
from plugins.toolkit.reporting import print_report
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.training import Phase, Schedule, Trainer, pick_device
from plugins.toolkit.weights import read_weights

FEWEST_PICTURES = 4


def schedule(steps: int, *, seed: int, count: int = 4, large_share: float = 1 / 3) -> Schedule:
    """Most steps at 128 pixels, the rest at 256 with half as many pictures, ever more slowly.

    Many steps with few pictures: in the same time they learn far more than few steps with many.
    """
    small = round((1 - large_share) * steps)
    return Schedule(
        phases=(
            Phase(small, SIDE_PX // 2, count, 3e-4, 1.5e-4),
            Phase(steps - small, SIDE_PX, max(1, count // 2), 1.5e-4, 1e-5),
        ),
        seed=seed,
    )


def trainer(
    pictures: Sequence[Picture],
    *,
    shape: UNetShape,
    plan: Schedule,
    folder: Path,
    device: str,
    single: bool,
    start_from: Path | None = None,
    picture_weight: float = 60.0,
    judged_share: float = 0.15,
) -> Trainer:
    """A run in a folder, new or resumed, that prints its losses and writes sample sheets.

    A new run may start from the weights of a model of the same shape, which saves hours. The judge
    takes part in the last `judged_share` of the steps.
    """
    train, held = split(pictures)

    def draw(random: np.random.Generator, size_px: int, count: int) -> tuple[Tensor, Tensor]:
        sketches, targets = batch(train, random, size_px, count, single=single)
        return to_tensor(sketches), to_tensor(targets)

    def write_samples(run: Trainer) -> None:
        phase = plan.phase(run.step - 1)
        random = np.random.default_rng(5)
        sketches, targets = batch(held, random, phase.size_px, 16, single=single)
        with torch.inference_mode():
            painted = to_pixels(run.averaged(to_tensor(sketches).to(device)))
        cells = [np.hstack(triple) for triple in zip(sketches, painted, targets, strict=True)]
        path = folder / "samples" / f"{run.step:06d}.webp"
        save_sheet(contact_sheet(cells, columns=4), path)

    judge_from = round((1 - judged_share) * plan.steps)
    weights = Weights(picture=picture_weight, judge_from=judge_from)
    objective = Pix2Pix(shape, device=device, seed=plan.seed, weights=weights)
    if start_from:
        objective.start_from(read_weights(start_from), name=start_from.name)
    return Trainer(
        objective, draw, plan, folder, on_report=print_report, on_checkpoint=write_samples
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    chosen = _parser().parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    folder: Path = chosen.out
    pictures = read_pictures(chosen.data, chosen.kind, cache=folder / "cutouts.npz")
    if len(pictures) < FEWEST_PICTURES:
        raise FileError(
            f"{chosen.data} holds {len(pictures)} usable pictures.",
            f"At least {FEWEST_PICTURES} are needed: pictures with transparency for objects, "
            "photos of one thing each for photos.",
        )
    times = dict(_favour(word) for word in chosen.favour)
    plan = schedule(
        chosen.steps, seed=chosen.seed, count=chosen.batch, large_share=chosen.large_share
    )
    shape = UNetShape(width=chosen.width, downs=chosen.downs)
    run = trainer(
        favoured(pictures, times),
        shape=shape,
        plan=plan,
        folder=folder,
        device=chosen.device,
        single=chosen.kind == "photos",
        start_from=chosen.start_from,
        picture_weight=chosen.picture_weight,
        judged_share=chosen.judged_share,
    )
    facts = _facts(chosen, shape)
    (folder / RUN).write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
    print(f"{len(pictures)} pictures, step {run.step} of {plan.steps}", flush=True)
    run.run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.sketch_to_photo.train")
    parser.add_argument("--data", type=Path, required=True, help="folder of pictures")
    parser.add_argument("--kind", choices=["objects", "photos"], default="photos")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=12_000)
    parser.add_argument("--batch", type=int, default=4, help="pictures a step at 128 pixels")
    parser.add_argument(
        "--large-share", type=float, default=1 / 3, help="share of the steps at 256 pixels"
    )
    parser.add_argument("--start-from", type=Path, help="weights of a model of the same shape")
    parser.add_argument(
        "--picture-weight",
        type=float,
        default=60.0,
        help="nearness to the target against the judge's word; less gives more texture",
    )
    parser.add_argument(
        "--judged-share",
        type=float,
        default=0.15,
        help="share of the steps, the last ones, in which the judge takes part",
    )
    parser.add_argument("--width", type=int, default=32, help="channels at the top (ngf)")
    parser.add_argument("--downs", type=int, default=6, help="levels, 5 to 8")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default=pick_device())
    parser.add_argument(
        "--favour", action="append", default=[], metavar="FOLDER=TIMES", help="draw more of these"
    )
    parser.add_argument("--title", default="", help="for the card")
    parser.add_argument("--summary", default="", help="for the card")
    parser.add_argument("--credit", default="", help="whose pictures, under which licence")
    return parser


def _favour(word: str) -> tuple[str, int]:
    folder, _, times = word.partition("=")
    return folder, int(times)


def _facts(chosen: argparse.Namespace, shape: UNetShape) -> dict[str, Any]:
    """What the export needs to know, and what the card says of the run."""
    command = (
        f"python -m plugins.sketch_to_photo.train --data {chosen.data.name} --kind {chosen.kind}"
        f" --steps {chosen.steps} --batch {chosen.batch} --width {chosen.width}"
        f" --downs {chosen.downs} --seed {chosen.seed} --large-share {chosen.large_share:.3g}"
        f" --picture-weight {chosen.picture_weight:g} --judged-share {chosen.judged_share:g}"
        + (f" --start-from {chosen.start_from.name}" if chosen.start_from else "")
        + "".join(f" --favour {word}" for word in chosen.favour)
    )
    return {
        "kind": chosen.kind,
        "title": chosen.title or chosen.data.name,
        "summary": chosen.summary,
        "shape": shape.as_card(),
        "data": {"folder": chosen.data.name, "credit": chosen.credit},
        "training": {"command": command, "seed": chosen.seed, "device": chosen.device},
    }


if __name__ == "__main__":
    main()
