"""The latent desk without a window: new faces, morphs, arithmetic, children, sliders of one's own.

    python -m plugins.face_sliders.desk --model FOLDER sample --count 12 -o faces.png
    python -m plugins.face_sliders.desk --model FOLDER morph A.jpg B.jpg --frames 24 -o morph.gif
    python -m plugins.face_sliders.desk --model FOLDER arithmetic A.jpg B.jpg C.jpg -o face.png
    python -m plugins.face_sliders.desk --model FOLDER breed A.jpg B.jpg --count 6 -o children.png
    python -m plugins.face_sliders.desk --model FOLDER slider --without D --having E -o mine.json

Faces are aligned pictures (see `train`). A morph ends as a GIF, or as a PNG sequence in a folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from editor.api import FileError, ImageU8
from plugins.face_sliders.data import SUFFIXES, plain
from plugins.face_sliders.model import FaceModel, gains_of, model_of
from plugins.face_sliders.network import FaceShape
from plugins.face_sliders.slider_file import make_slider
from plugins.face_sliders.space import FacePoint, Way, arithmetic, breed, morph, sample
from plugins.toolkit.card import CARD
from plugins.toolkit.sheets import contact_sheet
from plugins.toolkit.weights import read_weights

FRAME_MS = 60


def open_model(folder: Path) -> FaceModel:
    """The model of a folder, on the CPU."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        shape, name, file = FaceShape.of_card(card["shape"]), str(card["name"]), str(card["file"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(
            f"{folder} is no model of faces.",
            "Choose a folder with a card.json that plugins.face_sliders.export wrote.",
            repr(error),
        ) from None
    return model_of(
        read_weights(folder / file),
        shape,
        name=name,
        device="cpu",
        dtype="float32",
        gains=gains_of(card),
    )


def read_points(model: FaceModel, paths: Sequence[Path]) -> list[FacePoint]:
    """The points of aligned faces in files."""
    return model.encode(np.stack([_aligned(path, model.shape.side_px) for path in paths]))


def new_faces(model: FaceModel, *, count: int, seed: int, spread: float) -> list[FacePoint]:
    """Faces of nobody; the same seed gives the same ones."""
    random = np.random.default_rng(seed)
    return [sample(model.space, random, spread=spread) for _ in range(count)]


def morph_frames(
    model: FaceModel, a: FacePoint, b: FacePoint, *, count: int, way: Way
) -> list[ImageU8]:
    """Pictures on the way from one face to another, both included."""
    shares = np.linspace(0, 1, count)
    return list(model.pictures([morph(model.space, a, b, float(s), way) for s in shares]))


def save_frames(frames: Sequence[ImageU8], out: Path) -> None:
    """A GIF there and back again, or a folder of PNGs where `out` has another suffix or none."""
    if out.suffix.lower() == ".gif":
        pictures = [Image.fromarray(frame) for frame in [*frames, *frames[-2:0:-1]]]
        pictures[0].save(out, save_all=True, append_images=pictures[1:], duration=FRAME_MS, loop=0)
        return
    out.mkdir(parents=True, exist_ok=True)
    for i, frame in enumerate(frames):
        Image.fromarray(frame).save(out / f"{i:04}.png")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    chosen = _parser().parse_args(arguments)
    model = open_model(chosen.model)
    out: Path = chosen.out
    match chosen.verb:
        case "slider":
            groups = (read_points(model, _files(d)) for d in (chosen.without, chosen.having))
            without, having = groups
            slider = make_slider(
                model.space,
                chosen.name or out.stem,
                model=model.name,
                without=without,
                having=having,
            )
            slider.save(out)
        case "morph":
            a, b = read_points(model, chosen.faces)
            save_frames(morph_frames(model, a, b, count=chosen.frames, way=chosen.way), out)
        case "arithmetic":
            a, b, c = read_points(model, chosen.faces)
            _save_sheet(model, [arithmetic(model.space, a, b, c)], out)
        case "breed":
            parents = dict(
                zip([p.stem for p in chosen.faces], read_points(model, chosen.faces), strict=True)
            )
            children = [
                breed(model.space, parents, seed=chosen.seed + i, mutation=chosen.mutation)
                for i in range(chosen.count)
            ]
            _save_sheet(model, [child.point for child in children], out)
        case _:
            points = new_faces(model, count=chosen.count, seed=chosen.seed, spread=chosen.spread)
            _save_sheet(model, points, out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.face_sliders.desk")
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    verbs = parser.add_subparsers(dest="verb", required=True)
    new = verbs.add_parser("sample", help="faces of nobody")
    new.add_argument("--spread", type=float, default=0.85, help="less gives more usual faces")
    children = verbs.add_parser("breed", help="children of two faces")
    children.add_argument("--mutation", type=float, default=0.3)
    way = verbs.add_parser("morph", help="from one face to another")
    way.add_argument("--frames", type=int, default=24)
    way.add_argument("--way", choices=["linear", "spherical"], default="spherical")
    sums = verbs.add_parser("arithmetic", help="A - B + C")
    for verb, count in ((children, 2), (way, 2), (sums, 3)):
        verb.add_argument("faces", type=Path, nargs=count)
    for verb in (new, children):
        verb.add_argument("--count", type=int, default=12)
        verb.add_argument("--seed", type=int, default=0)
    own = verbs.add_parser("slider", help="a slider from two groups of faces")
    own.add_argument("--without", type=Path, required=True, help="folder of faces")
    own.add_argument("--having", type=Path, required=True, help="folder of faces")
    own.add_argument("--name", default="", help="what people read")
    for verb in (new, children, way, sums, own):
        verb.add_argument("-o", "--out", type=Path, required=True)
    return parser


def _save_sheet(model: FaceModel, points: list[FacePoint], out: Path) -> None:
    cells = list(model.pictures(points))
    Image.fromarray(contact_sheet(cells, columns=min(6, len(cells)))).save(out)


def _files(folder: Path) -> list[Path]:
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES)
    if not paths:
        raise FileError(f"{folder} holds no pictures.", "Put aligned faces into it.")
    return paths


def _aligned(path: Path, side_px: int) -> ImageU8:
    content = np.frombuffer(path.read_bytes(), np.uint8)
    picture = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
    if picture is None:
        raise FileError(f"{path} is no picture that can be read.", "Choose another one.")
    return plain(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8), side_px)


if __name__ == "__main__":
    main()
