"""Files are told apart without executing them, and every damage has a name."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from editor.api import FileError, MissingModel
from editor.models import (
    Catalogue,
    DamagedWeights,
    NotWeights,
    UnsafeWeights,
    WrongShapes,
    check_shapes,
    inspect,
    load_state_dict,
)

TENSORS = {"a.weight": torch.arange(6.0).reshape(2, 3), "a.bias": torch.ones(2).half()}
UNET = {
    "model.model.0.weight": torch.zeros(8, 3, 4, 4),
    "model.model.1.model.1.weight": torch.zeros(16, 8, 4, 4),
    "model.model.1.model.3.model.1.weight": torch.zeros(16, 16, 4, 4),
}
RESNET = {
    "model.1.weight": torch.zeros(64, 3, 7, 7),
    "model.10.conv_block.1.weight": torch.zeros(4, 4, 3, 3),
    "model.11.conv_block.1.weight": torch.zeros(4, 4, 3, 3),
}


class Evil:
    """Runs code when unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (f"open({str(self.trace)!r}, 'w').close()",)


def saved(tmp_path: Path, how: str) -> Path:
    path = tmp_path / f"weights{'.safetensors' if how == 'safetensors' else '.pth'}"
    if how == "safetensors":
        save_file(TENSORS, path)
    elif how == "wrapped":
        torch.save({"epoch": 3, "state_dict": TENSORS}, path)
    else:
        torch.save(TENSORS, path, _use_new_zipfile_serialization=how == "zip")
    return path


@pytest.mark.parametrize("how", ["safetensors", "zip", "legacy", "wrapped"])
def test_every_format_is_described_and_loaded(tmp_path: Path, how: str) -> None:
    path = saved(tmp_path, how)
    identity = inspect(path)
    assert identity.is_safe
    assert {name: info.shape for name, info in identity.tensors.items()} == {
        "a.weight": (2, 3),
        "a.bias": (2,),
    }
    assert identity.parameters == 8
    assert identity.dtype == "float32"
    loaded = load_state_dict(path)
    assert all(torch.equal(loaded[name], tensor) for name, tensor in TENSORS.items())


@pytest.mark.parametrize("how", ["safetensors", "zip", "legacy"])
def test_a_cut_off_file_says_so(tmp_path: Path, how: str) -> None:
    path = saved(tmp_path, how)
    data = path.read_bytes()
    for keep in (len(data) - 3, len(data) * 2 // 3):
        path.write_bytes(data[:keep])
        with pytest.raises((DamagedWeights, NotWeights)) as raised:
            load_state_dict(path)
        assert path.name in raised.value.text


@pytest.mark.parametrize("layout", ["zip", "legacy", "bare"])
def test_a_pickle_that_runs_code_is_refused_and_not_run(tmp_path: Path, layout: str) -> None:
    path, trace = tmp_path / "evil.pth", tmp_path / "trace"
    content = {"a": torch.zeros(2), "b": Evil(trace)}
    if layout == "bare":
        path.write_bytes(pickle.dumps(Evil(trace)))
    else:
        torch.save(content, path, _use_new_zipfile_serialization=layout == "zip")
    assert inspect(path).calls == ("builtins.exec",)
    with pytest.raises(UnsafeWeights, match=r"builtins\.exec"):
        load_state_dict(path)
    assert not trace.exists()


@pytest.mark.parametrize("suffix", [".safetensors", ".pth", ".bin"])
def test_what_is_no_weights_file_is_said(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"weights{suffix}"
    for content in (b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"0" * 100, b"\x80\x04]\x94."):
        path.write_bytes(content)
        with pytest.raises(NotWeights):
            inspect(path)
    with pytest.raises(FileError, match="no model"):
        inspect(tmp_path / "missing.pth")


def test_networks_are_recognised(tmp_path: Path) -> None:
    for tensors, family, kind in (
        (UNET, "pix2pix U-Net", "sketch-to-photo"),
        (RESNET, "CycleGAN ResNet, 2 blocks", "style-transfer"),
    ):
        path = tmp_path / "net.pth"
        torch.save(tensors, path)
        assert inspect(path).family.startswith(family)
        assert inspect(path).kind == kind


def test_a_diffusers_folder_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "model_index.json").write_text('{"_class_name": "StableDiffusionInpaintPipeline"}')
    assert inspect(tmp_path).kind == "inpainting"
    (tmp_path / "model_index.json").write_text("{")
    with pytest.raises(NotWeights, match="damaged"):
        inspect(tmp_path)


def test_shapes_that_do_not_fit_are_named() -> None:
    check_shapes(TENSORS, {"a.weight": (2, 3), "a.bias": (2,)}, name="x")
    with pytest.raises(WrongShapes, match=r"b is missing \(and 2 more\)") as raised:
        check_shapes(TENSORS, {"a.weight": (2, 4), "b": (1,)}, name="x")
    assert "a.weight is (2, 3), not (2, 4)" in raised.value.details


def add_model(folder: Path, name: str, **card: object) -> None:
    (folder / name).mkdir(parents=True)
    save_file(TENSORS, folder / name / "model.safetensors")
    table = {"name": name, "kind": "sketch-to-photo", **card}
    (folder / name / "card.json").write_text(json.dumps(table))


def test_the_catalogue_finds_models_by_kind_name_and_path(tmp_path: Path) -> None:
    mine, bundled = tmp_path / "mine", tmp_path / "bundled"
    add_model(bundled, "clothing")
    add_model(bundled, "objects", default=True)
    (mine / "style-transfer").mkdir(parents=True)
    torch.save(TENSORS, mine / "style-transfer" / "bare.pth")
    torch.save(UNET, mine / "shoes.pth")
    catalogue = Catalogue([mine, bundled, tmp_path / "missing"])
    names = [entry.name for entry in catalogue.list("sketch-to-photo")]
    assert names == ["objects", "shoes", "clothing"]
    assert catalogue.find("sketch-to-photo", "").name == "objects"
    assert catalogue.find("style-transfer", "bare").path == mine / "style-transfer" / "bare.pth"
    by_path = catalogue.find("anything", str(mine / "shoes.pth"))
    assert (by_path.name, by_path.kind) == ("shoes", "anything")
    entry = catalogue.find("sketch-to-photo", "clothing")
    assert len(entry.sha256) == 64
    assert set(load_state_dict(entry.weights())) == set(TENSORS)


def test_a_missing_model_names_those_there_are(tmp_path: Path) -> None:
    add_model(tmp_path, "objects")
    with pytest.raises(MissingModel, match="There are: objects"):
        Catalogue([tmp_path]).find("sketch-to-photo", "cats")
    with pytest.raises(MissingModel, match="model folder"):
        Catalogue([]).find("sketch-to-photo", "")
