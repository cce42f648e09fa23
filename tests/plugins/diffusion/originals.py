"""Checkpoints of one file as Stable Diffusion was published, made from diffusers' parts.

Written from the published layout, the other way round than diffusers reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from safetensors.torch import save_file

from plugins.toolkit.diffusion.published import published_names

Tensors = dict[str, Any]
_WIDTH = 64


def unet_tensors(unet: Any) -> Tensors:
    state = unet.state_dict()
    names = published_names(state, layers_per_block=unet.config.layers_per_block)
    return {f"model.diffusion_model.{names[name]}": tensor for name, tensor in state.items()}


def vae_tensors(vae: Any) -> Tensors:
    levels = len(vae.config.block_out_channels)
    out = {}
    for name, tensor in vae.state_dict().items():
        place = name
        place = re.sub(r"down_blocks\.(\d+)\.resnets\.(\d+)", r"down.\1.block.\2", place)
        place = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", place)
        place = re.sub(
            r"up_blocks\.(\d+)\.resnets\.(\d+)",
            lambda m: f"up.{levels - 1 - int(m[1])}.block.{m[2]}",
            place,
        )
        place = re.sub(
            r"up_blocks\.(\d+)\.upsamplers\.0",
            lambda m: f"up.{levels - 1 - int(m[1])}.upsample",
            place,
        )
        place = re.sub(r"mid_block\.resnets\.(\d+)", lambda m: f"mid.block_{int(m[1]) + 1}", place)
        if "mid_block.attentions.0" in place:
            place = place.replace("mid_block.attentions.0", "mid.attn_1")
            for ours, theirs in {
                "group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out",
            }.items():  # fmt: skip
                place = place.replace(f".{ours}.", f".{theirs}.")
            if tensor.ndim == 2:
                tensor = tensor[:, :, None, None]
        place = place.replace("conv_shortcut", "nin_shortcut").replace("conv_norm_out", "norm_out")
        out[f"first_stage_model.{place}"] = tensor
    return out


def clip_tensors(text: Any, prefix: str) -> Tensors:
    """As transformers has them, with the wrapper's name that newer versions leave out."""
    return {
        prefix + (name if name.startswith("text_model.") else f"text_model.{name}"): tensor
        for name, tensor in text.state_dict().items()
    }


def open_clip_tensors(text: Any, prefix: str, *, more_layers: int = 0) -> Tensors:
    """As OpenCLIP has them: queries, keys and values in one.

    Args:
        more_layers: those that are there, and that nobody learned on.
    """
    state = {name.removeprefix("text_model."): t for name, t in text.state_dict().items()}
    out = {
        "token_embedding.weight": state["embeddings.token_embedding.weight"],
        "positional_embedding": state["embeddings.position_embedding.weight"],
        "ln_final.weight": state["final_layer_norm.weight"],
        "ln_final.bias": state["final_layer_norm.bias"],
    }
    if "text_projection.weight" in state:
        out["text_projection"] = state["text_projection.weight"].T
    else:
        width = text.config.hidden_size
        out["text_projection"] = torch.empty(
            width, width, device=state["final_layer_norm.bias"].device
        )
    count = text.config.num_hidden_layers
    for layer in range(count + more_layers):
        ours, theirs = f"encoder.layers.{min(layer, count - 1)}", f"transformer.resblocks.{layer}"
        for end in ("weight", "bias"):
            parts = [state[f"{ours}.self_attn.{x}_proj.{end}"] for x in "qkv"]
            out[f"{theirs}.attn.in_proj_{end}"] = torch.cat(parts)
            out[f"{theirs}.attn.out_proj.{end}"] = state[f"{ours}.self_attn.out_proj.{end}"]
            out[f"{theirs}.ln_1.{end}"] = state[f"{ours}.layer_norm1.{end}"]
            out[f"{theirs}.ln_2.{end}"] = state[f"{ours}.layer_norm2.{end}"]
            out[f"{theirs}.mlp.c_fc.{end}"] = state[f"{ours}.mlp.fc1.{end}"]
            out[f"{theirs}.mlp.c_proj.{end}"] = state[f"{ours}.mlp.fc2.{end}"]
    return {prefix + name: tensor for name, tensor in out.items()}


def tiny_unet(in_channels: int = 4, *, context: int, linear: bool = False, **options: Any) -> Any:
    return diffusers.UNet2DConditionModel(
        sample_size=64,
        in_channels=in_channels,
        out_channels=4,
        block_out_channels=(64, 128),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=context,
        attention_head_dim=(1, 2) if linear else 8,
        use_linear_projection=linear,
        **options,
    )


def tiny_vae() -> Any:
    return diffusers.AutoencoderKL(
        block_out_channels=(32,) * 4,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        layers_per_block=1,
    )


def tiny_text(width: int = _WIDTH, *, projected: bool = False, act: str = "quick_gelu") -> Any:
    config = transformers.CLIPTextConfig(
        vocab_size=49408,
        hidden_size=width,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=width // _WIDTH,
        max_position_embeddings=77,
        projection_dim=width,
        hidden_act=act,
    )
    kind = transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel
    return kind(config)


def sd1(in_channels: int = 4) -> Mapping[str, Any]:
    """The parts of a tiny version 1, by name."""
    return {
        "unet": tiny_unet(in_channels, context=_WIDTH),
        "vae": tiny_vae(),
        "text_encoder": tiny_text(),
    }


def sd2() -> Mapping[str, Any]:
    return {
        "unet": tiny_unet(context=_WIDTH, linear=True),
        "vae": tiny_vae(),
        "text_encoder": tiny_text(act="gelu"),
    }


def sdxl() -> Mapping[str, Any]:
    second = 2 * _WIDTH
    return {
        "unet": tiny_unet(
            context=3 * _WIDTH,
            linear=True,
            addition_embed_type="text_time",
            addition_time_embed_dim=32,
            projection_class_embeddings_input_dim=6 * 32 + second,
        ),
        "vae": tiny_vae(),
        "text_encoder": tiny_text(),
        "text_encoder_2": tiny_text(second, projected=True, act="gelu"),
    }


def tensors_of(parts: Mapping[str, Any]) -> Tensors:
    """All of a checkpoint's."""
    out = {**unet_tensors(parts["unet"]), **vae_tensors(parts["vae"])}
    text = parts["text_encoder"]
    if "text_encoder_2" in parts:
        out |= clip_tensors(text, "conditioner.embedders.0.transformer.")
        out |= open_clip_tensors(parts["text_encoder_2"], "conditioner.embedders.1.model.")
    elif text.config.hidden_act == "gelu":
        out |= open_clip_tensors(text, "cond_stage_model.model.", more_layers=1)
    else:
        out |= clip_tensors(text, "cond_stage_model.transformer.")
    return out


def save(parts: Mapping[str, Any], file: Path, **metadata: str) -> Path:
    """Writes them as one file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    tensors = {name: tensor.contiguous().clone() for name, tensor in tensors_of(parts).items()}
    save_file(tensors, file, {"format": "pt", **metadata})
    return file
