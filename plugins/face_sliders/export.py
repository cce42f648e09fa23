"""Makes a model of a finished run: weights, card with measured quality, contact sheet.

    python -m plugins.face_sliders.export --run RUN --data FACES --name mine -o my-models/mine
    python -m plugins.face_sliders.export --model FOLDER --data FACES

The second measures a model anew: its network and units stay, with the gains that its card names.
What takes glasses off is a model of its own; it is measured along where it lies beside, in
`faces-glasses`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from editor.api import ImageU8
from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.asking import ask_for_faces, csv_of
from plugins.face_sliders.attributes import Floats, read_table
from plugins.face_sliders.data import Faces, plain, plain_batch, read_faces
from plugins.face_sliders.editing import Changes, FaceEditor
from plugins.face_sliders.glasses.remover import GlassesRemover, remover_in
from plugins.face_sliders.heads import measure_heads
from plugins.face_sliders.marking import measure_marks
from plugins.face_sliders.meters import psnr_db
from plugins.face_sliders.model import GAINS, FaceModel, gains_of, model_of, tensors_of
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.face_sliders.probe import (
    BoolArray,
    Probe,
    apart,
    effects,
    fit_probe,
    holders,
    separation,
)
from plugins.face_sliders.sheets import edited_sheet
from plugins.face_sliders.space import measure_space
from plugins.toolkit.card import CARD, write_card
from plugins.toolkit.exporting import export_parser, parsed
from plugins.toolkit.sheets import save_sheet
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.weights import halved, read_weights, save_half

RUN, CHECKPOINT, WEIGHTS = "run.json", "checkpoint.pt", "faces.safetensors"
REMOVER = "faces-glasses"
"""Its folder, beside the model's."""
CALIBRATION_FACES = 48
AIM, LEAST_GAIN, MOST_GAIN = 1.15, 0.5, 3.0
SHEET_FACES, SHEET_PX = 6, 2400
ARCHITECTURE = (
    "conditional VAE (Kingma and Welling 2014) whose changed faces a patch judge with an attribute "
    "reader trains (as in AttGAN, He et al. 2019); rims of glasses and lines of age, measured on "
    "the same faces, are drawn onto the photo's own pixels; hair and beards are changed in them, "
    "where templates of heads and the photo's colours tell hair, skin and background apart "
    "(Jojic and Caspi 2004; He, Sun, Tang 2010)"
)

Facts = Mapping[str, Any]


def export(*, run: Path, data: Path, csv: Path, out: Path, name: str) -> Facts:
    """Writes the model folder `out` from the run folder, and gives the measured quality.

    Args:
        run: holds `checkpoint.pt` and `run.json`, which names the shape.
        data: the faces it was trained on; those held back are measured.
        csv: their attributes.
        out: the folder to write.
        name: what the user picks.
    """
    facts = json.loads((run / RUN).read_text(encoding="utf-8"))
    return export_model(facts, read_faces(data, read_table(csv)), run=run, out=out, name=name)


def export_model(facts: Facts, faces: Faces, *, run: Path, out: Path, name: str) -> Facts:
    """Like `export`, for faces that were read already; `facts` is what `run.json` has."""
    remover = remover_beside(out)
    content = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    shape = FaceShape.of_card(facts["shape"])
    model = replace(_model(content["averaged"], shape, faces, name), remover=remover)
    probe = probe_of(faces, shape)
    model = _calibrated(model, faces, probe)
    training = {
        **facts["training"],
        "steps": content["step"],
        "hours": round(content["spent_s"] / 3600, 2),
    }
    card = _card(name, facts, training, faces)
    return _write(model, faces, probe, card=card, out=out)


def measure_anew(*, model: Path, data: Path, csv: Path) -> Facts:
    """Measures the marks and the quality of a model folder anew, and writes them into it.

    Args:
        model: a folder that `export` wrote.
        data: the faces it was trained on.
        csv: their attributes.
    """
    card = json.loads((model / CARD).read_text(encoding="utf-8"))
    faces, shape = read_faces(data, read_table(csv)), FaceShape.of_card(card["shape"])
    old = model_of(
        read_weights(model / WEIGHTS),
        shape,
        name=card["name"],
        device="cpu",
        dtype="float32",
        gains=gains_of(card),
    )
    marks = measure_marks(faces, side_px=shape.side_px)
    remover = remover_beside(model)
    new = _halved(replace(old, marks=marks, heads=measure_heads(faces), remover=remover))
    kept = {name: value for name, value in card.items() if name != GAINS}
    card = {**kept, "architecture": ARCHITECTURE}
    return _write(new, faces, probe_of(faces, shape), card=card, out=model)


def remover_beside(model: Path) -> GlassesRemover | None:
    """What takes glasses off, where it lies beside the folder of a model of faces."""
    folder = model.resolve().parent / REMOVER
    return remover_in(folder) if folder.is_dir() else None


def _write(model: FaceModel, faces: Faces, probe: Probe, *, card: Facts, out: Path) -> Facts:
    """Weights, contact sheet and card into a folder; gives the measured quality."""
    out.mkdir(parents=True, exist_ok=True)
    tensors = tensors_of(model.network, model.units, model.space, model.marks, model.heads)
    save_half(tensors, out / WEIGHTS, metadata={"format": "pt", "name": model.name})
    quality = measure(model, faces, probe)
    save_sheet(held_back_sheet(model, faces), out / "held-back.webp", longest_px=SHEET_PX)
    write_card(out, weights=WEIGHTS, facts={**card, "quality_on_held_back": quality})
    return quality


def measure(model: FaceModel, faces: Faces, probe: Probe) -> dict[str, Any]:
    """Quality on the faces that are held back."""
    pictures, attributes = plain_batch(faces.held, model.shape.side_px)
    decoded = model.pictures(model.encode(pictures))
    pairs = zip(decoded, pictures, strict=True)
    names, editors = model.shape.attributes, editors_of(model, list(pictures))
    move, has = _mover(model, editors, list(pictures)), holders(attributes)
    does = effects(probe, list(pictures), move, has=has, can=_can(editors, names))
    readings = probe.read(list(pictures))
    stayed = [
        editor.drift(move(i, which, 2.0))
        for which in range(len(names))
        for i, editor in enumerate(editors[:12])
    ]
    return {
        "reconstruction_psnr_db": round(float(np.mean([psnr_db(a, b) for a, b in pairs])), 2),
        "probe_change_per_unit": _by_names(names, does.per_unit),
        "probe_change_towards_what_it_is_not": _by_name(names, does.reversing),
        "probe_apart_between_people": _by_names(names, apart(readings, has)),
        "probe_tells_pairs_apart": _by_name(names, separation(readings, has)),
        "mean_drift_at_two_units": round(float(np.mean(stayed)), 3),
    }


def _by_name(names: Sequence[str], values: Floats) -> dict[str, float | None]:
    """None for what could not be measured."""
    pairs = zip(names, values, strict=True)
    return {name: round(float(v), 2) if np.isfinite(v) else None for name, v in pairs}


def _by_names(names: Sequence[str], table: Floats) -> dict[str, dict[str, float | None]]:
    return {name: _by_name(names, row) for name, row in zip(names, table, strict=True)}


def _can(editors: Sequence[FaceEditor], names: Sequence[str]) -> BoolArray:
    """Which face each slider can change, `(faces, sliders)`."""
    asked = [Changes(attributes={name: 1.0}) for name in names]
    return np.array([[not editor.lacks_hair(one) for one in asked] for editor in editors])


def held_back_sheet(model: FaceModel, faces: Faces) -> ImageU8:
    """Held-back faces under every slider at three strengths, as the user gets them."""
    pictures, _ = plain_batch(faces.held[:SHEET_FACES], model.shape.side_px)
    return edited_sheet(model, list(pictures))


def _model(state: Facts, shape: FaceShape, faces: Faces, name: str) -> FaceModel:
    """The averaged network with the space of the faces it learned from; units as in the data."""
    network = FaceVAE(shape)
    network.load_state_dict(dict(state))
    network.eval()
    pictures, attributes = plain_batch(faces.train, shape.side_px)
    codes = []
    with torch.inference_mode():
        for start in range(0, len(pictures), 32):
            mean, _, _ = network.encode(to_tensor(pictures[start : start + 32]))
            codes.append(mean.flatten(1).numpy())
    space = measure_space(np.concatenate(codes), attributes)
    marks = measure_marks(faces, side_px=shape.side_px)
    heads = measure_heads(faces)
    return _halved(FaceModel(name, network, faces.deviations, space, marks, heads))


def _halved(model: FaceModel) -> FaceModel:
    """The model as its weights file will give it back."""
    tensors = tensors_of(model.network, model.units, model.space, model.marks, model.heads)
    shape, name = model.shape, model.name
    again = model_of(halved(tensors), shape, name=name, device="cpu", dtype="float32")
    return replace(again, remover=model.remover)


def probe_of(faces: Faces, shape: FaceShape) -> Probe:
    """What judges the sliders, fitted on the faces learned from."""
    pictures, attributes = plain_batch(faces.train, shape.side_px)
    return fit_probe(list(pictures), attributes, faces.odds)


def _calibrated(model: FaceModel, faces: Faces, probe: Probe) -> FaceModel:
    """Units such that one moves its own probe by `AIM`, measured on faces learned from.

    Twice, because limits make the first gain fall short.
    """
    chosen = faces.train[:: max(1, len(faces.train) // CALIBRATION_FACES)]
    pictures = [plain(face.pixels, model.shape.side_px) for face in chosen]
    plain_units = model.units
    has = can = np.ones((len(pictures), len(plain_units)), np.bool_)
    for _ in range(2):
        move = _mover(model, editors_of(model, pictures), pictures)
        own = np.diagonal(effects(probe, pictures, move, has=has, can=can).per_unit)
        wanted = model.units * AIM / np.maximum(own, 1e-3)
        units = np.clip(wanted, LEAST_GAIN * plain_units, MOST_GAIN * plain_units)
        longer = np.asarray(units, np.float32)
        model = _halved(replace(model, units=longer))
    return model


def _mover(
    model: FaceModel, editors: Sequence[FaceEditor], pictures: Sequence[ImageU8]
) -> Callable[[int, int, float], ImageU8]:
    def moved(face: int, slider: int, units: float) -> ImageU8:
        editor = editors[face]
        changes = Changes(attributes={model.shape.attributes[slider]: units})
        picture = pictures[face].copy()
        editor.change(picture, changes)
        return picture

    return moved


def editors_of(model: FaceModel, faces: Sequence[ImageU8]) -> list[FaceEditor]:
    """For pictures that are aligned already."""
    return [FaceEditor(model, face, aligned_eyes(model.shape.side_px)) for face in faces]


def _card(name: str, facts: Facts, training: Facts, faces: Faces) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "face-sliders",
        "title": facts["title"],
        "summary": "Smile, age, glasses, hair and more of a face seen from the front.",
        "notice": (
            "Learned from portraits of public persons. What the sliders do is a statistical edit, "
            "not a claim about anyone: 'gender' and 'age' are how faces with such labels look on "
            "average in these portraits, and what goes together there goes together here."
        ),
        "architecture": ARCHITECTURE,
        "shape": facts["shape"],
        "size_px": facts["shape"]["side_px"],
        "input": "aligned RGB faces, -1..1: eyes level at half the height, a quarter apart",
        "output": "RGB, -1..1; the difference of two decodings is added to the picture",
        "data": {
            "folder": facts["data"],
            "credit": facts["credit"],
            "trained_on": len(faces.train),
            "held_back": len(faces.held),
        },
        "training": training,
    }


def main() -> None:
    """The command line."""
    parser = export_parser("plugins.face_sliders.export", measures_anew=True)
    ask_for_faces(parser)
    chosen = parsed(parser)
    csv = csv_of(chosen)
    if chosen.model:
        quality = measure_anew(model=chosen.model, data=chosen.data, csv=csv)
    else:
        run, name = chosen.run, chosen.name
        quality = export(run=run, data=chosen.data, csv=csv, out=chosen.out, name=name)
    print(json.dumps(quality, indent=1))


if __name__ == "__main__":
    main()
