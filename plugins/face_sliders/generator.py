"""The generator that changes a face: smile, age, glasses and more, in standard deviations."""

from __future__ import annotations

import math
import weakref
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import cv2
import numpy as np

from editor.api import (
    IMAGE,
    AnySize,
    Context,
    DeskRequest,
    DeskResult,
    Generator,
    GeneratorError,
    ImageU8,
    Meter,
    MissingModel,
    Request,
    Result,
    Spot,
    TrainingFolder,
    amounts_of,
    points_of,
)
from plugins.face_sliders.attributes import NAMES
from plugins.face_sliders.params import (
    COMPONENTS,
    DESK,
    FINDS,
    MOST_FACES,
    SLIDER_KIND,
    FaceSlidersParams,
)
from plugins.face_sliders.pointing import spot_of

if TYPE_CHECKING:
    from plugins.face_sliders.editing import Changes, FaceEditor
    from plugins.face_sliders.finding.finder import Finder, FoundFace
    from plugins.face_sliders.glasses.remover import GlassesRemover
    from plugins.face_sliders.model import FaceModel
    from plugins.face_sliders.slider_file import SliderFile

FINDER, FINDER_KIND = "finder", "face-finder"
REMOVER, REMOVER_KIND = "glasses", "glasses-remover"
_SIDE_BY_SIDE_PX = 2.0
_PICTURES_KNOWN = 2
"""The page as it is, and as it is seen live."""


class FaceSliders(Generator):
    """Statistical edits of a face by a variational autoencoder (Kingma and Welling 2014)."""

    id = "face-sliders"
    title = "Face sliders"
    summary = "Make a portrait smile, age or lose its glasses; the rest of the photo stays."
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE})
    size = AnySize()
    live = True
    live_px = 1024
    varies = False
    train = ".own_faces:train"
    train_folders = (
        TrainingFolder(
            "Faces",
            "Square pictures with the eyes level, at half the height, and attributes.csv: a column "
            "id with their names, and one for each slider.",
            files=("attributes.csv",),
            fewest=4,
            suffixes=(".png", ".jpg", ".jpeg", ".webp", ".bmp"),
        ),
    )
    icon = "smiley"
    desk = DESK
    finds = FINDS
    Params = FaceSlidersParams

    def __init__(self) -> None:
        self._models: dict[str, FaceModel] = {}
        self._finder: Finder | None = None
        self._found: dict[int, list[FoundFace]] = {}
        self._editors: dict[object, FaceEditor] = {}
        self._sums = _Sums()

    def load(self, context: Context) -> None:
        """Imports torch, and reads the models that are installed."""
        import plugins.face_sliders.editing  # noqa: F401 - the import is what takes the time

        try:
            self._model(FaceSlidersParams().model, context)
            self._found_by(context)
        except MissingModel:
            context.log("the default model is not installed")

    def unload(self) -> None:
        """Lets networks and faces go."""
        self._models.clear()
        self._editors.clear()
        self._found.clear()
        self._finder = None

    def run(self, request: Request, context: Context) -> Any:
        """The picture with one face changed; the seed changes nothing."""
        assert request.image is not None
        params: FaceSlidersParams = request.params
        changes = self._changes(params, context)
        if changes.is_none and params.show == "face":
            return request.image.copy()
        context.progress(0.0, "finding the face")
        editor = self._editor(request.image, params, context)
        context.progress(0.5, "changing it")
        result = request.image.copy()
        if not changes.is_none:
            editor.change(result, changes)
        meters = partial(_meters, editor, result, changes)
        if params.show == "error":
            result = request.image.copy()
            editor.show_error(result)
        context.progress(1.0)
        return Result(images=[result], meters=meters)

    def work(self, request: DeskRequest, context: Context) -> DeskResult:
        """Does what the latent desk asks for."""
        from plugins.face_sliders.pieces import pieces_of, work_on_faces

        model = self._model(request.params.model, context)
        if request.verb == "take":
            assert request.image is not None
            editor = self._editor(request.image, request.params, context)
            return pieces_of(model, [editor.point], context)
        return work_on_faces(model, request, context)

    def find(self, request: Request, context: Context) -> list[Spot]:
        """The faces of the page, the largest first; a click on one sets where it is."""
        assert request.image is not None
        picture = self._sums.of(request.image)
        faces = self._faces(request.image, context, picture=picture)[:MOST_FACES]
        return [spot_of(face.eyes) for face in faces]

    @classmethod
    def chosen(cls, spots: Sequence[Spot], params: Any) -> int | None:
        """None where the eyes are placed by hand."""
        if params.eyes:
            return None
        if params.at:
            ((x, y),) = points_of(params.at)
            places = [points_of(spot.values["at"])[0] for spot in spots]
            return min(range(len(places)), key=lambda i: math.dist(places[i], (x, y)))
        return params.face - 1 if params.face <= len(spots) else None

    def _changes(self, params: FaceSlidersParams, context: Context) -> Changes:
        from plugins.face_sliders.editing import Changes

        own = amounts_of(params.own)
        return Changes(
            attributes={name: getattr(params, name) for name in NAMES},
            components=tuple(getattr(params, name) for name in COMPONENTS),
            own=tuple(
                (self._slider(name, params, context), amount) for name, amount in own.items()
            ),
        )

    def _editor(self, image: ImageU8, params: FaceSlidersParams, context: Context) -> FaceEditor:
        """The chosen face of the picture, read once however often the sliders move."""
        from plugins.face_sliders.editing import FaceEditor

        model = self._model(params.model, context)
        picture = self._sums.of(image)
        eyes = self._eyes(image, params, context, picture=picture)
        key = (picture, image.shape, eyes.tobytes(), model.name, context.device, context.dtype)
        if key not in self._editors:
            while len(self._editors) >= _PICTURES_KNOWN:
                self._editors.pop(next(iter(self._editors)))
            self._editors[key] = FaceEditor(model, image, eyes)
        return self._editors[key]

    def _eyes(
        self, image: ImageU8, params: FaceSlidersParams, context: Context, *, picture: int
    ) -> Any:
        """The eyes `float32 (2, 2)` in pixels: placed by hand, or found."""
        if params.eyes:
            return _placed(params.eyes)
        faces = self._faces(image, context, picture=picture)
        if not faces:
            raise GeneratorError(
                "There is no face to be found in this picture.",
                "Place the eyes by hand, or choose a picture with a larger face seen from "
                "the front.",
            )
        if params.at:
            return _nearest(faces, params.at).eyes
        if params.face > len(faces):
            count = "one face" if len(faces) == 1 else f"{len(faces)} faces"
            raise GeneratorError(
                f"There is no face {params.face} in this picture.", f"It has {count}."
            )
        return faces[params.face - 1].eyes

    def _faces(self, image: ImageU8, context: Context, *, picture: int) -> list[FoundFace]:
        """The faces of a picture, looked for once."""
        if picture not in self._found:
            while len(self._found) >= _PICTURES_KNOWN:
                self._found.pop(next(iter(self._found)))
            gray = cv2.cvtColor(np.ascontiguousarray(image[..., :3]), cv2.COLOR_RGB2GRAY)
            self._found[picture] = self._found_by(context).find(gray)
        return self._found[picture]

    def _slider(self, name: str, params: FaceSlidersParams, context: Context) -> SliderFile:
        """A slider of the user's own, from the model folder or a file."""
        from plugins.face_sliders.slider_file import FILE, SliderFile

        model = self._model(params.model, context)
        found: Path = context.model(name, kind=SLIDER_KIND).path
        return SliderFile.load(
            found / FILE if found.is_dir() else found,
            code_length=len(model.space.mean),
            attributes=len(model.shape.attributes),
        )

    def _model(self, name: str, context: Context) -> FaceModel:
        from plugins.face_sliders.model import read_model

        model = context.model(name)
        key = f"{model.path}|{context.device}|{context.dtype}"
        if key not in self._models:
            self._models.clear()
            self._editors.clear()
            known = read_model(model, device=context.device, dtype=context.dtype)
            self._models[key] = replace(known, remover=_remover_by(context))
        return self._models[key]

    def _found_by(self, context: Context) -> Finder:
        from plugins.face_sliders.finding.finder import Finder

        if self._finder is None:
            model = context.model(FINDER, kind=FINDER_KIND)
            self._finder = Finder(model.state_dict(), name=model.name)
        return self._finder


def _meters(editor: FaceEditor, changed: ImageU8, changes: Changes) -> list[Meter]:
    """To look at the changed face again takes a fifth of a frame."""
    from plugins.face_sliders.meters import cut_meter, hair_meter, meters_of, sunglasses_meter

    meters = [*meters_of(editor.reconstruction_db, editor.drift(changed), editor.heat_map)]
    if editor.lacks_hair(changes):
        meters.append(hair_meter())
    if editor.keeps_sunglasses(changes):
        meters.append(sunglasses_meter())
    if editor.is_cut:
        meters.append(cut_meter())
    return meters


def _remover_by(context: Context) -> GlassesRemover | None:
    """None where it is not installed: then the model of faces does what it can."""
    from plugins.face_sliders.glasses.remover import GlassesRemover

    try:
        model = context.model(REMOVER, kind=REMOVER_KIND)
    except MissingModel:
        return None
    return GlassesRemover(model.state_dict(), name=model.name)


class _Sums:
    """Check sums of pictures; that of the last one is kept, since live runs get it again."""

    def __init__(self) -> None:
        self._last: tuple[weakref.ref[ImageU8], int] | None = None

    def of(self, image: ImageU8) -> int:
        """Of one picture. Only what nobody can write to is known again."""
        if self._last is not None and self._last[0]() is image:
            return self._last[1]
        value = zlib.crc32(np.ascontiguousarray(image).data)
        self._last = None if image.flags.writeable else (weakref.ref(image), value)
        return value


def _placed(text: str) -> Any:
    """The eyes that were placed by hand; pixel (0, 0) reaches from 0 to 1 there, and from -0.5
    to 0.5 in what follows."""
    eyes = np.array(points_of(text), np.float32) - 0.5
    eyes = eyes[np.argsort(eyes[:, 0], kind="stable")]
    if np.hypot(*(eyes[1] - eyes[0])) < _SIDE_BY_SIDE_PX:
        raise GeneratorError(
            "The two eyes lie on each other.", f"Place them {_SIDE_BY_SIDE_PX:g} pixels apart."
        )
    return eyes.astype(np.float32)


def _nearest(faces: list[FoundFace], text: str) -> FoundFace:
    """The face nearest to a place."""
    ((x, y),) = points_of(text)
    return min(faces, key=lambda face: float(np.hypot(*(face.eyes.mean(0) - (x - 0.5, y - 0.5)))))
