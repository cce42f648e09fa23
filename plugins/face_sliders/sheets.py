"""A sheet of faces under every slider, for the eye."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from editor.api import ImageU8
from plugins.face_sliders.attributes import Floats, changed, limited
from plugins.face_sliders.data import Face, plain_batch
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.toolkit.sheets import contact_sheet
from plugins.toolkit.tensors import to_pixels, to_tensor


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
    """One row a face: the picture, its decoding, then each slider at minus and plus `strength`.

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
                [limited(changed(row, shape.attributes, change), row) for row in values]
            )
            made = network.decode(mean, torch.from_numpy(aims).to(device))
            columns.append(to_pixels(x + made - base))
    cells = [column[row] for row in range(len(faces)) for column in columns]
    return contact_sheet(cells, columns=len(columns))
