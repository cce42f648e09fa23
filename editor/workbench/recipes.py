"""The recipe kept with a result: all that is needed to make it again."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from editor import __version__
from editor.api import IMAGE, MASK, SKETCH, Generator, Request
from editor.host import PluginInfo


def start(generator: type[Generator], request: Request, plugin: PluginInfo) -> dict[str, Any]:
    """The recipe as far as it is known before the run; the runner adds seed and model hashes."""
    return {
        "generator": generator.id,
        "generator_title": generator.title,
        "plugin": plugin.name,
        "plugin_version": plugin.version,
        "params": request.params.model_dump(mode="json"),
        "seed": request.seed,
        "doc_rect": list(request.rect),
        "input_hashes": input_hashes(request),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "figment_version": __version__,
    }


def input_hashes(request: Request) -> dict[str, str]:
    """The hashes of a request's pictures by name; of those that it has."""
    return {
        name: pixel_hash(pixels)
        for name in (IMAGE, MASK, SKETCH)
        if (pixels := getattr(request, name)) is not None
    }


def pixel_hash(pixels: npt.NDArray[np.uint8]) -> str:
    """Names a picture by its size and content."""
    digest = hashlib.blake2b(repr(pixels.shape).encode(), digest_size=16)
    digest.update(np.ascontiguousarray(pixels).data)
    return digest.hexdigest()
