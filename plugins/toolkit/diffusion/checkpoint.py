"""A whole Stable Diffusion in one file: what its networks are, told from names and shapes alone.

The layout is that of the programs it was trained with (CompVis and Stability AI). Sizes are read
off the tensors, so that a smaller or deeper network of the same make is known too; what no shape
tells (activations, groups, the noise that it learned on) is as it was published with the versions.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.toolkit.diffusion.folder import BadFolder, PipelineFolder, check_whole, shapes_of

Shapes = Mapping[str, tuple[int, ...]]
Settings = dict[str, Any]

SUFFIX = ".safetensors"
_UNET = "model.diffusion_model."
_CLIP = ("cond_stage_model.transformer.", "conditioner.embedders.0.transformer.")
_OPEN_CLIP_2 = "cond_stage_model.model."
_OPEN_CLIP_XL = "conditioner.embedders.1.model."
_HEAD_WIDTH = 64
"""Of every text encoder's attention, and the U-Net's from version 2 on; the first has 8 heads."""
_LATENT_PX = 8
_NOISE: Settings = {
    "num_train_timesteps": 1000,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "steps_offset": 1,
}
_UNKNOWN_HINT = (
    "Single files of Stable Diffusion 1, 2 and XL are read; of others take the folder in the "
    "diffusers format."
)


@dataclass(frozen=True)
class Words:
    """A tokenizer of a checkpoint: all use the same words.

    Attributes:
        pads_with_end: what fills up short prompts; an exclamation mark otherwise.
    """

    name: str
    tokens: int
    pads_with_end: bool


@dataclass(frozen=True)
class Checkpoint(PipelineFolder):
    """What a file says of itself.

    Attributes:
        settings: by the part's name, as a pipeline folder has them in its config files.
        words: its tokenizers.
    """

    settings: Mapping[str, Settings]
    words: tuple[Words, ...]

    @property
    def index(self) -> Settings:
        """What such a folder has in its `model_index.json`."""
        named = {
            name: [_library(settings["_class_name"]), settings["_class_name"]]
            for name, settings in self.settings.items()
        }
        tokenizers = {words.name: ["transformers", "CLIPTokenizer"] for words in self.words}
        nothing = {name: [None, None] for name in self.absent}
        return {"_class_name": self.class_name, **named, **tokenizers, **nothing}


def read_checkpoint(file: Path) -> Checkpoint:
    """What a file holds; nothing but its header is read.

    Raises:
        BadFolder: it is not whole, no safetensors, or of another make.
    """
    if file.suffix.lower() != SUFFIX:
        raise BadFolder(
            f"“{file.name}” is a pickle, which is not opened: it could run code.",
            "Ask for the safetensors version of this model.",
        )
    check_whole(file)
    shapes, told = shapes_of(file)
    if _UNET + "input_blocks.0.0.weight" not in shapes:
        raise _unknown(file, shapes)
    try:
        return _read(file, shapes, told)
    except (KeyError, IndexError, ValueError) as error:
        raise BadFolder(
            f"“{file.name}” is incomplete: a part of Stable Diffusion is missing in it.",
            "Take the full version of the model, with its autoencoder and text encoder.",
            repr(error),
        ) from None


def _read(file: Path, shapes: Shapes, told: Mapping[str, str]) -> Checkpoint:
    is_xl = _OPEN_CLIP_XL + "token_embedding.weight" in shapes
    clip = next((prefix for prefix in _CLIP if _within(shapes, prefix)), "")
    is_first = bool(clip) and not is_xl
    learned = "epsilon" if is_first else _prediction(file, shapes, told, is_xl=is_xl)
    settings: dict[str, Settings] = {
        "unet": _unet(_within(shapes, _UNET), is_xl=is_xl),
        "vae": _autoencoder(shapes, is_xl=is_xl),
    }
    words = []
    if is_first or is_xl:
        settings["text_encoder"] = _clip(_within(shapes, clip))
        words.append(Words("tokenizer", _positions(settings["text_encoder"]), pads_with_end=True))
    if is_xl:
        settings["text_encoder_2"] = _open_clip(_within(shapes, _OPEN_CLIP_XL), is_xl=True)
        tokens = _positions(settings["text_encoder_2"])
        words.append(Words("tokenizer_2", tokens, pads_with_end=False))
        pooled = settings["text_encoder_2"]["projection_dim"]
        added = settings["unet"]["projection_class_embeddings_input_dim"]
        settings["unet"]["addition_time_embed_dim"] = (added - pooled) // 6
    elif not is_first:
        settings["text_encoder"] = _open_clip(_within(shapes, _OPEN_CLIP_2), is_xl=False)
        words.append(Words("tokenizer", _positions(settings["text_encoder"]), pads_with_end=False))
    side_px = 1024 if is_xl else 768 if learned == "v_prediction" else 512
    settings["unet"]["sample_size"] = side_px // _LATENT_PX
    settings["scheduler"] = _scheduler(learned, is_xl=is_xl, to_zero="ztsnr" in shapes)
    channels = settings["unet"]["in_channels"]
    if channels not in (4, 9):
        raise BadFolder(
            f"“{file.name}” takes {channels} channels, which nothing here gives it.", _UNKNOWN_HINT
        )
    name = "StableDiffusion" + ("XL" if is_xl else "") + ("Inpaint" if channels == 9 else "")
    absent = ("image_encoder", "feature_extractor") + (() if is_xl else ("safety_checker",))
    return Checkpoint(file, f"{name}Pipeline", (), absent, settings, tuple(words))


def _unet(unet: Shapes, *, is_xl: bool) -> Settings:
    levels = _levels(unet)
    channels = [level[0][0] for level in levels]
    depths = [max(depth for _, depth in level) for level in levels]
    middle = _depth(unet, "middle_block.1.")
    is_linear = any(
        len(shape) == 2 for name, shape in unet.items() if name.endswith("1.proj_in.weight")
    )
    down = ["CrossAttnDownBlock2D" if depth else "DownBlock2D" for depth in depths]
    up = ["CrossAttnUpBlock2D" if depth else "UpBlock2D" for depth in reversed(depths)]
    first = unet["input_blocks.0.0.weight"]
    settings: Settings = {
        "_class_name": "UNet2DConditionModel",
        "in_channels": first[1],
        "out_channels": unet["out.2.weight"][0],
        "block_out_channels": channels,
        "layers_per_block": len(levels[0]),
        "down_block_types": down,
        "up_block_types": up,
        # The middle is as deep as the last level, or by itself where that has no attention.
        "transformer_layers_per_block": [depth or 1 for depth in depths[:-1]] + [middle],
        "cross_attention_dim": unet["middle_block.1.transformer_blocks.0.attn2.to_k.weight"][1],
        # The number of heads: diffusers has called it so ever since.
        "attention_head_dim": [side // _HEAD_WIDTH for side in channels] if is_linear else 8,
        "use_linear_projection": is_linear,
        "upcast_attention": is_linear and not is_xl,
    }
    if is_xl:
        added = unet["label_emb.0.0.weight"][1]
        settings |= {
            "addition_embed_type": "text_time",
            "projection_class_embeddings_input_dim": added,
        }
    return settings


def _levels(unet: Shapes) -> list[list[tuple[int, int]]]:
    """Of each level going down its blocks: (channels, how many layers of attention)."""
    levels: list[list[tuple[int, int]]] = [[]]
    for index in itertools.count(1):
        if f"input_blocks.{index}.0.op.weight" in unet:
            levels.append([])
        elif (conv := unet.get(f"input_blocks.{index}.0.out_layers.3.weight")) is not None:
            levels[-1].append((conv[0], _depth(unet, f"input_blocks.{index}.1.")))
        else:
            break
    return levels


def _depth(unet: Shapes, prefix: str) -> int:
    return _count(unet, prefix + "transformer_blocks.{}.attn2.to_k.weight")


def _autoencoder(shapes: Shapes, *, is_xl: bool) -> Settings:
    vae = _within(shapes, "first_stage_model.") or _within(shapes, "vae.")
    count = _count(vae, "encoder.down.{}.block.0.conv1.weight")
    return {
        "_class_name": "AutoencoderKL",
        "block_out_channels": [
            vae[f"encoder.down.{level}.block.0.conv1.weight"][0] for level in range(count)
        ],
        "down_block_types": ["DownEncoderBlock2D"] * count,
        "up_block_types": ["UpDecoderBlock2D"] * count,
        "layers_per_block": _count(vae, "encoder.down.0.block.{}.conv1.weight"),
        "latent_channels": vae["decoder.conv_in.weight"][1],
        "sample_size": 1024 if is_xl else 512,
        "scaling_factor": 0.13025 if is_xl else 0.18215,
        "force_upcast": is_xl,
    }


def _clip(text: Shapes) -> Settings:
    vocabulary, width = text["text_model.embeddings.token_embedding.weight"]
    return {
        "_class_name": "CLIPTextModel",
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": text["text_model.encoder.layers.0.mlp.fc1.weight"][0],
        "num_hidden_layers": _count(text, "text_model.encoder.layers.{}.mlp.fc1.weight"),
        "num_attention_heads": width // _HEAD_WIDTH,
        "max_position_embeddings": text["text_model.embeddings.position_embedding.weight"][0],
        "projection_dim": width,
        "hidden_act": "quick_gelu",
        **_ends(vocabulary),
    }


def _open_clip(text: Shapes, *, is_xl: bool) -> Settings:
    vocabulary, width = text["token_embedding.weight"]
    layers = _count(text, "transformer.resblocks.{}.mlp.c_fc.weight")
    return {
        "_class_name": "CLIPTextModelWithProjection" if is_xl else "CLIPTextModel",
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": text["transformer.resblocks.0.mlp.c_fc.weight"][0],
        # Version 2 learned on what the last layer but one says.
        "num_hidden_layers": layers if is_xl else layers - 1,
        "num_attention_heads": width // _HEAD_WIDTH,
        "max_position_embeddings": text["positional_embedding"][0],
        "projection_dim": text["text_projection"][1] if is_xl else width,
        "hidden_act": "gelu",
        **_ends(vocabulary),
    }


def _ends(vocabulary: int) -> Settings:
    return {"bos_token_id": vocabulary - 2, "eos_token_id": vocabulary - 1, "pad_token_id": 1}


def _positions(settings: Settings) -> int:
    return int(settings["max_position_embeddings"])


def _scheduler(learned: str, *, is_xl: bool, to_zero: bool) -> Settings:
    noise = _NOISE | {"prediction_type": learned}
    if is_xl:
        own = {"timestep_spacing": "leading", "rescale_betas_zero_snr": to_zero}
        return {"_class_name": "EulerDiscreteScheduler", **noise, **own}
    own = {"skip_prk_steps": True, "set_alpha_to_one": False}
    return {"_class_name": "PNDMScheduler", **noise, **own}


def _prediction(file: Path, shapes: Shapes, told: Mapping[str, str], *, is_xl: bool) -> str:
    """What the network of version 2 or XL predicts: no shape tells.

    Asked are the file's own words, the file of settings that many keep beside it, and its name.
    """
    if "v_pred" in shapes:
        return "v_prediction"
    words = told.get("modelspec.prediction_type") or told.get("modelspec.predict_key") or ""
    if words:
        return "v_prediction" if words.lower().startswith("v") else "epsilon"
    beside = file.with_suffix(".yaml")
    if beside.is_file():
        text = beside.read_text(encoding="utf-8", errors="replace")
        is_v = re.search(r"parameterization:\s*[\"']?v\b", text)
        return "v_prediction" if is_v else "epsilon"
    if is_xl or re.search(r"base|512", file.stem, re.IGNORECASE):
        return "epsilon"
    return "v_prediction"


def _unknown(file: Path, shapes: Shapes) -> BadFolder:
    """What is to be said of a file that is no checkpoint."""
    if any(".lora_" in name or ".lora." in name for name in shapes):
        return BadFolder(
            f"“{file.name}” is a LoRA, which changes a model and is none.",
            "Choose a model, and this under LoRA.",
        )
    return BadFolder(f"“{file.name}” is no Stable Diffusion that is known here.", _UNKNOWN_HINT)


def _within(shapes: Shapes, prefix: str) -> Shapes:
    cut = len(prefix)
    return {name[cut:]: shape for name, shape in shapes.items() if name.startswith(prefix)}


def _count(shapes: Shapes, pattern: str) -> int:
    """How many names there are with 0, 1, 2... in the pattern."""
    return next(n for n in itertools.count() if pattern.format(n) not in shapes)


def _library(class_name: str) -> str:
    return "transformers" if class_name.startswith("CLIP") else "diffusers"
