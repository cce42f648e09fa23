"""Colours from one profile to another, through LittleCMS; None stands for sRGB."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from editor.api import FileError
from editor.api.image import ImageU8
from editor.formats.colour import profile_space

_SAME_WITHIN = 1
_CUBE_STEPS = 9


class Conversion:
    """A transform between two RGB profiles, relative colorimetric with black point compensation.

    Any thread may use it.
    """

    def __init__(self, source: bytes | None, target: bytes | None) -> None:
        self._transform = ImageCms.buildTransform(
            _opened(source),
            _opened(target),
            "RGBA",
            "RGBA",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def __call__(self, rgba: ImageU8) -> ImageU8:
        """Straight RGBA `uint8 (H, W, 4)` in the target's colours; alpha stays as it is."""
        source = Image.fromarray(np.ascontiguousarray(rgba))
        converted = ImageCms.applyTransform(source, self._transform)
        assert converted is not None  # only an in-place conversion returns nothing
        return np.array(converted)

    @property
    def changes_nothing(self) -> bool:
        """Whether the two profiles are the same to within what 8 bits can tell."""
        steps = np.linspace(0, 255, _CUBE_STEPS).astype(np.uint8)
        cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(1, -1, 3)
        rgba = np.dstack([cube, np.full(cube.shape[:2], 255, np.uint8)])
        return int(np.abs(self(rgba).astype(int) - rgba).max()) <= _SAME_WITHIN


@lru_cache(maxsize=32)
def conversion(source: bytes | None, target: bytes | None) -> Conversion | None:
    """The way from one profile to another; None where there is nothing to do.

    A profile that cannot be used counts as sRGB, as it does where a picture is opened.
    """
    if source == target:
        return None
    try:
        found = Conversion(source, target)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return None if found.changes_nothing else found


def converted(rgba: ImageU8, *, source: bytes | None, target: bytes | None) -> ImageU8:
    """Straight RGBA in the target's colours; the same array where there is nothing to do."""
    convert = conversion(source, target)
    return rgba if convert is None else convert(rgba)


def check_profile(profile: bytes, *, name: str) -> None:
    """Refuses what a picture cannot be in. Raises FileError."""
    space = profile_space(profile)
    if space is None:
        raise FileError(f"“{name}” is no colour profile, or it is damaged.", "Choose another file.")
    if space != "RGB ":
        kind = {"GRAY": "greys", "CMYK": "inks"}.get(space, space.strip())
        raise FileError(
            f"“{name}” is a profile for {kind}; pictures here are RGB.",
            "Choose the profile of a screen, a camera or a working space.",
        )
    try:
        Conversion(profile, None)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise FileError(
            f"The colour profile “{name}” cannot be used.", "Choose another file.", repr(error)
        ) from error


def srgb_profile() -> bytes:
    """An sRGB profile to embed."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _opened(profile: bytes | None) -> ImageCms.ImageCmsProfile:
    if profile is None:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.ImageCmsProfile(io.BytesIO(profile))
