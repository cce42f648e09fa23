"""A plugin that is trained in a moment, as a folder of its own; files in the data steer it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

PLUGIN = """
from editor.api import Generator, ModelFile, Params, TrainingFolder, hookimpl

class Learner(Generator):
    id, title, train = "learner", "Learner", ".lessons:teach"
    class Params(Params):
        model: str = ModelFile("", empty="Chalk alone")
    def run(self, request, context):
        return [[0.5]]

class Own(Learner):
    id, train = "own", ":teach_here"
    train_folders = (TrainingFolder("Letters", "One on each.", files=("words.csv",), fewest=2),)

class Lost(Learner):
    id, train = "lost", "no.such.module:teach"

class Plain(Learner):
    id, train = "plain", ""

def teach_here(training, context):
    (training.out / "notes.txt").write_text("no model")

@hookimpl
def figment_generators():
    return [Learner, Own, Lost, Plain]
"""
LESSONS = """
import json, os, struct, time

def teach(training, context):
    done = training.run / "done"
    begun = int(done.read_text()) if done.exists() else 0
    for step in range(begun, training.steps or 3):
        context.progress((step + 1) / (training.steps or 3), f"step {step}")
        done.write_text(str(step + 1))
        context.notice("The chalk is short.")
        while (training.data[0] / "wait").exists():
            context.progress((step + 1) / (training.steps or 3), "waiting")
            time.sleep(0.02)
        if (training.data[0] / "interrupt").exists():
            raise KeyboardInterrupt
        if (training.data[0] / "fail").exists():
            raise ValueError("the chalk broke")
        if (training.data[0] / "crash").exists():
            os._exit(7)
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    (training.out / "w.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + bytes(4))
    card = {"name": training.name, "kind": "learner", "file": "w.safetensors", "begun": begun}
    (training.out / "card.json").write_text(json.dumps(card))
"""


def write_school(folder: Path) -> Path:
    """Writes the plugin into a plugin folder."""
    place = folder / "school"
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(PLUGIN, encoding="utf-8")
    (place / "lessons.py").write_text(LESSONS, encoding="utf-8")
    return place


def write_pictures(folder: Path, *, count: int, broken: int = 0) -> Path:
    """A folder of little pictures, and of files that only claim to be some."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        Image.new("RGB", (8, 8), (index, 90, 200)).save(folder / f"{index}.png")
    for index in range(broken):
        (folder / f"broken-{index}.jpg").write_bytes(b"no picture")
    return folder
