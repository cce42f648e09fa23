"""What `figment train face-sliders` runs: sliders for the user's own aligned faces."""

from __future__ import annotations

import cv2
import torch

from editor.api import Context, FileError, Training
from plugins.face_sliders.attributes import read_table
from plugins.face_sliders.data import read_faces
from plugins.face_sliders.export import export_model
from plugins.face_sliders.network import FaceShape
from plugins.face_sliders.train import schedule, trainer
from plugins.toolkit.reporting import run_told, tell_left_out

STEPS, BATCH, SIDE_PX = 4000, 8, 128


def train(training: Training, context: Context) -> None:
    """Trains on one folder of aligned faces that has an `attributes.csv`, and writes the model."""
    torch.set_num_threads(context.threads)
    cv2.setNumThreads(1)
    if len(training.data) != 1:
        raise FileError(
            f"{len(training.data)} folders were given.", "Put all faces and their CSV into one."
        )
    folder = training.data[0]
    csv = folder / "attributes.csv"
    if not csv.is_file():
        raise FileError(
            f"{folder} has no attributes.csv.",
            "Write one with a column id for the names of the pictures, and one for each slider.",
        )
    context.progress(0.0, "reading the faces")
    faces = read_faces(folder, read_table(csv))
    tell_left_out(faces.unreadable, context)
    steps = training.steps or STEPS
    shape = FaceShape(attributes=faces.names, side_px=SIDE_PX)
    plan = schedule(steps, seed=training.seed, count=BATCH, side_px=SIDE_PX)
    run = trainer(
        faces,
        shape=shape,
        plan=plan,
        folder=training.run,
        device=context.device,
    )

    run_told(run, context)
    command = f"figment train face-sliders --steps {steps} --seed {training.seed}"
    facts = {
        "title": training.name,
        "credit": "",
        "data": folder.resolve().name,
        "shape": shape.as_card(),
        "training": {"command": command, "seed": training.seed, "device": context.device},
    }
    export_model(facts, faces, run=training.run, out=training.out, name=training.name)
    context.progress(1.0)
