"""Weights files that are wrong in every way a user's can be, each with its own error."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from editor.api import FileError
from plugins.toolkit.weights import (
    DamagedWeights,
    NotFiniteWeights,
    NotWeights,
    OtherShapes,
    UnsafeWeights,
    fill,
    read_weights,
    save_half,
    tensors_by_name,
)


class Bomb:
    """Writes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.target,)


@pytest.fixture
def state() -> dict[str, torch.Tensor]:
    return torch.nn.Linear(3, 2).state_dict()


@pytest.mark.parametrize("name", ["x.safetensors", "x.pth"])
def test_a_good_file_gives_its_tensors(tmp_path: Path, state: dict, name: str) -> None:
    path = tmp_path / name
    save_file(state, path) if name.endswith("s") else torch.save({"state_dict": state}, path)
    read = read_weights(path)
    assert all(torch.equal(read[key], state[key]) for key in state)


def test_prefixes_of_wrappers_are_stripped(state: dict) -> None:
    wrapped = {f"module._orig_mod.{key}": tensor for key, tensor in state.items()}
    assert set(tensors_by_name({"netG": wrapped}, name="x")) == set(state)


@pytest.mark.parametrize("content", [b"", b"P6 no network", b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_something_else_is_no_weights_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pth"
    path.write_bytes(content)
    with pytest.raises(NotWeights, match="no weights file"):
        read_weights(path)


def test_a_pickle_without_tensors_is_no_weights_file(tmp_path: Path) -> None:
    path = tmp_path / "x.pth"
    torch.save({"epoch": 3}, path)
    with pytest.raises(NotWeights, match="holds no weights"):
        read_weights(path)


@pytest.mark.parametrize("name", ["x.safetensors", "x.pth"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_file_is_damaged(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / name
    state = {"a": torch.zeros(4000)}
    save_file(state, path) if name.endswith("s") else torch.save(state, path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(DamagedWeights, match=r"x\.\w+ is damaged"):
        read_weights(path)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_pickle_that_runs_code_is_not_run(tmp_path: Path, zipped: bool) -> None:
    path, target = tmp_path / "x.pth", tmp_path / "ran"
    if zipped:
        torch.save({"a": Bomb(target)}, path)
    else:
        path.write_bytes(pickle.dumps({"a": Bomb(target)}))
    with pytest.raises(UnsafeWeights, match="run code"):
        read_weights(path)
    assert not target.exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.pth could not be read"):
        read_weights(tmp_path / "gone.pth")


def test_other_shapes_name_the_first_tensor_that_differs() -> None:
    network = torch.nn.Linear(3, 2)
    with pytest.raises(OtherShapes, match=r"weight is \(2, 4\) instead of \(2, 3\)"):
        fill(network, torch.nn.Linear(4, 2).state_dict(), name="x")
    with pytest.raises(OtherShapes, match="bias is missing"):
        fill(network, {"weight": torch.zeros(2, 3)}, name="x")
    with pytest.raises(OtherShapes, match="scale is unknown"):
        fill(network, {**network.state_dict(), "scale": torch.ones(1)}, name="x")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_are_not_finite_are_refused(state: dict, number: float) -> None:
    state["bias"][1] = number
    with pytest.raises(NotFiniteWeights, match="bias"):
        fill(torch.nn.Linear(3, 2), state, name="x")


def test_saving_halves_floats_only(tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    save_half({"a": torch.ones(2), "n": torch.tensor(3)}, path, metadata={})
    read = load_file(path)
    assert read["a"].dtype == torch.float16
    assert read["n"].dtype == torch.int64
