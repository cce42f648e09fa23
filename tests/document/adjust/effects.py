"""Pictures for effects, and what is compared with."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

from editor.api import validate_params
from editor.document.adjust import find_effect


def params(effect_id: str, **values: Any) -> Any:
    return validate_params(find_effect(effect_id).params_class, values)


def applied(effect_id: str, rgba: np.ndarray, **values: Any) -> np.ndarray:
    return find_effect(effect_id).apply(rgba, params(effect_id, **values))


def noise(height: int = 64, width: int = 80, *, opaque: bool = True, seed: int = 1) -> np.ndarray:
    rgba = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    if opaque:
        rgba[..., 3] = 255
    return rgba


def photo(height: int = 160, width: int = 200) -> np.ndarray:
    """Smooth areas with edges and grain, opaque."""
    y, x = np.mgrid[:height, :width]
    planes = [128 + 90 * np.sin(x / 23 + i) * np.cos(y / 31 - i) for i in range(3)]
    rgb = np.dstack(planes) + np.random.default_rng(2).normal(0, 6, (height, width, 3))
    rgb[40:90, 60:120] = (230, 40, 90)
    return np.dstack([np.clip(rgb, 0, 255), np.full((height, width), 255)]).astype(np.uint8)


def pil(rgba: np.ndarray) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(rgba[..., :3]))


def difference(rgba: np.ndarray, other: Image.Image) -> np.ndarray:
    return np.abs(rgba[..., :3].astype(int) - np.asarray(other.convert("RGB"), int))
