"""The pixel convention, and the few conversions everybody needs.

Image: `uint8 (H, W, 4)`, straight RGBA, sRGB. Mask: `uint8 (H, W)`, 255 = selected.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from editor.api.errors import GeneratorError

ImageU8 = npt.NDArray[np.uint8]
"""uint8 (H, W, 4), straight RGBA."""
MaskU8 = npt.NDArray[np.uint8]
"""uint8 (H, W), 255 = selected."""


def as_rgba(image: Any) -> ImageU8:
    """Whatever a generator returned, as straight RGBA.

    Takes a PIL picture, or an array (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), uint8 in 0..255,
    bool, or floating in 0..1 (clipped).

    Raises:
        GeneratorError: for anything else, saying what it was.
    """
    if hasattr(image, "mode") and hasattr(image, "convert"):
        image = image.convert("RGBA")
    array = np.asarray(image)
    if array.ndim == 2:
        array = array[..., None]
    if array.ndim != 3 or array.shape[2] not in (1, 3, 4) or 0 in array.shape:
        shape = " x ".join(map(str, array.shape))
        what = f"an array of shape {shape}" if shape else f"of type {type(image).__name__}"
        raise GeneratorError(
            f"The result is not a picture but {what}.",
            "A generator returns (height, width, 1, 3 or 4) or a PIL picture.",
        )
    array = _to_u8(array)
    if array.shape[2] == 1:
        array = array.repeat(3, axis=2)
    if array.shape[2] == 3:
        rgba = np.empty((*array.shape[:2], 4), np.uint8)
        for channel in range(3):  # one by one takes numpy a third of the time
            rgba[..., channel] = array[..., channel]
        rgba[..., 3] = 255
        return rgba
    return np.ascontiguousarray(array)


def _to_u8(array: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    if array.dtype == np.uint8:
        return array
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * np.uint8(255)
    if np.issubdtype(array.dtype, np.floating):
        if not np.isfinite(array).all():
            raise GeneratorError("The result holds numbers that are not finite.")
        return (np.clip(array, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    raise GeneratorError(f"The result's pixels are {array.dtype}; uint8 or 0..1 floats are needed.")


def over_color(image: ImageU8, rgb: tuple[int, int, int] = (255, 255, 255)) -> ImageU8:
    """RGB `uint8 (H, W, 3)`: the picture laid over one opaque colour, white paper by default."""
    alpha = image[..., 3:]
    if (alpha == 255).all():
        return np.ascontiguousarray(image[..., :3])
    weight = alpha.astype(np.uint16)
    paper = np.asarray(rgb, np.uint16)
    mixed = (image[..., :3] * weight + paper * (255 - weight) + 127) // 255
    return mixed.astype(np.uint8)


def read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A view that nobody can write through."""
    view = array.view()
    view.setflags(write=False)
    return view
