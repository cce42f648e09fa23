"""Photo to painting and back: CycleGAN with bundled models for Monet and Van Gogh."""

from __future__ import annotations

from collections.abc import Sequence

from editor.api import Generator, hookimpl
from plugins.style_transfer.generator import StyleTransfer


@hookimpl
def figment_generators() -> Sequence[type[Generator]]:
    """The one generator."""
    return [StyleTransfer]
