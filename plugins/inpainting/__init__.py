"""Inpainting: fill, remove, replace and outpaint, by diffusion or in the classical ways."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Generator, hookimpl
from plugins.inpainting.generator import Inpainting


@hookimpl
def figment_generators() -> Sequence[type[Generator]]:
    """What is under the mask, anew."""
    return [Inpainting]
