"""A LoRA laid into a model while it is loaded: a small product is added to each weight it names.

Known are the names of kohya's trainer, with diffusers' or with the published names of the parts,
and those of diffusers and PEFT. https://arxiv.org/abs/2106.09685 has it as W = W0 + BA; here
W = W0 + strength * alpha / rank * up @ down.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from editor.api import Context, GeneratorError
from plugins.toolkit.diffusion.folder import shapes_of
from plugins.toolkit.diffusion.models import Lora
from plugins.toolkit.diffusion.published import published_names
from plugins.toolkit.weights import check_finite

_ENDS = (
    (".lora_down.weight", ".lora_up.weight"),
    (".lora_A.weight", ".lora_B.weight"),
    (".lora.down.weight", ".lora.up.weight"),
    ("_lora.down.weight", "_lora.up.weight"),
    (".lora_linear_layer.down.weight", ".lora_linear_layer.up.weight"),
)
_OTHER_SORTS = (".hada_w1_a", ".lokr_w1", ".dora_scale", ".lora_magnitude_vector", ".lora_mid.")
_PREFIXES = {
    "unet": ("unet_", "lora_unet_", "base_model_model_", ""),
    "transformer": ("transformer_", "lora_transformer_", "lora_unet_", "base_model_model_", ""),
    "text_encoder": ("text_encoder_", "lora_te_", "lora_te1_"),
    "text_encoder_2": ("text_encoder_2_", "lora_te2_"),
}


@dataclass(frozen=True, eq=False)
class Change:
    """What is added to one weight: `scale * up @ down`."""

    up: Tensor
    down: Tensor
    scale: float

    def of_shape(self, shape: torch.Size) -> Tensor:
        """The product, float32. Raises RuntimeError where it is of another size."""
        product = self.up.float().flatten(1) @ self.down.float().flatten(1)
        return (self.scale * product).reshape(shape)


def lay_into(pipeline: Any, lora: Lora, context: Context) -> None:
    """Adds a LoRA to a pipeline's networks, for good.

    Raises:
        GeneratorError: it was made for another model, or is of a sort that is not known.
        FileError: it is not whole.
    """
    changes = read_changes(lora.path, name=lora.name)
    weights = _weights(pipeline)
    found = {part: weights[part] for part in changes if part in weights}
    if not found:
        raise GeneratorError(
            f"The LoRA “{lora.name}” was made for another kind of model.",
            "Choose a model of the kind it was made for, or no LoRA.",
        )
    if len(found) < len(changes):
        context.notice(
            f"{len(changes) - len(found)} of {len(changes)} parts of the LoRA “{lora.name}” fit "
            "nothing in this model; they were left out."
        )
    with torch.no_grad():
        for part, weight in found.items():
            context.check()
            try:
                change = changes[part].of_shape(weight.shape)
            except RuntimeError as error:
                raise GeneratorError(
                    f"The LoRA “{lora.name}” was made for a model of another size.",
                    "Choose a model of the kind it was made for, or no LoRA.",
                    f"{part}: {error}",
                ) from None
            moved = weight.float() + lora.strength * change.to(weight.device)
            weight.copy_(moved.to(weight.dtype))


def read_changes(file: Path, *, name: str) -> dict[str, Change]:
    """What a file adds, by the part's name with underscores.

    Raises:
        GeneratorError: it is no LoRA, or of a sort that is not known.
        FileError: it is not whole, or not finite.
    """
    if file.suffix.lower() != ".safetensors":
        raise GeneratorError(
            f"The LoRA “{name}” is a pickle, which is not opened: it could run code.",
            "Ask for the safetensors version of it.",
        )
    shapes, told = shapes_of(file)
    if any(sort in key for sort in _OTHER_SORTS for key in shapes):
        raise GeneratorError(
            f"“{name}” is of a newer sort than LoRA (LoHa, LoKr or DoRA), which is not known here.",
            "Choose a plain LoRA.",
        )
    state = load_file(file)
    check_finite(state, name=name)
    pairs = dict(_pairs(state))
    if not pairs:
        raise GeneratorError(f"“{name}” is no LoRA.", "Choose another file.")
    fallback = _told_alpha(file, told)
    return {
        part.replace(".processor.", ".").replace(".", "_"): Change(
            up, down, _scale(state, part, down, fallback)
        )
        for part, (up, down) in pairs.items()
    }


def _pairs(state: Mapping[str, Tensor]) -> Iterator[tuple[str, tuple[Tensor, Tensor]]]:
    for key, down in state.items():
        for down_end, up_end in _ENDS:
            if key.endswith(down_end):
                part = key.removesuffix(down_end)
                if part + up_end in state:
                    yield part, (state[part + up_end], down)
                break


def _scale(state: Mapping[str, Tensor], part: str, down: Tensor, fallback: float | None) -> float:
    rank = down.shape[0]
    alpha = state.get(f"{part}.alpha")
    if alpha is not None:
        return float(alpha) / rank
    return 1.0 if fallback is None else fallback / rank


def _told_alpha(file: Path, told: Mapping[str, str]) -> float | None:
    """The alpha of all parts, where diffusers or PEFT wrote it beside the tensors."""
    texts = [told.get("lora_adapter_metadata", "")]
    beside = file.with_name("adapter_config.json")
    if beside.is_file():
        texts.append(beside.read_text(encoding="utf-8"))
    for text in filter(None, texts):
        try:
            table = json.loads(text)
            values = {float(v) for k, v in table.items() if k.split(".")[-1] == "lora_alpha"}
        except (ValueError, TypeError, AttributeError):
            continue
        if len(values) == 1:
            return values.pop()
    return None


def _weights(pipeline: Any) -> dict[str, Tensor]:
    """All weights of the networks, by every name that a LoRA may have for their part."""
    found: dict[str, Tensor] = {}
    for network_name, prefixes in _PREFIXES.items():
        network = getattr(pipeline, network_name, None)
        if not isinstance(network, nn.Module):
            continue
        weights = {
            name.removesuffix(".weight"): weight
            for name, weight in network.named_parameters()
            if name.endswith(".weight")
        }
        for name, weight in weights.items():
            # Newer versions of transformers leave out what older ones called text_model.
            wrapped = f"text_model.{name}" if network_name.startswith("text") else name
            for prefix in prefixes:
                for known in (name, wrapped):
                    found.setdefault(prefix + known.replace(".", "_"), weight)
        if network_name == "unet":
            config: Any = network.config
            layers = config.layers_per_block
            layers = layers if isinstance(layers, int) else layers[0]
            for name, place in published_names(weights, layers_per_block=layers).items():
                found.setdefault("lora_unet_" + place.replace(".", "_"), weights[name])
    return found
