"""Models are told apart by their weights: single files by all of it, pipelines by samples."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from editor.models import Catalogue
from editor.models.fingerprint import file_sha256, folder_sha256


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    folder = tmp_path / "models" / "mine"
    for part in ("unet", "vae"):
        (folder / part).mkdir(parents=True)
        weights = np.random.default_rng(len(part)).bytes(5_000_000)
        (folder / part / "model.safetensors").write_bytes(weights)
    (folder / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    return folder


def a_moment_later(file: Path) -> None:
    """As if it had been written later: the clock of some disks ticks a hundred times a second."""
    written_ns = file.stat().st_mtime_ns + 1_000_000_000
    os.utime(file, ns=(written_ns, written_ns))


def test_a_file_has_the_hash_that_everybody_computes(tmp_path: Path) -> None:
    file = tmp_path / "a.pth"
    file.write_bytes(b"weights")
    assert file_sha256(file) == hashlib.sha256(b"weights").hexdigest()


@pytest.mark.parametrize("offset", [100, 2_500_000, 4_999_000])
def test_another_training_is_another_model(pipeline: Path, offset: int) -> None:
    before = folder_sha256(pipeline)
    assert before == folder_sha256(pipeline)
    file = pipeline / "unet" / "model.safetensors"
    data = bytearray(file.read_bytes())
    data[offset] ^= 255
    file.write_bytes(data)
    a_moment_later(file)
    assert folder_sha256(pipeline) != before


def test_names_and_notes_do_not_count_but_parts_do(pipeline: Path) -> None:
    before = folder_sha256(pipeline)
    (pipeline / "README.md").write_text("what it is")
    moved = pipeline.rename(pipeline.with_name("renamed"))
    assert folder_sha256(moved) == before
    (moved / "vae").rename(moved / "vae_2")
    assert folder_sha256(moved) != before


def test_the_catalogue_knows_pipelines_by_it(pipeline: Path) -> None:
    (entry,) = Catalogue([pipeline.parent]).list("text-to-image")
    assert entry.is_pipeline
    assert entry.sha256 == folder_sha256(pipeline)
    assert folder_sha256(pipeline.parent / "nothing") == ""
