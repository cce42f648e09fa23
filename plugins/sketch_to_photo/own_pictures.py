"""What `figment train sketch-to-photo` runs: a bundled model taught the user's own pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image, UnidentifiedImageError

from editor.api import Context, FileError, MissingModel, Model, Training
from plugins.sketch_to_photo.export import export_model
from plugins.sketch_to_photo.network import UNetShape
from plugins.sketch_to_photo.pictures import SUFFIXES, Kind, Picture, read_pictures, split
from plugins.sketch_to_photo.train import FEWEST_PICTURES, schedule, trainer
from plugins.toolkit.reporting import run_told

STEPS = 4000
_TEACHERS: dict[Kind, str] = {"objects": "objects", "photos": "clothing"}
_MOST_AT_ONCE = 4
_MOST_MEASURED = 120
_MEASURED_EACH = 12


def train(training: Training, context: Context) -> None:
    """Trains from the bundled model of the same kind of pictures on, and writes the new one.

    Pictures with transparency are things by themselves; without, the thing is cut out of its
    plain background.
    """
    torch.set_num_threads(context.threads)
    cv2.setNumThreads(1)
    kind = kind_of(training.data)
    context.progress(0.0, "reading the pictures")
    pictures = read_all(training.data, kind, cache=training.run)
    if len(pictures) < FEWEST_PICTURES:
        raise FileError(
            f"{', '.join(map(str, training.data))} holds {len(pictures)} usable pictures.",
            f"At least {FEWEST_PICTURES} are needed: things with transparency around them, or "
            "photos of one thing each on a plain background.",
        )
    teacher = teacher_for(kind, context)
    shape = UNetShape(**teacher.card["shape"]) if teacher else UNetShape(width=32, downs=6)
    steps = training.steps or STEPS
    plan = schedule(steps, seed=training.seed, count=min(_MOST_AT_ONCE, len(pictures)))
    run = trainer(
        pictures,
        shape=shape,
        plan=plan,
        folder=training.run,
        device=context.device,
        single=kind == "photos",
        start_from=None if teacher is None else teacher.path / str(teacher.card["file"]),
    )

    run_told(run, context)
    export_model(
        _facts(training, kind, shape, steps, teacher),
        pictures,
        run=training.run,
        out=training.out,
        name=training.name,
        validation_pairs=min(_MOST_MEASURED, _MEASURED_EACH * len(split(pictures)[1])),
        calibration_batches=1 + min(11, len(pictures) // _MOST_AT_ONCE),
    )
    context.progress(1.0)


def kind_of(folders: Sequence[Path]) -> Kind:
    """ "objects" where most pictures are transparent somewhere, "photos" otherwise."""
    clear = [_is_transparent(path) for folder in folders for path in _files(folder)]
    return "objects" if sum(clear) * 2 > len(clear) else "photos"


def read_all(folders: Sequence[Path], kind: Kind, *, cache: Path) -> list[Picture]:
    """The usable pictures of all folders, each named after its folder too."""
    return [
        replace(picture, id=f"{index}/{picture.id}")
        for index, folder in enumerate(folders)
        for picture in read_pictures(folder, kind, cache=cache / f"cutouts-{index}.npz")
    ]


def teacher_for(kind: Kind, context: Context) -> Model | None:
    """The bundled model to go on from, which saves hours; None where it is not installed."""
    try:
        return context.model(_TEACHERS[kind])
    except MissingModel:
        return None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def _is_transparent(path: Path) -> bool:
    try:
        with Image.open(path) as image:
            if not image.has_transparency_data:
                return False
            return bool(np.asarray(image.convert("RGBA"))[..., 3].min() < 255)
    except (UnidentifiedImageError, OSError) as error:
        raise FileError(
            f"“{path}” is no picture that can be read.", "Take it out of the folder.", str(error)
        ) from error


def _facts(
    training: Training, kind: Kind, shape: UNetShape, steps: int, teacher: Model | None
) -> dict[str, object]:
    names = ", ".join(folder.resolve().name for folder in training.data)
    return {
        "kind": kind,
        "title": training.name,
        "summary": f"Trained on {names}.",
        "shape": shape.as_card(),
        "data": {"folder": names, "credit": ""},
        "training": {
            "command": f"figment train sketch-to-photo --steps {steps} --seed {training.seed}",
            "seed": training.seed,
            "from": "" if teacher is None else teacher.name,
        },
    }
