"""The generator that changes a face: smile, age, glasses and more, in standard deviations."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import cv2
import numpy as np

from editor.api import (
    IMAGE,
    AnySize,
    Context,
    Generator,
    GeneratorError,
    ImageU8,
    InvalidParams,
    MissingModel,
    ModelFile,
    Params,
    Request,
    Result,
    Slider,
)
from plugins.face_sliders.attributes import NAMES

if TYPE_CHECKING:
    from plugins.face_sliders.editing import Changes, FaceEditor
    from plugins.face_sliders.finding.finder import Finder, FoundFace
    from plugins.face_sliders.model import FaceModel

FINDER, FINDER_KIND = "finder", "face-finder"
COMPONENTS = ("pc1", "pc2", "pc3", "pc4")
_EYES = ("left_eye_x", "left_eye_y", "right_eye_x", "right_eye_y")
_SIDE_BY_SIDE_PX = 2.0


def _deviations(title: str, help: str) -> Any:
    return Slider(0.0, -3.0, 3.0, step=0.1, unit="SD", title=title, help=help)


def _place(title: str) -> Any:
    return Slider(
        -1.0, -1.0, 1.0, step=0.001, title=title, help="Share of the picture; -1 = find the eyes."
    )


class FaceSlidersParams(Params):
    """What the user chooses; all zero leaves the picture as it is."""

    smile: float = _deviations("Smile", "More shows teeth, less closes the mouth.")
    age: float = _deviations("Age", "More is older.")
    glasses: float = _deviations("Glasses", "More puts them on, less takes them off.")
    facial_hair: float = _deviations("Facial hair", "Beard and moustache.")
    bald: float = _deviations("Bald", "Less hair on top.")
    gray_hair: float = _deviations("Gray hair", "Gray or white.")
    dark_hair: float = _deviations("Dark hair", "Black or dark brown.")
    blond_hair: float = _deviations("Blond hair", "Blond.")
    gender: float = _deviations("Gender", "More is more masculine, less more feminine.")
    pc1: float = _deviations("Component 1", "What faces differ in most: to be explored.")
    pc2: float = _deviations("Component 2", "The second largest difference between faces.")
    pc3: float = _deviations("Component 3", "The third.")
    pc4: float = _deviations("Component 4", "The fourth.")
    own: float = _deviations("Own slider", "Of the slider file below.")
    slider_file: str = ""
    face: int = Slider(1, 1, 20, title="Face", help="Which one, the largest first.")
    left_eye_x: float = _place("Left eye, across")
    left_eye_y: float = _place("Left eye, down")
    right_eye_x: float = _place("Right eye, across")
    right_eye_y: float = _place("Right eye, down")
    model: str = ModelFile("faces", kind="face-sliders")


class FaceSliders(Generator):
    """Statistical edits of a face by a variational autoencoder (Kingma and Welling 2014)."""

    id = "face-sliders"
    title = "Face sliders"
    summary = "Make a portrait smile, age or lose its glasses; the rest of the photo stays."
    needs: ClassVar[frozenset[str]] = frozenset({IMAGE})
    size = AnySize()
    live = True
    varies = False
    train = ".own_faces:train"
    icon = "smiley"
    Params = FaceSlidersParams

    def __init__(self) -> None:
        self._models: dict[str, FaceModel] = {}
        self._finder: Finder | None = None
        self._found: dict[int, list[FoundFace]] = {}
        self._editors: dict[object, FaceEditor] = {}

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
        from plugins.face_sliders.editing import Changes
        from plugins.face_sliders.meters import verdict

        assert request.image is not None
        params: FaceSlidersParams = request.params
        changes = Changes(
            attributes={name: getattr(params, name) for name in NAMES},
            components=tuple(getattr(params, name) for name in COMPONENTS),
            own=params.own,
        )
        if changes.is_none:
            return request.image.copy()
        context.progress(0.0, "finding the face")
        editor = self._editor(request.image, params, context)
        context.progress(0.5, "changing it")
        point = editor.moved(changes, self._slider(params, changes, context))
        result = request.image.copy()
        editor.change(result, point)
        psnr, drift = editor.reconstruction_db, editor.drift(result)
        context.log(verdict(psnr, drift))
        context.progress(1.0)
        notes = {"reconstruction_db": round(psnr, 2), "identity_drift": round(drift, 3)}
        return Result(images=[result], notes=notes)

    def _editor(self, image: ImageU8, params: FaceSlidersParams, context: Context) -> FaceEditor:
        """The chosen face of the picture, read once however often the sliders move."""
        from plugins.face_sliders.editing import FaceEditor

        model = self._model(params.model, context)
        picture = zlib.crc32(np.ascontiguousarray(image).data)
        eyes = self._eyes(image, params, context, picture=picture)
        key = (picture, image.shape, eyes.tobytes(), model.name, context.device, context.dtype)
        if key not in self._editors:
            self._editors.clear()
            self._editors[key] = FaceEditor(model, image, eyes)
        return self._editors[key]

    def _eyes(
        self, image: ImageU8, params: FaceSlidersParams, context: Context, *, picture: int
    ) -> Any:
        """The eyes `float32 (2, 2)` in pixels: placed by hand, or found."""
        height, width = image.shape[:2]
        shares = [getattr(params, name) for name in _EYES]
        if any(share >= 0 for share in shares):
            return _placed(shares, width=width, height=height)
        if picture not in self._found:
            self._found.clear()
            gray = cv2.cvtColor(np.ascontiguousarray(image[..., :3]), cv2.COLOR_RGB2GRAY)
            self._found[picture] = self._found_by(context).find(gray)
        faces = self._found[picture]
        if not faces:
            raise GeneratorError(
                "There is no face to be found in this picture.",
                "Place the eyes by hand, or choose a picture with a larger face seen from "
                "the front.",
            )
        if params.face > len(faces):
            count = "one face" if len(faces) == 1 else f"{len(faces)} faces"
            raise GeneratorError(
                f"There is no face {params.face} in this picture.", f"It has {count}."
            )
        return faces[params.face - 1].eyes

    def _slider(self, params: FaceSlidersParams, changes: Changes, context: Context) -> Any:
        if not changes.own:
            return None
        from plugins.face_sliders.slider_file import SliderFile

        if not params.slider_file:
            raise InvalidParams({"slider_file": "names no file, but its slider is not at zero"})
        model = self._model(params.model, context)
        return SliderFile.load(
            Path(params.slider_file).expanduser(),
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
            self._models[key] = read_model(model, device=context.device, dtype=context.dtype)
        return self._models[key]

    def _found_by(self, context: Context) -> Finder:
        from plugins.face_sliders.finding.finder import Finder

        if self._finder is None:
            model = context.model(FINDER, kind=FINDER_KIND)
            self._finder = Finder(model.state_dict(), name=model.name)
        return self._finder


def _placed(shares: list[float], *, width: int, height: int) -> Any:
    if any(share < 0 for share in shares):
        raise InvalidParams(
            {
                name: "place both eyes, across and down, or none"
                for name, share in zip(_EYES, shares, strict=True)
                if share < 0
            }
        )
    size = np.array([width, height], np.float32)
    eyes = np.array(shares, np.float32).reshape(2, 2) * size - 0.5
    eyes = eyes[np.argsort(eyes[:, 0], kind="stable")]
    if np.hypot(*(eyes[1] - eyes[0])) < _SIDE_BY_SIDE_PX:
        raise GeneratorError(
            "The two eyes lie on each other.", f"Place them {_SIDE_BY_SIDE_PX:g} pixels apart."
        )
    return eyes.astype(np.float32)
