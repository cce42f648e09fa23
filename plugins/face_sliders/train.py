"""Trains face sliders on a folder of aligned faces and a CSV; resumes an interrupted run.

    python -m plugins.face_sliders.train --data FACES --csv attributes.csv -o RUN

A face is a square picture with the eyes level at half the height, a quarter of the width apart. The
run folder gets a checkpoint, sample sheets and `run.json`; `plugins.face_sliders.export` makes a
model folder of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from plugins.face_sliders.asking import csv_of, faces_of, training_parser
from plugins.face_sliders.data import Faces, average_faces, batch
from plugins.face_sliders.network import FaceShape
from plugins.face_sliders.objective import FaceObjective, Weights
from plugins.face_sliders.sheets import slider_sheet
from plugins.toolkit.reporting import print_report
from plugins.toolkit.sheets import save_sheet
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.training import Phase, Schedule, Trainer

RUN = "run.json"


def trainer(
    faces: Faces,
    *,
    shape: FaceShape,
    plan: Schedule,
    folder: Path,
    device: str,
    weights: Weights | None = None,
) -> Trainer:
    """A run in a folder, new or resumed, that prints its losses and writes sample sheets."""

    def draw(
        random: np.random.Generator, size_px: int, count: int
    ) -> tuple[Tensor, Tensor, Tensor]:
        pictures, told, wished = batch(faces, random, size_px, count)
        return to_tensor(pictures), torch.from_numpy(told), torch.from_numpy(wished)

    def write_samples(run: Trainer) -> None:
        sheet = slider_sheet(run.averaged, shape, faces.held[:6], faces.deviations, device=device)
        save_sheet(sheet, folder / "samples" / f"{run.step:06d}.webp")

    objective = FaceObjective(
        shape,
        average=average_faces(faces, shape.side_px // 2),
        device=device,
        seed=plan.seed,
        weights=weights,
    )
    return Trainer(
        objective, draw, plan, folder, on_report=print_report, on_checkpoint=write_samples
    )


def schedule(steps: int, *, seed: int, count: int, side_px: int) -> Schedule:
    """Four fifths of the steps at the full pace, the rest slower and slower."""
    slow = steps // 10
    return Schedule(
        phases=(
            Phase(steps - 2 * slow, side_px, count, 5e-4),
            Phase(slow, side_px, count, 2.5e-4),
            Phase(slow, side_px, count, 1e-4),
        ),
        seed=seed,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = training_parser("plugins.face_sliders.train", steps=6000)
    parser.add_argument("--side", type=int, default=128, help="pixels, a multiple of 16")
    parser.add_argument("--title", default="", help="for the card")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    folder: Path = chosen.out
    faces = faces_of(chosen)
    plan = schedule(chosen.steps, seed=chosen.seed, count=chosen.batch, side_px=chosen.side)
    shape = FaceShape(attributes=faces.names, side_px=chosen.side)
    run = trainer(faces, shape=shape, plan=plan, folder=folder, device=chosen.device)
    command = (
        f"python -m plugins.face_sliders.train --data {chosen.data.name}"
        f" --csv {csv_of(chosen).name}"
        f" --steps {chosen.steps} --batch {chosen.batch} --side {chosen.side} --seed {chosen.seed}"
    )
    facts = {
        "title": chosen.title or chosen.data.name,
        "credit": chosen.credit,
        "data": chosen.data.name,
        "shape": shape.as_card(),
        "training": {"command": command, "seed": chosen.seed, "device": chosen.device},
    }
    (folder / RUN).write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
    print(f"{len(faces.train)} faces, step {run.step} of {plan.steps}", flush=True)
    run.run()


if __name__ == "__main__":
    main()
