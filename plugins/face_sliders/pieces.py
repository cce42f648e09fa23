"""The latent desk's verbs: faces as pieces that a project can keep, and what is made of them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from editor.api import (
    Context,
    DeskRequest,
    DeskResult,
    Frames,
    GeneratorError,
    NewModel,
    Piece,
)
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.model import FaceModel
from plugins.face_sliders.params import SLIDER_KIND
from plugins.face_sliders.slider_file import FILE, make_slider
from plugins.face_sliders.space import FacePoint, arithmetic, breed, morph, sample

_BATCH = 8


def work_on_faces(model: FaceModel, request: DeskRequest, context: Context) -> DeskResult:
    """Does every verb but the one that takes a face from a picture."""
    picks = {
        name: [point_of(model, piece) for piece in pieces] for name, pieces in request.picks.items()
    }
    options: Any = request.options
    match request.verb:
        case "sample":
            random = np.random.default_rng(request.seed)
            points = [
                sample(model.space, random, spread=options.spread) for _ in range(options.count)
            ]
            return pieces_of(model, points, context)
        case "morph":
            shares = np.linspace(0, 1, options.frames)
            (a,), (b,) = picks["A"], picks["B"]
            points = [morph(model.space, a, b, float(s), options.way) for s in shares]
            return Frames([piece.image for piece in pieces_of(model, points, context)])
        case "arithmetic":
            (a,), (b,), (c,) = picks["A"], picks["B"], picks["C"]
            return pieces_of(model, [arithmetic(model.space, a, b, c)], context)
        case "breed":
            parents = {"A": picks["A"][0], "B": picks["B"][0]}
            children = [
                breed(model.space, parents, seed=request.seed + i, mutation=options.mutation)
                for i in range(options.count)
            ]
            return pieces_of(model, [child.point for child in children], context)
        case _:
            return _slider(model, options.name.strip(), picks["Without"], picks["With"])


def pieces_of(model: FaceModel, points: Sequence[FacePoint], context: Context) -> list[Piece]:
    """Points as pieces, decoded a few at a time."""
    made: list[Piece] = []
    for start in context.steps(range(0, len(points), _BATCH)):
        part = list(points[start : start + _BATCH])
        pictures = model.pictures(part)
        made += [
            Piece(picture, _data(model, point))
            for picture, point in zip(pictures, part, strict=True)
        ]
    return made


def point_of(model: FaceModel, piece: Piece) -> FacePoint:
    """The point of a piece. Raises GeneratorError where it belongs to another model."""
    try:
        point = FacePoint(_unpacked(piece.data["code"]), _unpacked(piece.data["attributes"]))
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise GeneratorError(
            "One of these pieces is no face.", "Choose others.", repr(error)
        ) from None
    length, told = len(model.space.mean), len(model.shape.attributes)
    if point.code.shape != (length,) or point.attributes.shape != (told,):
        raise GeneratorError(
            f"One of these faces belongs to another model, {piece.data.get('model', '?')}.",
            "Choose that model in the Generate panel, or other faces.",
        )
    return point


def _slider(
    model: FaceModel, name: str, without: Sequence[FacePoint], having: Sequence[FacePoint]
) -> NewModel:
    if not name:
        raise GeneratorError("The slider has no name.", "Type what more of it means.")
    slider = make_slider(model.space, name, model=model.name, without=without, having=having)
    text = json.dumps(slider.as_json(), ensure_ascii=False) + "\n"
    summary = f"From {len(without)} to {len(having)} faces, made with {model.name}."
    return NewModel(
        name, SLIDER_KIND, {FILE: text.encode()}, {"summary": summary, "model": model.name}
    )


def _data(model: FaceModel, point: FacePoint) -> dict[str, str]:
    return {
        "model": model.name,
        "code": _packed(point.code),
        "attributes": _packed(point.attributes),
    }


def _packed(values: Floats) -> str:
    return base64.b64encode(values.astype("<f2").tobytes()).decode("ascii")


def _unpacked(text: str) -> Floats:
    values = np.frombuffer(base64.b64decode(text, validate=True), "<f2").astype(np.float32)
    if not np.isfinite(values).all():
        raise ValueError("not finite")
    return values
