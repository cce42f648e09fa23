"""The meters: how well the model knows a face, how far an edit moved it, what it lacks."""

from __future__ import annotations

import cv2
import numpy as np

from editor.api import ImageU8, Meter

POOR_DB = 20.0
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


def meters_of(reconstruction_db: float, drift: float, heat: ImageU8) -> tuple[Meter, Meter]:
    """Both meters as the window shows them."""
    is_unknown, is_stranger = reconstruction_db < POOR_DB, drift > STRANGER
    return (
        Meter(
            "reconstruction_db",
            "Reconstruction",
            round(reconstruction_db, 2),
            minimum=10.0,
            maximum=30.0,
            unit="dB",
            text="The model hardly knows this face" if is_unknown else "The model knows this face",
            is_poor=is_unknown,
            picture=heat,
        ),
        Meter(
            "identity_drift",
            "Identity drift",
            round(drift, 3),
            text="May pass for somebody else" if is_stranger else "The same person",
            is_poor=is_stranger,
        ),
    )


def hair_meter() -> Meter:
    """What to say where colours of hair are asked for on a head without any."""
    return Meter("hair", "Hair", 0.0, text="There is hardly any hair here to colour", is_poor=True)


def sunglasses_meter() -> Meter:
    """What to say where glasses are to be taken off that hide the eyes."""
    text = "Nobody can see the eyes behind these: they stay on"
    return Meter("glasses", "Sunglasses", 0.0, text=text, is_poor=True)


def cut_meter() -> Meter:
    """What to say where much of a face lies outside of the picture."""
    text = "Much of this face lies outside of the picture"
    return Meter("cut", "Edge", 0.0, text=text, is_poor=True)
