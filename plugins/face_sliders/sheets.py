"""A sheet of faces under every slider, for the eye."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from editor.api import ImageU8
from plugins.face_sliders.align import aligned_eyes
from plugins.face_sliders.attributes import Floats, changed, limited
from plugins.face_sliders.data import Face, plain_batch
from plugins.face_sliders.editing import Changes, FaceEditor
from plugins.face_sliders.model import FaceModel
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.toolkit.sheets import contact_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor


def edited_sheet(
    model: FaceModel, faces: Sequence[ImageU8], *, strengths: Sequence[float] = (-2.0, 1.0, 2.0)
) -> ImageU8:
    """One row a slider, for each face its strengths side by side, edited as in the window.

    The first row shows each face as it is, its decoding, and again as it is.

    Args:
        faces: aligned, `uint8 (side, side, 3)`.
    """
    editors = [FaceEditor(model, face, aligned_eyes(model.shape.side_px)) for face in faces]
    cells: list[ImageU8] = []
    for editor in editors:
        shown = (editor.decoded + 0.5).clip(0, 255).astype(np.uint8)
        cells += [editor.face, *[shown] * (len(strengths) - 2), editor.face]
    for name in model.shape.attributes:
        for editor in editors:
            for strength in strengths:
                picture = editor.face.copy()
                editor.change(picture, Changes(attributes={name: strength}))
                cells.append(picture)
    return contact_sheet(cells, columns=len(editors) * len(strengths))


@torch.inference_mode()
def slider_sheet(
    network: nn.Module,
    shape: FaceShape,
    faces: Sequence[Face],
    units: Floats,
    *,
    device: str,
    strength: float = 2.0,
) -> ImageU8:
    """While it is trained. One row a face: the picture, its decoding, then each slider at minus and
    plus `strength`, as the network alone draws it.

    Args:
        network: a `FaceVAE`.
        shape: of the network.
        faces: pictures that were not trained on.
        units: what one unit of each slider adds to its attribute.
        device: where the network is.
        strength: in units.
    """
    assert isinstance(network, FaceVAE)
    pictures, _ = plain_batch(faces, shape.side_px)
    x = to_tensor(pictures).to(device)
    mean, _, guessed = network.encode(x)
    base = network.decode(mean, guessed)
    columns = [pictures, to_pixels(base)]
    values = guessed.float().cpu().numpy()
    for name, unit in zip(shape.attributes, units, strict=True):
        for sign in (-1, 1):
            change = {name: float(sign * strength * unit)}
            aims = np.stack(
                [
                    limited(changed(row, shape.attributes, change), row, shape.attributes)
                    for row in values
                ]
            )
            made = network.decode(mean, torch.from_numpy(aims).to(device))
            columns.append(to_pixels(x + made - base))
    cells = [column[row] for row in range(len(faces)) for column in columns]
    return contact_sheet(cells, columns=len(columns))
