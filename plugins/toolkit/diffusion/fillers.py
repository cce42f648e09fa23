"""Who can fill a hole, as parameters name them, and how well, as cards say; torch-free."""

from __future__ import annotations

AUTO = "auto"
MODEL, TELEA, NAVIER_STOKES = FILLERS = "model", "telea", "navier-stokes"
PATCHES = "patches"
LEARNED = "learned"
"""Patches again, chosen to agree with a small network's guess."""
FILLER = "filler"
"""The kind of that network's model, and the name of the bundled one."""


def psnr_key(filler: str) -> str:
    """In a card's `quality`: how near what it fills comes to what was there, in dB."""
    return f"hole_psnr_db_{filler}"


def ssim_key(filler: str) -> str:
    """In a card's `quality`: how alike the two are in structure."""
    return f"hole_ssim_{filler}"
