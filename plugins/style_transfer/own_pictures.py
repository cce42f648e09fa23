"""What `figment train style-transfer` runs: a bundled model taught the user's two folders."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import torch
from torch import Tensor

from editor.api import Context, FileError, MissingModel, Model, Training
from plugins.style_transfer.brush import Brush
from plugins.style_transfer.export import export_model
from plugins.style_transfer.generator import BACK_FILE, StyleTransferParams
from plugins.style_transfer.network import ResNetShape
from plugins.style_transfer.objective import PHOTO, STYLE, Weights
from plugins.style_transfer.pictures import read_pictures
from plugins.style_transfer.train import schedule, trainer
from plugins.toolkit.reporting import run_told, tell_left_out
from plugins.toolkit.weights import read_weights

STEPS = 6000
_SIZE_PX = 64
_BRUSH = Brush(reach_px=3, grain=0.07)


def train(training: Training, context: Context) -> None:
    """Trains from a bundled model on, on photos and pictures of the style, and writes the new one.

    Raises:
        FileError: without two folders of some pictures each.
    """
    torch.set_num_threads(context.threads)
    cv2.setNumThreads(1)
    if len(training.data) != 2:
        raise FileError(
            "Two folders are needed.",
            "Give --data twice: photos first, then pictures of the style.",
        )
    context.progress(0.0, "reading the pictures")
    photos, style = (read_pictures(folder, least_px=_SIZE_PX) for folder in training.data)
    tell_left_out([*photos.unreadable, *style.unreadable], context)
    teacher = _teacher(context)
    shape = ResNetShape(**teacher.card["shape"]) if teacher else ResNetShape(norm="batch")
    brush = Brush.of(teacher.card) if teacher else _BRUSH
    steps = training.steps or STEPS
    plan = schedule(steps, seed=training.seed, size_px=_SIZE_PX)
    run = trainer(
        photos,
        style,
        shape=shape,
        plan=plan,
        folder=training.run,
        device=context.device,
        weights=Weights(),
        brush=brush,
        start_from=_states(teacher) if teacher else None,
        name=teacher.name if teacher else "",
    )

    run_told(run, context)
    facts = _facts(training, shape, brush, steps, teacher)
    export_model(facts, (photos, style), run=training.run, out=training.out, name=training.name)
    context.progress(1.0)


def _teacher(context: Context) -> Model | None:
    """The bundled model to go on from, which saves hours; None where it is not installed."""
    try:
        return context.model(StyleTransferParams().style)
    except MissingModel:
        return None


def _states(teacher: Model) -> Mapping[str, Mapping[str, Tensor]]:
    files = {STYLE: teacher.card["file"], PHOTO: teacher.card[BACK_FILE]}
    return {side: read_weights(teacher.path / str(file)) for side, file in files.items()}


def _facts(
    training: Training,
    shape: ResNetShape,
    brush: Brush | None,
    steps: int,
    teacher: Model | None,
) -> dict[str, object]:
    names = [folder.resolve().name for folder in training.data]
    return {
        "title": training.name,
        "summary": f"Trained on {names[0]} and {names[1]}.",
        "shape": shape.as_card(),
        "brush": brush.as_card() if brush else None,
        "data": {"folders": names, "credit": ""},
        "training": {
            "command": f"figment train style-transfer --steps {steps} --seed {training.seed}",
            "seed": training.seed,
            "from": "" if teacher is None else teacher.name,
        },
    }
