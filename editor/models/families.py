"""Which network a set of tensors belongs to, told from names and shapes alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from editor.models.tensors import Header


@dataclass(frozen=True, slots=True)
class Family:
    """A sort of network; `kind` is the generator that uses it, empty when none does by itself."""

    title: str
    kind: str = ""


_WRAPPERS = ("module.", "_orig_mod.", "netG.", "generator.")
"""What training code puts before all names: as `plugins.toolkit.weights` strips them."""
_RESNET_BLOCK = re.compile(r"model\.\d+\.conv_block\.\d+\.weight$")


def family_of(tensors: Header) -> Family | None:
    """The first family that fits, whatever wrapped it; None for an unknown network."""
    for wrapper in (*_WRAPPERS, *_WRAPPERS):
        if tensors and all(name.startswith(wrapper) for name in tensors):
            tensors = {name.removeprefix(wrapper): info for name, info in tensors.items()}
    for detect in _DETECTORS:
        family = detect(tensors)
        if family is not None:
            return family
    return None


def _pix2pix(tensors: Header) -> Family | None:
    if "model.model.0.weight" not in tensors:
        return None
    if not any(name.startswith("model.model.1.model.") for name in tensors):
        return None
    halvings = max(name.count(".model.") for name in tensors)
    width = tensors["model.model.0.weight"].shape[0]
    return Family(f"pix2pix U-Net, {halvings} halvings, width {width}", "sketch-to-photo")


def _cyclegan(tensors: Header) -> Family | None:
    blocks = {name.split(".")[1] for name in tensors if _RESNET_BLOCK.match(name)}
    if "model.1.weight" not in tensors or not blocks:
        return None
    width = tensors["model.1.weight"].shape[0]
    return Family(f"CycleGAN ResNet, {len(blocks)} blocks, width {width}", "style-transfer")


def _lora(tensors: Header) -> Family | None:
    ends = (
        ".lora_down.weight",
        ".lora_A.weight",
        ".lora.down.weight",
        "_lora.down.weight",
        ".lora_linear_layer.down.weight",
    )
    downs = [info for name, info in tensors.items() if name.endswith(ends)]
    return Family(f"LoRA of rank {downs[0].shape[0]}", "lora") if downs else None


def _stable_diffusion(tensors: Header) -> Family | None:
    first = tensors.get("model.diffusion_model.input_blocks.0.0.weight")
    if first is None:
        return None
    whole = any(name.startswith(("first_stage_model.", "vae.")) for name in tensors)
    return _by_unet(tensors, first.shape[1], "single file" if whole else "U-Net alone", whole=whole)


def _diffusers_unet(tensors: Header) -> Family | None:
    first = tensors.get("conv_in.weight")
    if first is None or not any(name.startswith("down_blocks.") for name in tensors):
        return None
    if not any(name.startswith("time_embedding.") for name in tensors):
        return None
    return _by_unet(tensors, first.shape[1], "UNet", whole=False)


def _by_unet(tensors: Header, in_channels: int, part: str, *, whole: bool) -> Family:
    contexts = [i.shape[1] for n, i in tensors.items() if n.endswith("attn2.to_k.weight")]
    versions = {768: "Stable Diffusion 1", 1024: "Stable Diffusion 2", 2048: "SDXL"}
    version = versions.get(contexts[-1], "diffusion") if contexts else "diffusion"
    if in_channels == 9:
        return Family(f"{version} {part} for inpainting", "inpainting" if whole else "")
    return Family(f"{version} {part}", "text-to-image" if whole else "")


def _autoencoder(tensors: Header) -> Family | None:
    if "decoder.conv_in.weight" in tensors and "encoder.conv_in.weight" in tensors:
        return Family("Image autoencoder (VAE)")
    return None


def _text_encoder(tensors: Header) -> Family | None:
    if any(name.startswith("text_model.encoder.layers.") for name in tensors):
        return Family("CLIP text encoder")
    return None


_DETECTORS: tuple[Callable[[Header], Family | None], ...] = (
    _pix2pix,
    _cyclegan,
    _lora,
    _stable_diffusion,
    _diffusers_unet,
    _autoencoder,
    _text_encoder,
)
