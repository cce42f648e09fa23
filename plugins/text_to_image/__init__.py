"""Text to image, and image to image with words: any diffusers pipeline from a local folder."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Generator, hookimpl
from plugins.text_to_image.generator import TextToImage


@hookimpl
def figment_generators() -> Sequence[type[Generator]]:
    """Words to pictures."""
    return [TextToImage]
