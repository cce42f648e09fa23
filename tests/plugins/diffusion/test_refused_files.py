"""Checkpoints of one file that are not taken in: pickles, damaged ones, and what is no model."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from editor.api import FileError
from editor.api.testing import RecordingContext
from editor.models import UnsafeWeights, add_model
from plugins.toolkit.diffusion.loading import load
from plugins.toolkit.weights import NotFiniteWeights
from tests.plugins.diffusion.conftest import Files


class Evil:
    """Runs code when unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (f"open({str(self.trace)!r}, 'w').close()",)


@pytest.mark.parametrize("suffix", [".ckpt", ".pt", ".bin"])
def test_a_pickle_is_refused_without_being_run(tmp_path: Path, suffix: str) -> None:
    file, trace = tmp_path / f"model{suffix}", tmp_path / "ran"
    file.write_bytes(pickle.dumps({"state_dict": Evil(trace)}))
    with pytest.raises(FileError, match="is a pickle, which is not opened"):
        load("model", file, RecordingContext())
    assert not trace.exists()


def test_a_harmless_pickle_is_not_taken_in_either(tmp_path: Path) -> None:
    file = tmp_path / "model.ckpt"
    torch.save({"model.diffusion_model.input_blocks.0.0.weight": torch.zeros(4, 4, 3, 3)}, file)
    with pytest.raises(UnsafeWeights, match="never read from pickles"):
        add_model(file, tmp_path / "models", kind="text-to-image")
    assert not (tmp_path / "models").exists()


def _truncated(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def _edited(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        state = load_file(file)
        change(state)
        file.unlink()  # the tensors still lie in it
        save_file({name: tensor.clone() for name, tensor in state.items()}, file)

    return spoil


def _without(prefix: str) -> Callable[[dict[str, Any]], None]:
    def change(state: dict[str, Any]) -> None:
        for name in [name for name in state if name.startswith(prefix)]:
            del state[name]

    return change


def _lora(state: dict[str, Any]) -> None:
    state.clear()
    state["lora_unet_mid_block.lora_down.weight"] = torch.zeros(4, 8)


def _nan(state: dict[str, Any]) -> None:
    state["model.diffusion_model.out.2.bias"][1] = float("nan")


def _eight(state: dict[str, Any]) -> None:
    state["model.diffusion_model.input_blocks.0.0.weight"] = torch.zeros(64, 8, 3, 3)


SPOILT: list[tuple[Callable[[Path], None], str]] = [
    (_truncated, "damaged or incomplete"),
    (_edited(_without("first_stage_model.")), "a part of Stable Diffusion is missing"),
    (_edited(_without("cond_stage_model.")), "a part of Stable Diffusion is missing"),
    (_edited(_without("model.")), "is no Stable Diffusion that is known"),
    (
        _edited(_without("model.diffusion_model.out.0.")),
        "cannot be loaded as a UNet2DConditionModel",
    ),
    (_edited(_without("cond_stage_model.transformer.text_model.final")), "mine/text_encoder are"),
    (_edited(_lora), "is a LoRA, which changes a model and is none"),
    (_edited(_eight), "takes 8 channels"),
    (_edited(_nan), "mine/unet"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILT, ids=[said[:24] for _, said in SPOILT])
def test_what_is_wrong_with_a_file_is_said(
    files: Files, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    file = Path(shutil.copy(files["sd1"], tmp_path / "mine.safetensors"))
    spoil(file)
    with pytest.raises((FileError, NotFiniteWeights), match=said):
        load("mine", file, RecordingContext())
