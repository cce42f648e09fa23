"""Sketch to photo and back: pix2pix with two bundled models, and edge extraction."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Generator, hookimpl
from plugins.sketch_to_photo.generator import SketchToPhoto
from plugins.sketch_to_photo.photo_to_sketch import PhotoToSketch


@hookimpl
def figment_generators() -> Sequence[type[Generator]]:
    """The drawing's way to the photo, and back."""
    return [SketchToPhoto, PhotoToSketch]
