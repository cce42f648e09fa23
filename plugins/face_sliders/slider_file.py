"""Sliders of one's own: the way from one group of faces to another, in a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from editor.api import FileError
from plugins.face_sliders.space import FacePoint, FaceSpace, direction_between

FORMAT = "figment-face-slider-1"
FILE = "slider.json"
"""Its name in a model's folder."""


@dataclass(frozen=True, slots=True, eq=False)
class SliderFile:
    """A named direction; `direction` is what one unit adds to a face."""

    name: str
    model: str
    direction: FacePoint

    def as_json(self) -> dict[str, Any]:
        """What its file says."""
        return {
            "format": FORMAT,
            "name": self.name,
            "model": self.model,
            "code": [round(float(value), 5) for value in self.direction.code],
            "attributes": [round(float(value), 5) for value in self.direction.attributes],
        }

    def save(self, path: Path) -> None:
        """Writes it whole or not at all."""
        content = self.as_json()
        unfinished = path.with_name(path.name + ".new")
        unfinished.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
        unfinished.replace(path)

    @classmethod
    def load(cls, path: Path, *, code_length: int, attributes: int) -> SliderFile:
        """Reads a file that `save` wrote, for a model with codes and attributes so long.

        Raises:
            FileError: when it is missing, something else, or was made with another model.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] != FORMAT:
                raise ValueError(content["format"])
            direction = FacePoint(
                np.array(content["code"], np.float32), np.array(content["attributes"], np.float32)
            )
            name, model = str(content["name"]), str(content["model"])
        except OSError as error:
            raise FileError(f"{path.name} could not be read.", str(error.strerror)) from None
        except (ValueError, KeyError, TypeError) as error:
            raise FileError(
                f"{path.name} is no slider.",
                "Choose a file that the latent desk wrote.",
                repr(error),
            ) from None
        if direction.code.shape != (code_length,) or direction.attributes.shape != (attributes,):
            raise FileError(
                f"{path.name} belongs to another model, {model}.",
                "Choose that model, or make the slider again with this one.",
            )
        if not (np.isfinite(direction.code).all() and np.isfinite(direction.attributes).all()):
            raise FileError(f"{path.name} holds numbers that are not finite.", "Make it again.")
        return cls(name, model, direction)


def make_slider(
    space: FaceSpace,
    name: str,
    *,
    model: str,
    without: Sequence[FacePoint],
    having: Sequence[FacePoint],
) -> SliderFile:
    """A slider that leads from faces without something to faces having it.

    Two units go the whole way, and only along the axes that the model's faces are spread on: what
    else the groups differ in is noise.
    """
    way = direction_between(without, having)
    along = space.coordinates(space.mean + way.code) @ space.axes
    direction = FacePoint(
        np.asarray(along / 2, np.float32), np.asarray(way.attributes / 2, np.float32)
    )
    return SliderFile(name, model, direction)
