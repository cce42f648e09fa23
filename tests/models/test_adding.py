"""Models come into the model folder whole, under a name of their own, and without running code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from editor.api import FileError
from editor.models import Catalogue, DamagedWeights, NotWeights, UnsafeWeights, add_model
from tests.models.test_identity import RESNET, TENSORS, UNET, Evil


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The user's model folder, which need not exist."""
    return tmp_path / "figment" / "models"


@pytest.fixture
def shoes(tmp_path: Path) -> Path:
    path = tmp_path / "shoes.safetensors"
    save_file(UNET, path)
    return path


def left(folder: Path) -> list[str]:
    """Every file of a folder."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_a_file_tells_what_it_is_for(shoes: Path, models: Path) -> None:
    added = add_model(shoes, models)
    assert (added.name, added.kind) == ("shoes", "sketch-to-photo")
    assert added.path.read_bytes() == shoes.read_bytes()
    assert Catalogue([models]).find("sketch-to-photo", "shoes") == added
    assert left(models) == ["sketch-to-photo/shoes.safetensors"]


def test_kind_and_name_can_be_said(tmp_path: Path, models: Path) -> None:
    unknown = tmp_path / "thing.pth"
    torch.save(TENSORS, unknown)
    with pytest.raises(NotWeights, match="--kind"):
        add_model(unknown, models)
    assert not models.exists()
    added = add_model(unknown, models, kind="style-transfer", name="my style")
    assert added == Catalogue([models]).find("style-transfer", "my style")


def test_a_link_leaves_it_where_it_is(shoes: Path, models: Path) -> None:
    added = add_model(shoes, models, link=True)
    assert added.path.is_symlink()
    assert added.path.resolve() == shoes.resolve()


def test_a_folder_comes_with_all_that_is_in_it(tmp_path: Path, models: Path) -> None:
    folder = tmp_path / "monet"
    folder.mkdir()
    save_file(RESNET, folder / "model.safetensors")
    (folder / "card.json").write_text(json.dumps({"name": "monet", "kind": "style-transfer"}))
    added = add_model(folder, models)
    assert (added.name, added.kind, added.card["name"]) == ("monet", "style-transfer", "monet")
    assert left(models) == [
        "style-transfer/monet/card.json",
        "style-transfer/monet/model.safetensors",
    ]


def test_a_name_is_taken_once(shoes: Path, models: Path) -> None:
    add_model(shoes, models)
    with pytest.raises(FileError, match="already"):
        add_model(shoes, models)
    with pytest.raises(FileError, match="no name"):
        add_model(shoes, models, name="../shoes")
    assert add_model(shoes, models, name="boots").name == "boots"


def test_what_would_run_code_stays_outside(tmp_path: Path, models: Path) -> None:
    evil, trace = tmp_path / "evil.pth", tmp_path / "ran"
    torch.save({"model.model.0.weight": torch.zeros(1), "x": Evil(trace)}, evil)
    with pytest.raises(UnsafeWeights, match="run code"):
        add_model(evil, models, kind="sketch-to-photo")
    pipeline = tmp_path / "pipeline"
    (pipeline / "unet").mkdir(parents=True)
    (pipeline / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    evil.rename(pipeline / "unet" / "diffusion_pytorch_model.bin")
    with pytest.raises(UnsafeWeights, match="diffusion_pytorch_model"):
        add_model(pipeline, models)
    assert not trace.exists()
    assert not models.exists()


def test_what_is_damaged_or_missing_stays_outside(shoes: Path, models: Path) -> None:
    shoes.write_bytes(shoes.read_bytes()[:-9])
    with pytest.raises(DamagedWeights):
        add_model(shoes, models)
    with pytest.raises(FileError, match="no model at"):
        add_model(shoes.with_name("missing.pth"), models)
    assert not models.exists()


@pytest.mark.skipif(os.name != "posix", reason="file size limits are a Unix thing")
def test_a_full_disk_leaves_nothing(shoes: Path, models: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(FileError, match="space on the disk"):
            add_model(shoes, models)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert left(models) == []
