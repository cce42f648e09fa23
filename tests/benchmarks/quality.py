"""How good every bundled model is, on pictures that no training saw: figures and contact sheets.

    python -m tests.benchmarks.quality --data FOLDER [-o SHEETS] [--only NAME] [--models FOLDER]

FOLDER holds the pictures that the models learned from (`shared/data`); what was held back of them
is chosen by the hash of their names, as in training.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.api.testing import RecordingContext
from editor.models import Catalogue, ModelEntry
from editor.settings import resources
from plugins.toolkit.sheets import contact_sheet, save_sheet
from plugins.toolkit.weights import read_weights

if TYPE_CHECKING:  # each is imported where it is needed: most figures need few of them
    from plugins.face_sliders.data import Faces
    from plugins.face_sliders.model import FaceModel
    from plugins.face_sliders.probe import Probe

_SHEET_PX = 1800


@dataclass(frozen=True)
class Task:
    """What is measured with.

    Attributes:
        data: the folder with all pictures.
        sheets: where contact sheets go; None for none.
        count: how many pictures or prompts at most; None for as many as the figures are named for.
    """

    data: Path
    sheets: Path | None
    count: int | None

    def folder(self, name: str) -> Path:
        """A folder of that name somewhere in the data. Raises LookupError."""
        found = sorted(path for path in self.data.rglob(name) if path.is_dir())
        if not found:
            raise LookupError(f"{self.data} has no folder “{name}”")
        return found[0]

    def sheet(self, name: str) -> Path | None:
        """Where a contact sheet goes."""
        return None if self.sheets is None else self.sheets / f"{name}.webp"

    def most(self, usual: int) -> int:
        """How many of something."""
        return usual if self.count is None else min(usual, self.count)


Figures = Mapping[str, Any]


def sketches(entry: ModelEntry, task: Task) -> Figures:
    """pix2pix: L1 and SSIM against the pictures that the sketches were drawn from."""
    from plugins.sketch_to_photo.export import validate
    from plugins.sketch_to_photo.painter import Painter
    from plugins.sketch_to_photo.pictures import Kind, held_back, read_pictures

    folder = task.folder(entry.card["data"]["folder"])
    kind: Kind = "objects" if (folder / "metadata.json").is_file() else "photos"
    with tempfile.TemporaryDirectory() as cache:
        file = Path(cache) / "cutouts.npz"
        held = read_pictures(folder, kind, cache=file, wanted=held_back)
    painter = Painter.of(read_weights(entry.weights()), name=entry.name, context=RecordingContext())
    return validate(
        painter,
        held,
        pairs=task.most(120),
        single=kind == "photos",
        sheet=task.sheet(entry.name),
    )


def styles(entry: ModelEntry, task: Task) -> Figures:
    """CycleGAN: how near the cycle comes back, and how near the colours come to the style's."""
    from plugins.style_transfer.brush import Brush
    from plugins.style_transfer.export import FILES, SIDE_PX, measure, painter_of
    from plugins.style_transfer.network import ResNetShape
    from plugins.style_transfer.objective import STYLE
    from plugins.style_transfer.pictures import Pictures, read_pictures

    shape, brush = ResNetShape(**entry.card["shape"]), Brush.of(entry.card)
    painters = {
        side: painter_of(read_weights(entry.path / file), shape, brush if side == STYLE else None)
        for side, file in FILES.items()
    }
    least_px = SIDE_PX // 2
    paintings = read_pictures(task.folder(entry.name), least_px=least_px)
    found = [
        read_pictures(task.folder(name), least_px=least_px)
        for name in ("scenes_hdri", "scenes_misc")
    ]
    photos = Pictures(
        [picture for one in found for picture in one.train],
        [picture for one in found for picture in one.held],
        [],
    )
    return measure(painters, photos, paintings, task.sheet(entry.name))


def faces(entry: ModelEntry, task: Task) -> Figures:
    """Faces: reconstruction, what each slider does to each attribute's probe, and zero."""
    from plugins.face_sliders.attributes import read_table
    from plugins.face_sliders.data import read_faces
    from plugins.face_sliders.desk import open_model
    from plugins.face_sliders.export import (
        SHEET_PX,
        held_back_sheet,
        measure,
        probe_of,
        remover_beside,
    )

    folder = task.folder(entry.card["data"]["folder"])
    known = read_faces(folder, read_table(folder / "attributes.csv"))
    model = replace(open_model(entry.path), remover=remover_beside(entry.path))
    sheet = task.sheet(entry.name)
    if sheet is not None:
        save_sheet(held_back_sheet(model, known), sheet, longest_px=SHEET_PX)
    probe = probe_of(known, model.shape)
    return {
        **measure(model, known, probe),
        "blond_hair_of_women": _blond_women(model, known, probe),
        "difference_at_zero": _at_zero(entry),
    }


def _blond_women(model: FaceModel, known: Faces, probe: Probe) -> Figures:
    """The probe of blond hair also reads gender, since few men of these portraits are blond: among
    held-back women, of those who are not blond as they are and a unit blonder, and of the blond."""
    from plugins.face_sliders.data import plain_batch
    from plugins.face_sliders.editing import Changes
    from plugins.face_sliders.export import editors_of

    names, (pictures, told) = model.shape.attributes, plain_batch(known.held, model.shape.side_px)
    blond, gender = names.index("blond_hair"), names.index("gender")
    women = told[:, gender] < 0
    has = told[:, blond] > 0
    others = [pictures[i] for i in np.flatnonzero(women & ~has)]
    blonder = [face.copy() for face in others]
    for editor, face in zip(editors_of(model, others), blonder, strict=True):
        editor.change(face, Changes(attributes={"blond_hair": 1.0}))
    sets = {"others": others, "a unit blonder": blonder, "blond": list(pictures[women & has])}
    return {
        name: round(float(probe.read(faces)[:, blond].mean()), 2) for name, faces in sets.items()
    }


def glasses(entry: ModelEntry, task: Task) -> Figures:
    """The remover: drawn glasses taken off, bare faces left alone, real wearers by a probe."""
    from plugins.face_sliders.attributes import read_table
    from plugins.face_sliders.data import read_faces
    from plugins.face_sliders.glasses.export import measure, wearers_sheet
    from plugins.face_sliders.glasses.remover import remover_in

    folder = task.folder(entry.card["data"]["folder"])
    known = read_faces(folder, read_table(folder / "attributes.csv"))
    remover = remover_in(entry.path)
    if (sheet := task.sheet(entry.name)) is not None:
        save_sheet(wearers_sheet(remover, known), sheet)
    return measure(remover, known)


def _at_zero(entry: ModelEntry) -> int:
    """The largest difference that all sliders at zero make to a picture."""
    from editor.api import Request, read_only
    from plugins.face_sliders.generator import FaceSliders

    picture = np.random.default_rng(0).integers(0, 256, (200, 160, 4), np.uint8)
    context = RecordingContext(models={entry.name: entry.path}, load_weights=read_weights)
    request = Request(params=FaceSliders.Params(), image=read_only(picture), size_px=(160, 200))
    made = FaceSliders().run(request, context)
    images = getattr(made, "images", [made])
    return int(np.abs(np.asarray(images[0]).astype(int) - picture).max())


def finders(entry: ModelEntry, task: Task) -> Figures:
    """The finder of faces: how many of those laid onto scenes it finds."""
    from plugins.face_sliders.finding.data import read_sources
    from plugins.face_sliders.finding.export import measure
    from plugins.face_sliders.finding.finder import Finder

    told = entry.card["data"]
    scenes = [task.folder(name) for name in told["scenes"]]
    sources = read_sources(faces=task.folder(told["faces"]), scenes=scenes, held=True)
    finder = Finder(read_weights(entry.weights()))
    return measure(finder, sources.faces, sources.scenes, count=task.most(120))


def painters(entry: ModelEntry, task: Task) -> Figures:
    """Diffusion: whether pictures show what was asked for, and holes beside OpenCV's fills."""
    from plugins.text_to_image import measuring
    from plugins.text_to_image.generator import TextToImageParams
    from plugins.text_to_image.subjects import read_subjects
    from plugins.toolkit.diffusion.loading import load

    loaded = load(entry.name, entry.path, RecordingContext())
    subjects = read_subjects(task.data)
    usual = TextToImageParams()  # what a user gets who sets nothing
    steps, guidance_scale = usual.steps, usual.guidance_scale
    painted = list(
        measuring.retrieve(
            loaded,
            subjects,
            RecordingContext,
            count=task.most(200),
            steps=steps,
            guidance_scale=guidance_scale,
        )
    )
    filled = list(
        measuring.fill_holes(loaded, subjects, RecordingContext, count=task.most(64), steps=steps)
    )
    if task.sheets is not None:
        cells = [np.hstack([one.picture, _square(one)]) for one in painted]
        save_sheet(contact_sheet(cells, columns=8), task.sheets / f"{entry.name}-prompts.webp")
        rows = [np.hstack([_hole(f), *f.by_method.values(), f.picture]) for f in filled]
        sheet = contact_sheet(rows, columns=2)
        save_sheet(sheet, task.sheets / f"{entry.name}-holes.webp", longest_px=2 * _SHEET_PX)
    right = sum(one.is_right for one in painted)
    return {
        "prompts": len(painted),
        "steps": steps,
        "guidance_scale": guidance_scale,
        "top_1_retrieval": round(right / len(painted), 3),
        "features": measuring.FEATURES,
        "holes": len(filled),
        **measuring.hole_quality(filled),
    }


def fillers(entry: ModelEntry, task: Task) -> Figures:
    """What guesses holes: with and without patches, beside OpenCV's fills and patches alone."""
    from plugins.inpainting.learned.export import draw, filled_by
    from plugins.inpainting.learned.filler import Filler
    from plugins.text_to_image.measuring import hole_quality
    from plugins.text_to_image.subjects import read_subjects

    filler = Filler(read_weights(entry.weights()), name=entry.name)
    filled = filled_by(filler, read_subjects(task.data), task.most(64))
    sheet = task.sheet(entry.name)
    if sheet is not None:
        draw(filled, sheet)
    return {"holes": len(filled), **hole_quality(filled)}


def _square(painted: Any) -> np.ndarray:
    """The training picture that is nearest, at the painted one's size, on white."""
    from plugins.text_to_image.measuring import shown
    from plugins.toolkit.diffusion.sizes import scaled

    side = painted.picture.shape[0]
    return scaled(shown(painted.nearest), (side, side))


def _hole(filled: Any) -> np.ndarray:
    return np.where(filled.mask[..., None] > 0, 128, filled.picture).astype(np.uint8)


MEASURES: Mapping[str, Callable[[ModelEntry, Task], Figures]] = {
    "sketch-to-photo": sketches,
    "style-transfer": styles,
    "face-sliders": faces,
    "face-finder": finders,
    "glasses-remover": glasses,
    "text-to-image": painters,
    "inpainting": painters,
    "filler": fillers,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures of each model as JSON, one line a model; 0 where all could be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.quality")
    parser.add_argument("--data", type=Path, help="the pictures that the models learned from")
    parser.add_argument("-o", "--out", type=Path, help="folder for contact sheets")
    parser.add_argument("--only", action="append", help="the name of a model; several can be named")
    parser.add_argument("--models", type=Path, help="other models than the bundled ones")
    parser.add_argument("--count", type=int, help="fewer pictures and prompts, to try it")
    chosen = parser.parse_args(arguments)
    if chosen.data is None or not chosen.data.is_dir():
        print("Nothing is measured without pictures: name them with --data FOLDER.")
        return 2
    task = Task(chosen.data, chosen.out, chosen.count)
    failed = 0
    for entry in Catalogue([chosen.models or resources() / "models"]).list():
        if chosen.only and entry.name not in chosen.only:
            continue
        started_s = time.perf_counter()
        try:
            figures: Figures = MEASURES[entry.kind](entry, task)
        except (LookupError, OSError) as error:
            failed += 1
            figures = {"not measured": str(error)}
        seconds = round(time.perf_counter() - started_s)
        told = {"model": entry.name, "kind": entry.kind, "seconds": seconds, **figures}
        print(json.dumps(told, ensure_ascii=False), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
