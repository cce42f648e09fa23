"""A checkpoint of one file into memory, network by network, each checked before the next."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import diffusers
import torch
from torch import nn

from editor.api import Context
from plugins.toolkit.diffusion.checkpoint import Checkpoint, Settings
from plugins.toolkit.diffusion.layout import settled
from plugins.toolkit.diffusion.words import clip_tokenizer
from plugins.toolkit.weights import OtherShapes, check_finite, told_as_damage

_FIRST = ("unet", "vae")
"""Parts that can be loaded by themselves; the text encoders come with the pipeline."""


def pipeline_of(name: str, checkpoint: Checkpoint, context: Context, *, progress: bool) -> Any:
    """The pipeline that a file holds.

    Raises:
        FileError: its weights are not what its names say, or unusable.
    """
    parts: dict[str, Any] = dict.fromkeys(checkpoint.absent)
    for words in checkpoint.words:
        parts[words.name] = clip_tokenizer(tokens=words.tokens, pads_with_end=words.pads_with_end)
    with tempfile.TemporaryDirectory() as written:
        folder = Path(written)
        _write(folder / "model_index.json", checkpoint.index)
        for part, settings in checkpoint.settings.items():
            file = "scheduler_config.json" if part == "scheduler" else "config.json"
            _write(folder / part / file, settings)
        options: dict[str, Any] = {"config": str(folder), "local_files_only": True}
        options["torch_dtype"] = getattr(torch, context.dtype)
        for index, part in enumerate(_FIRST):
            context.progress(index / 3 if progress else 0.0, part)
            part_class = getattr(diffusers, checkpoint.settings[part]["_class_name"])
            parts[part] = _loaded(part_class, checkpoint, subfolder=part, where=name, **options)
            _check(parts[part], where=f"{name}/{part}")
            context.check()
        context.progress(2 / 3 if progress else 0.0, "text_encoder")
        pipeline_class = getattr(diffusers, checkpoint.class_name)
        pipeline = _loaded(pipeline_class, checkpoint, where=name, **options, **parts)
    for part in checkpoint.settings:
        network = getattr(pipeline, part)
        if isinstance(network, nn.Module):
            if part not in _FIRST:
                _check(network, where=f"{name}/{part}")
            settled(network, context.device)
    context.check()
    return pipeline


def _loaded(loader: Any, checkpoint: Checkpoint, *, where: str, **options: Any) -> Any:
    with told_as_damage(
        where, loader.__name__, "Copy or download it again; or it is of another make."
    ):
        return loader.from_single_file(str(checkpoint.path), **options)


def _check(network: nn.Module, *, where: str) -> None:
    weights = dict(network.named_parameters())
    missing = [key for key, weight in weights.items() if weight.is_meta]
    if missing:
        raise OtherShapes(
            f"The weights of {where} are those of another network: {missing[0]} is missing.",
            "Copy or download it again.",
        )
    check_finite(weights, name=where)


def _write(file: Path, settings: Settings) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(settings), encoding="utf-8")
