"""Folders that are wrong in every way a user's can be; nothing in them is ever executed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from editor.api import FileError
from editor.api.testing import RecordingContext
from plugins.toolkit.diffusion.folder import BadFolder, RemoteCode, read_folder
from plugins.toolkit.diffusion.loading import load
from plugins.toolkit.weights import NotFiniteWeights
from tests.plugins.conftest import Families

UNET = "unet/diffusion_pytorch_model.safetensors"
TEXT = "text_encoder/model.safetensors"


@pytest.fixture
def folder(families: Families, tmp_path: Path) -> Path:
    """A copy of a good folder, to be spoilt."""
    return Path(shutil.copytree(families["sd"], tmp_path / "mine"))


def test_a_good_folder_tells_its_parts(folder: Path) -> None:
    told = read_folder(folder)
    assert told.class_name == "StableDiffusionPipeline"
    assert {part.name for part in told.components} == {
        "vae", "unet", "text_encoder", "tokenizer", "scheduler",
    }  # fmt: skip
    assert "safety_checker" in told.absent


def test_a_safety_checker_is_left_out(folder: Path) -> None:
    _edit(folder / "model_index.json", safety_checker=["stable_diffusion", "SafetyChecker"])
    assert "safety_checker" in read_folder(folder).absent
    load("mine", folder, RecordingContext())


def test_16_bit_variants_are_taken_where_there_is_nothing_else(folder: Path) -> None:
    (folder / UNET).rename(folder / "unet/diffusion_pytorch_model.fp16.safetensors")
    parts = {part.name: part.variant for part in read_folder(folder).components}
    assert parts["unet"] == "fp16"
    assert parts["vae"] == ""
    load("mine", folder, RecordingContext())


def _no_index(folder: Path) -> None:
    (folder / "model_index.json").unlink()


def _broken_index(folder: Path) -> None:
    (folder / "model_index.json").write_text('{"_class_name": ', encoding="utf-8")


def _no_component(folder: Path) -> None:
    shutil.rmtree(folder / "vae")


def _no_weights(folder: Path) -> None:
    (folder / UNET).unlink()


def _pickled(folder: Path) -> None:
    state = load_file(folder / UNET)
    (folder / UNET).unlink()
    torch.save(state, folder / "unet/diffusion_pytorch_model.bin")


def _truncated(folder: Path) -> None:
    content = (folder / UNET).read_bytes()
    (folder / UNET).write_bytes(content[: len(content) * 2 // 3])


def _empty_file(folder: Path) -> None:
    (folder / UNET).write_bytes(b"")


def _lfs_pointer(folder: Path) -> None:
    (folder / UNET).write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")


def _missing_shard(folder: Path) -> None:
    table = {"weight_map": {"a": "diffusion_pytorch_model-00002-of-00002.safetensors"}}
    index = folder / "unet/diffusion_pytorch_model.safetensors.index.json"
    index.write_text(json.dumps(table), encoding="utf-8")


def _other_weights(folder: Path) -> None:
    shutil.copy(folder / TEXT, folder / UNET)


def _tensor_missing(folder: Path) -> None:
    state = load_file(folder / TEXT)
    state.pop(next(key for key in state if key.endswith("q_proj.weight")))
    save_file(state, folder / TEXT, {"format": "pt"})


def _other_class(folder: Path) -> None:
    _edit(folder / "model_index.json", vae=["diffusers", "UNet2DConditionModel"])


def _unknown_class(folder: Path) -> None:
    _edit(folder / "model_index.json", vae=["diffusers", "AutoencoderOfTomorrow"])


def _unknown_pipeline(folder: Path) -> None:
    _edit(folder / "model_index.json", _class_name="PipelineOfTomorrow")


def _not_a_pipeline(folder: Path) -> None:
    _edit(folder / "model_index.json", _class_name="AutoencoderKL")


def _too_few_parts(folder: Path) -> None:
    table = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    del table["tokenizer"]
    (folder / "model_index.json").write_text(json.dumps(table), encoding="utf-8")


SPOILT: list[tuple[Callable[[Path], None], str]] = [
    (_no_index, "mine holds no pipeline"),
    (_broken_index, "model_index.json is damaged"),
    (_no_component, "its vae is missing"),
    (_no_weights, "no weights in unet"),
    (_pickled, "pickles, which are not opened"),
    (_truncated, "diffusion_pytorch_model.safetensors is damaged"),
    (_empty_file, "diffusion_pytorch_model.safetensors is damaged"),
    (_lfs_pointer, "diffusion_pytorch_model.safetensors is damaged"),
    (_missing_shard, "00002-of-00002.safetensors is missing"),
    (_other_weights, "mine/unet"),
    (_tensor_missing, "q_proj.weight is missing"),
    (_other_class, "mine/vae"),
    (_unknown_class, "AutoencoderOfTomorrow, which diffusers does not have"),
    (_unknown_pipeline, "PipelineOfTomorrow, which this version"),
    (_not_a_pipeline, "AutoencoderKL, which this version"),
    (_too_few_parts, "do not make a StableDiffusionPipeline"),
]


@pytest.mark.parametrize(("spoil", "sentence"), SPOILT, ids=[s.__name__[1:] for s, _ in SPOILT])
def test_what_is_wrong_is_said(folder: Path, spoil: Callable[[Path], None], sentence: str) -> None:
    spoil(folder)
    with pytest.raises(FileError, match=sentence) as caught:
        load("mine", folder, RecordingContext())
    assert caught.value.hint
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_refused(folder: Path, number: float) -> None:
    state = load_file(folder / UNET)
    state["conv_in.bias"][0] = number
    save_file(state, folder / UNET, {"format": "pt"})
    with pytest.raises(NotFiniteWeights, match=r"mine/unet .*conv_in\.bias"):
        load("mine", folder, RecordingContext())


CODE: list[dict[str, Any]] = [
    {"_class_name": ["pipeline", "MyPipeline"]},
    {"_class_name": "os.system"},
    {"unet": ["my_unet", "Net"]},
    {"unet": ["pipeline", "Net"]},
    {"unet": ["plugins.toolkit", "Net"]},
    {"tokenizer": ["os", "system"]},
    {"auto_map": {"AutoModel": "x--code.Model"}},
]


@pytest.mark.parametrize("change", CODE, ids=[str(next(iter(c.items())))[:40] for c in CODE])
def test_code_of_its_own_is_never_executed(folder: Path, change: dict[str, Any]) -> None:
    flag = folder / "ran"
    for name in ("pipeline.py", "my_unet.py", "unet/my_unet.py", "unet/pipeline.py"):
        (folder / name).write_text(f"open({str(flag)!r}, 'w')\n", encoding="utf-8")
    _edit(folder / "model_index.json", **change)
    with pytest.raises(RemoteCode, match="execut"):
        load("mine", folder, RecordingContext())
    assert not flag.exists()
    assert "my_unet" not in sys.modules


@pytest.mark.parametrize("part", ["text_encoder/config.json", "tokenizer/tokenizer_config.json"])
def test_auto_maps_of_parts_are_refused(folder: Path, part: str) -> None:
    _edit(folder / part, auto_map={"AutoModel": "code.Model"})
    with pytest.raises(RemoteCode, match="auto_map"):
        load("mine", folder, RecordingContext())


def test_code_that_nobody_asks_for_just_lies_there(folder: Path) -> None:
    flag = folder / "ran"
    (folder / "unet" / "unet.py").write_text(f"open({str(flag)!r}, 'w')\n", encoding="utf-8")
    load("mine", folder, RecordingContext())
    assert not flag.exists()


def test_bad_folders_do_not_stay_in_memory(folder: Path) -> None:
    content = (folder / UNET).read_bytes()
    _truncated(folder)
    with pytest.raises(BadFolder):
        load("mine", folder, RecordingContext())
    (folder / UNET).write_bytes(content)
    load("mine", folder, RecordingContext())


def _edit(file: Path, **changes: Any) -> None:
    table = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**table, **changes}), encoding="utf-8")
