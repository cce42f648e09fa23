"""Flat places stay flat: no grid of dots from the convolutions that double the size."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import Tensor

from editor.api import ImageU8
from plugins.style_transfer.brush import Brush
from plugins.style_transfer.copying import initialise_as_copy
from plugins.style_transfer.evening import even_out
from plugins.style_transfer.export import painter_of
from plugins.style_transfer.network import Norm, ResNet, ResNetShape
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.weights import read_weights
from tests.plugins.style_transfer.pictures import scene

MODELS = Path(__file__).parents[3] / "resources" / "models"
LEVELS = (8, 60, 200)


def _flat(level: int, side_px: int = 64) -> ImageU8:
    return np.full((side_px, side_px, 3), level, np.uint8)


def _grid(picture: npt.NDArray[np.floating]) -> float:
    """How much the 16 places that repeat every 4 pixels differ in lightness, off the edges."""
    light = picture[16:-16, 16:-16].mean(axis=2)
    places = [light[y::4, x::4].mean() for y in range(4) for x in range(4)]
    return float(np.std(places))


@torch.inference_mode()
def _through(network: ResNet, picture: ImageU8) -> npt.NDArray[np.float32]:
    made: Tensor = network(to_tensor(picture))[0]
    return np.asarray(made.permute(1, 2, 0).numpy() * 127.5, np.float32)


# Instance norm enlarges what little differs in a picture that is flat all over.
@pytest.mark.parametrize(("norm", "left"), [("batch", 0.3), ("instance", 0.8)])
def test_flat_places_lose_their_grid(norm: Norm, left: float) -> None:
    torch.manual_seed(0)
    network = ResNet(ResNetShape(width=16, blocks=6, norm=norm)).eval()
    if norm == "batch":
        initialise_as_copy(network)
        for layer in network.modules():
            if isinstance(layer, torch.nn.ConvTranspose2d):
                layer.weight.data += 0.01 * torch.randn_like(layer.weight)
    shown = [scene(64, 64, seed=seed) for seed in range(4)] + [_flat(level) for level in LEVELS]
    before = [_grid(_through(network, _flat(level))) for level in LEVELS]
    keys = list(network.state_dict())
    even_out(network, [to_tensor(picture) for picture in shown])
    after = [_grid(_through(network, _flat(level))) for level in LEVELS]
    assert max(after) < left * max(before)
    assert list(network.state_dict()) == keys


def test_a_copy_stays_a_copy() -> None:
    torch.manual_seed(0)
    network = ResNet(ResNetShape(width=16, blocks=6, norm="batch")).eval()
    initialise_as_copy(network)
    picture = scene(64, 64, seed=9)
    before = _through(network, picture)
    even_out(network, [to_tensor(scene(64, 64, seed=seed)) for seed in range(4)])
    assert np.abs(_through(network, picture) - before).mean() < 3


@pytest.mark.parametrize("name", ["monet", "vangogh"])
def test_the_bundled_styles_leave_no_grid_in_the_dark(name: str) -> None:
    folder = MODELS / f"style-{name}"
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    state = read_weights(folder / card["file"])
    painter = painter_of(state, ResNetShape(**card["shape"]), Brush.of(card))
    grids = [_grid(painter.paint(_flat(level, 256)).astype(np.float32)) for level in (4, 12, 24)]
    assert max(grids) < 1.0
