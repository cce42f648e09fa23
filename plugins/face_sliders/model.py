"""A model of faces: network, units of the sliders and space of codes, in one weights file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format

from editor.api import GeneratorError, ImageU8, Model
from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.glasses.remover import GlassesRemover
from plugins.face_sliders.marks import Marks
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.face_sliders.parts import HeadTemplates
from plugins.face_sliders.space import FacePoint, FaceSpace
from plugins.toolkit.tensors import to_pixels, to_tensor
from plugins.toolkit.weights import fill

GAINS = "slider_gains"
_NETWORK, _SPACE, _MARKS, _HEADS, _UNITS = "network.", "space.", "marks.", "heads.", "units"


@dataclass(frozen=True, slots=True, eq=False)
class FaceModel:
    """A network and what is known of it.

    Attributes:
        name: what the user picked.
        network: in evaluation mode, on its device.
        units: what one unit of each slider adds to its attribute, `float32 (A,)`.
        space: of the codes.
        marks: what is drawn beside the network; None where nothing was measured.
        heads: where hair and skin lie in faces; None likewise.
        remover: takes glasses off; None where that is left to the network and the marks.
    """

    name: str
    network: FaceVAE
    units: Floats
    space: FaceSpace
    marks: Marks | None = None
    heads: HeadTemplates | None = None
    remover: GlassesRemover | None = None

    @property
    def shape(self) -> FaceShape:
        """Of the network."""
        return self.network.shape

    @torch.inference_mode()
    def encode(self, faces: ImageU8) -> list[FacePoint]:
        """Aligned faces `uint8 (N, side, side, 3)` to points."""
        x = to_tensor(faces).to(_device(self.network), _dtype(self.network))
        mean, _, guessed = self.network.encode(x)
        codes = mean.float().flatten(1).cpu().numpy()
        return [
            FacePoint(code, attributes)
            for code, attributes in zip(codes, guessed.float().cpu().numpy(), strict=True)
        ]

    @torch.inference_mode()
    def decode(self, points: list[FacePoint]) -> Floats:
        """Points to aligned faces `float32 (N, side, side, 3)` in levels, not yet clipped."""
        made = self._decoded(points).float().add(1).mul(127.5)
        return np.asarray(made.permute(0, 2, 3, 1).cpu().numpy(), np.float32)

    def pictures(self, points: list[FacePoint]) -> ImageU8:
        """Points to pictures `uint8 (N, side, side, 3)`."""
        with torch.inference_mode():
            return to_pixels(self._decoded(points))

    def _decoded(self, points: list[FacePoint]) -> Tensor:
        device, dtype = _device(self.network), _dtype(self.network)
        side = self.shape.code_side
        codes = torch.from_numpy(np.stack([p.code for p in points]))
        z = codes.view(len(points), self.shape.code, side, side)
        c = torch.from_numpy(np.stack([p.attributes for p in points]))
        # Channels-last is what convolutions on a CPU like best.
        z = z.to(device, dtype, memory_format=torch.channels_last)
        return self.network.decode(z, c.to(device, dtype))


def tensors_of(
    network: FaceVAE,
    units: Floats,
    space: FaceSpace,
    marks: Marks | None = None,
    heads: HeadTemplates | None = None,
) -> dict[str, Tensor]:
    """Everything that goes into the weights file."""
    state = {_NETWORK + key: value for key, value in network.state_dict().items()}
    arrays: dict[str, Floats | ImageU8] = {
        _UNITS: units,
        _SPACE + "mean": space.mean,
        _SPACE + "axes": space.axes,
        _SPACE + "attribute_mean": space.attribute_mean,
        _SPACE + "attribute_spread": space.attribute_spread,
        _SPACE + "typical_distance": np.array([space.typical_distance], np.float32),
    }
    if marks is not None:
        arrays |= {_MARKS + name: array for name, array in marks.as_arrays().items()}
    if heads is not None:
        arrays |= {_HEADS + name: array for name, array in heads.as_arrays().items()}
    return state | {key: torch.from_numpy(np.array(array)) for key, array in arrays.items()}


def read_model(model: Model, *, device: str, dtype: str) -> FaceModel:
    """A model folder made by `plugins.face_sliders.export`.

    Raises:
        GeneratorError: when the card names no shape, so that it is some other model.
        WeightsError: when the tensors do not fit it.
    """
    try:
        shape = FaceShape.of_card(model.card["shape"])
    except (KeyError, TypeError, ValueError) as error:
        raise GeneratorError(
            f"{model.name} is no model of faces.",
            "Choose a folder that plugins.face_sliders.export wrote, with its card.",
            repr(error),
        ) from None
    return model_of(
        model.state_dict(),
        shape,
        name=model.name,
        device=device,
        dtype=dtype,
        gains=gains_of(model.card),
    )


def gains_of(card: Mapping[str, Any]) -> Mapping[str, float]:
    """By how much a card lengthens the units that the weights file has: so a model can be measured
    anew without being written anew."""
    told = card.get(GAINS, {})
    return {str(name): float(gain) for name, gain in told.items()}


def model_of(
    tensors: Mapping[str, Tensor],
    shape: FaceShape,
    *,
    name: str,
    device: str,
    dtype: str,
    gains: Mapping[str, float] | None = None,
) -> FaceModel:
    """The model that the tensors of a weights file make; `gains` as `gains_of` gives them."""
    network = FaceVAE(shape)
    state = {
        key.removeprefix(_NETWORK): value
        for key, value in tensors.items()
        if key.startswith(_NETWORK)
    }
    fill(network, state, name=name)
    network = network.eval().to(torch.device(device), getattr(torch, dtype))
    network = convert_conv2d_weight_memory_format(network, torch.channels_last)
    try:
        arrays = {
            key: np.asarray(tensors[key].float().numpy(), np.float32)
            for key in (_UNITS, *(_SPACE + part for part in _PARTS))
        }
    except KeyError as error:
        raise GeneratorError(
            f"{name} is no model of faces: {error.args[0]} is missing.", "Export it again."
        ) from None
    space = FaceSpace(
        mean=arrays[_SPACE + "mean"],
        axes=arrays[_SPACE + "axes"],
        attribute_mean=arrays[_SPACE + "attribute_mean"],
        attribute_spread=arrays[_SPACE + "attribute_spread"],
        typical_distance=float(arrays[_SPACE + "typical_distance"][0]),
    )
    lengths = [(gains or {}).get(attribute, 1.0) for attribute in shape.attributes]
    marks = Marks.of_arrays(_arrays_of(tensors, _MARKS))
    heads = HeadTemplates.of_arrays(_arrays_of(tensors, _HEADS))
    units = arrays[_UNITS] * np.array(lengths, np.float32)
    return FaceModel(name, network, units, space, marks, heads)


def _arrays_of(tensors: Mapping[str, Tensor], kind: str) -> dict[str, Floats]:
    """Those whose names begin so, without the beginning."""
    return {
        key.removeprefix(kind): np.asarray(tensor.float().numpy(), np.float32)
        for key, tensor in tensors.items()
        if key.startswith(kind)
    }


_PARTS = ("mean", "axes", "attribute_mean", "attribute_spread", "typical_distance")


def _device(network: FaceVAE) -> torch.device:
    return network.decoder.place.device


def _dtype(network: FaceVAE) -> torch.dtype:
    return network.decoder.place.dtype
