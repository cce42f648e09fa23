"""Who can fill a hole, as parameters name them, and how well, as cards say; torch-free."""

from __future__ import annotations

MODEL, TELEA, NAVIER_STOKES = FILLERS = "model", "telea", "navier-stokes"
PATCHES = "patches"
"""Not measured in dB: what it puts in is sharp and another thing than was there, and blur would be
nearer."""


def psnr_key(filler: str) -> str:
    """In a card's `quality`: how near what it fills comes to what was there, in dB."""
    return f"hole_psnr_db_{filler}"


def ssim_key(filler: str) -> str:
    """In a card's `quality`: how alike the two are in structure."""
    return f"hole_ssim_{filler}"
