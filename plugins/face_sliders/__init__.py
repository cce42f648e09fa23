"""Face sliders: a conditional VAE that changes a face, and a finder of faces."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Generator, hookimpl
from plugins.face_sliders.generator import FaceSliders


@hookimpl
def figment_generators() -> Sequence[type[Generator]]:
    """One generator."""
    return [FaceSliders]
