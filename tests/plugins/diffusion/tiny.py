"""Pipelines of every family with a few thousand random weights, saved as users have theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import diffusers
import torch
import tqdm
import transformers

transformers.utils.logging.set_verbosity_error()  # it warns that torchvision is not there
tqdm.tqdm.monitor_interval = 0  # saving starts a thread otherwise, and leaves it

CLIP_TOKENS = 24
T5_TOKENS = 16
_WORDS = ["a", "red", "apple", "blue", "cat", "on", "background", "photo", "of", "the", "sky"]


def clip_tokenizer(folder: Path) -> Any:
    """A byte-level tokenizer: every letter is a token."""
    letters = [chr(c) for c in range(33, 127)]
    vocab = ["<|startoftext|>", "<|endoftext|>", *letters, *(f"{c}</w>" for c in letters)]
    folder.mkdir(parents=True, exist_ok=True)
    table = {word: i for i, word in enumerate(vocab)}
    (folder / "vocab.json").write_text(json.dumps(table), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")
    return transformers.CLIPTokenizer(
        str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=CLIP_TOKENS
    )


def t5_tokenizer() -> Any:
    """A few words, and single letters for all others."""
    pieces = ["<pad>", "</s>", "<unk>", "▁", *(f"▁{w}" for w in _WORDS)]
    pieces += [chr(c) for c in range(97, 123)]
    vocab = [(piece, -float(i)) for i, piece in enumerate(pieces)]
    return transformers.T5Tokenizer(vocab=vocab, extra_ids=0, model_max_length=T5_TOKENS)


def clip_text(width: int = 16, *, projected: bool = False) -> Any:
    config = transformers.CLIPTextConfig(
        vocab_size=200,
        hidden_size=width,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=CLIP_TOKENS,
        projection_dim=width,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    kind = transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel
    return kind(config)


def t5_text(width: int = 16) -> Any:
    return transformers.T5EncoderModel(
        transformers.T5Config(
            vocab_size=64, d_model=width, d_kv=8, d_ff=32, num_layers=2, num_heads=2
        )
    )


def vae(channels: int = 4, *, downs: int = 4, **options: Any) -> Any:
    return diffusers.AutoencoderKL(
        block_out_channels=(8,) * downs,
        down_block_types=("DownEncoderBlock2D",) * downs,
        up_block_types=("UpDecoderBlock2D",) * downs,
        latent_channels=channels,
        norm_num_groups=4,
        layers_per_block=1,
        sample_size=64,
        **options,
    )


def unet(in_channels: int = 4, *, context: int = 16, **options: Any) -> Any:
    return diffusers.UNet2DConditionModel(
        sample_size=8,
        in_channels=in_channels,
        out_channels=4,
        block_out_channels=(8, 16),
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=context,
        attention_head_dim=4,
        norm_num_groups=4,
        **options,
    )


def sd(folder: Path, *, in_channels: int = 4, scheduler: Any = None) -> Path:
    """Stable Diffusion 1, or with nine channels its inpainting version."""
    kind = diffusers.StableDiffusionPipeline
    if in_channels == 9:
        kind = diffusers.StableDiffusionInpaintPipeline
    return _saved(
        folder,
        kind(
            vae=vae(),
            unet=unet(in_channels),
            text_encoder=clip_text(),
            tokenizer=clip_tokenizer(folder.parent / "clip"),
            scheduler=scheduler
            or diffusers.PNDMScheduler(skip_prk_steps=True, steps_offset=1, set_alpha_to_one=False),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        ),
    )


def sd_inpaint(folder: Path) -> Path:
    return sd(folder, in_channels=9)


def flow_sd(folder: Path) -> Path:
    """What our own models are: nine channels, flow matching."""
    flows = diffusers.UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=1.0
    )
    return sd(folder, in_channels=9, scheduler=flows)


def sdxl(folder: Path) -> Path:
    tokenizer = clip_tokenizer(folder.parent / "clip")
    return _saved(
        folder,
        diffusers.StableDiffusionXLPipeline(
            vae=vae(scaling_factor=0.13025),
            unet=unet(
                context=32,
                addition_embed_type="text_time",
                addition_time_embed_dim=8,
                projection_class_embeddings_input_dim=6 * 8 + 16,
            ),
            text_encoder=clip_text(),
            text_encoder_2=clip_text(projected=True),
            tokenizer=tokenizer,
            tokenizer_2=tokenizer,
            scheduler=diffusers.EulerDiscreteScheduler(),
        ),
    )


def sd3(folder: Path) -> Path:
    tokenizer = clip_tokenizer(folder.parent / "clip")
    return _saved(
        folder,
        diffusers.StableDiffusion3Pipeline(
            transformer=diffusers.SD3Transformer2DModel(
                sample_size=8,
                patch_size=2,
                in_channels=16,
                num_layers=1,
                attention_head_dim=8,
                num_attention_heads=4,
                joint_attention_dim=32,
                caption_projection_dim=32,
                pooled_projection_dim=32,
                out_channels=16,
            ),
            vae=vae(16, shift_factor=0.06),
            scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
            text_encoder=clip_text(projected=True),
            text_encoder_2=clip_text(projected=True),
            text_encoder_3=None,
            tokenizer=tokenizer,
            tokenizer_2=tokenizer,
            tokenizer_3=None,
        ),
    )


def flux(folder: Path) -> Path:
    return _saved(
        folder,
        diffusers.FluxPipeline(
            scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
            vae=vae(shift_factor=0.1159, use_quant_conv=False, use_post_quant_conv=False),
            text_encoder=clip_text(),
            tokenizer=clip_tokenizer(folder.parent / "clip"),
            text_encoder_2=t5_text(),
            tokenizer_2=t5_tokenizer(),
            transformer=diffusers.FluxTransformer2DModel(
                patch_size=1,
                in_channels=16,
                num_layers=1,
                num_single_layers=1,
                attention_head_dim=16,
                num_attention_heads=2,
                joint_attention_dim=16,
                pooled_projection_dim=16,
                axes_dims_rope=(4, 4, 8),
            ),
        ),
    )


def pixart(folder: Path) -> Path:
    return _saved(
        folder,
        diffusers.PixArtAlphaPipeline(
            tokenizer=t5_tokenizer(),
            text_encoder=t5_text(),
            vae=vae(),
            transformer=diffusers.PixArtTransformer2DModel(
                sample_size=8,
                num_layers=1,
                patch_size=2,
                attention_head_dim=8,
                num_attention_heads=2,
                caption_channels=16,
                in_channels=4,
                cross_attention_dim=16,
                out_channels=8,
                norm_type="ada_norm_single",
                norm_elementwise_affine=False,
                norm_eps=1e-6,
            ),
            scheduler=diffusers.DPMSolverMultistepScheduler(),
        ),
    )


FAMILIES: Mapping[str, Callable[[Path], Path]] = {
    "sd": sd,
    "sd-inpaint": sd_inpaint,
    "flow-sd": flow_sd,
    "sdxl": sdxl,
    "sd3": sd3,
    "flux": flux,
    "pixart": pixart,
}


def _saved(folder: Path, pipeline: Any) -> Path:
    torch.manual_seed(11)
    for part in pipeline.components.values():
        if isinstance(part, torch.nn.Module):
            for weight in part.parameters():
                # The first weights of some parts are zero, and would paint nothing but gray.
                weight.data += 0.05 * torch.randn_like(weight)
    pipeline.save_pretrained(str(folder), safe_serialization=True)
    return folder
