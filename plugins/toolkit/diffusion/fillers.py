"""Who can fill a hole, as parameters name them, and how well, as cards say; torch-free."""

from __future__ import annotations

from editor.api import GeneratorError

AUTO = "auto"
MODEL, TELEA, NAVIER_STOKES = FILLERS = "model", "telea", "navier-stokes"
PATCHES = "patches"
LEARNED = "learned"
"""Patches again, chosen to agree with a small network's guess."""
FILLER = "filler"
"""The kind of that network's model, and the name of the bundled one."""


def nothing_around() -> GeneratorError:
    """What is raised where all is masked that a hole could be continued from."""
    return GeneratorError(
        "The mask covers everything, so there is nothing to continue from.",
        "Leave a part of the picture unmasked, or let a model replace it with a prompt.",
    )


def psnr_key(filler: str) -> str:
    """In a card's `quality`: how near what it fills comes to what was there, in dB."""
    return f"hole_psnr_db_{filler}"


def ssim_key(filler: str) -> str:
    """In a card's `quality`: how alike the two are in structure."""
    return f"hole_ssim_{filler}"
