"""The two meters: how well the model knows a face, and how far an edit moved the person."""

from __future__ import annotations

import cv2
import numpy as np

from editor.api import ImageU8

POOR_DB = 18.0
"""Below this the model hardly knows the face, and edits will not fit it."""
STRANGER = 0.6
"""Above this an edited face may pass for somebody else."""


def psnr_db(a: ImageU8, b: ImageU8) -> float:
    """Peak signal to noise of two pictures; 99 when equal."""
    error = float(((a.astype(np.float32) - b) ** 2).mean())
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def heat_map(a: ImageU8, b: ImageU8, *, full_levels: float = 64.0) -> ImageU8:
    """Where two pictures `uint8 (H, W, 3)` differ: black (not) over red to white (much)."""
    error = np.abs(a.astype(np.float32) - b).mean(axis=2)
    error = cv2.GaussianBlur(error, (0, 0), 1.0) / full_levels
    ramps = [error * 3, error * 3 - 1, error * 3 - 2]
    return np.asarray(np.stack(ramps, axis=2).clip(0, 1) * 255, np.uint8)


def verdict(reconstruction_db: float, drift: float) -> str:
    """Both meters in one line."""
    known = "hardly known to the model" if reconstruction_db < POOR_DB else "known to the model"
    person = "may pass for somebody else" if drift > STRANGER else "same person"
    return f"face {known} ({reconstruction_db:.1f} dB), {person} (drift {drift:.2f})"
