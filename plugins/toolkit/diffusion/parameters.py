"""The parameters that all who paint by diffusion declare alike; torch-free."""

from __future__ import annotations

from typing import Any

from editor.api import Choice, ModelFile, Prompt, Slider
from plugins.toolkit.diffusion.models import LORA
from plugins.toolkit.diffusion.schedulers import OWN, TITLES

STEERS = frozenset({"prompt", "negative_prompt", "guidance_scale"})
"""What may change when a run is taken up again at one of its steps."""


def negative_prompt(placeholder: str) -> Any:
    """What to avoid."""
    return Prompt(placeholder=placeholder, help="What to keep out of the picture.", title="Without")


def model(kind: str) -> Any:
    """Which folder or file."""
    return ModelFile(
        kind=kind,
        help="A folder in the diffusers format, or a file of Stable Diffusion 1, 2 or XL.",
    )


def lora() -> Any:
    """Which LoRA."""
    return ModelFile(
        kind=LORA,
        title="LoRA",
        empty="None",
        help="A .safetensors file of small changes to the model: a style, a person, a thing.",
    )


def lora_strength() -> Any:
    """How much of it."""
    return Slider(1.0, -2, 2, step=0.05, title="LoRA strength", help="0 leaves the model as it is.")


def steps() -> Any:
    """How many."""
    return Slider(20, 1, 150, help="More steps, finer pictures, longer runs.")


def guidance_scale() -> Any:
    """How strong."""
    return Slider(5.0, 1, 20, step=0.5, title="Guidance", help="How literally the prompt is taken.")


def scheduler() -> Any:
    """Which sampler."""
    return Choice(OWN, TITLES, help="How the noise is taken away, step by step.")
