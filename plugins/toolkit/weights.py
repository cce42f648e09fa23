"""Weights files to tensors, without executing anything in them, and tensors into networks."""

from __future__ import annotations

import pickle
import pickletools
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from editor.api import FileError

_WRAPPERS = ("state_dict", "model_state_dict", "params_ema", "params", "netG", "generator", "model")
_PREFIXES = ("module.", "_orig_mod.", "netG.", "generator.")
_ZIP, _PICKLE = b"PK\x03\x04", b"\x80"


class WeightsError(FileError):
    """A weights file that cannot be used; the subclasses say why."""


class NotWeights(WeightsError):
    """The file holds something else."""


class DamagedWeights(WeightsError):
    """The file is cut short or has been changed."""


class UnsafeWeights(WeightsError):
    """The file is a pickle that would run code when opened in the usual way."""


class OtherShapes(WeightsError):
    """The tensors belong to another network."""


@contextmanager
def told_as_damage(where: str, class_name: str, remedy: str) -> Iterator[None]:
    """What a library's loader raises, as DamagedWeights: each class has its own ways to say that
    something is not what it takes. Memory running out stays what it is.
    """
    try:
        yield
    except (MemoryError, torch.OutOfMemoryError):
        raise
    except Exception as error:
        raise DamagedWeights(
            f"{where} cannot be loaded as a {class_name}.",
            remedy,
            f"{type(error).__name__}: {error}",
        ) from None


class NotFiniteWeights(WeightsError):
    """Some numbers are infinite or not numbers."""


def read_weights(path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors, `.pth`, `.pt` or `.ckpt` file by name, on the CPU.

    Raises:
        WeightsError: one of its subclasses.
    """
    try:
        with path.open("rb") as file:
            head = file.read(9)
    except OSError as error:
        raise FileError(f"{path.name} could not be read.", str(error.strerror)) from None
    if head.startswith((_ZIP, _PICKLE)):
        return tensors_by_name(_unpickle(path), name=path.name)
    if len(head) == 9 and head.endswith(b"{"):
        try:
            return tensors_by_name(load_file(path), name=path.name)
        except SafetensorError as error:
            raise _damaged(path, error) from None
    raise NotWeights(
        f"{path.name} is no weights file.", "Choose a .safetensors, .pth or .pt file of a network."
    )


def tensors_by_name(content: Any, *, name: str) -> dict[str, Tensor]:
    """Finds the tensors in what a file held, and strips prefixes that training wrappers add.

    Args:
        content: the tensors by name, maybe one or two dicts deeper, as training scripts save them.
        name: the file's, for the error.
    """
    for _ in range(2):
        for wrapper in _WRAPPERS:
            inner = content.get(wrapper) if isinstance(content, Mapping) else None
            if isinstance(inner, Mapping):
                content = inner
                break
    tensors = {}
    if isinstance(content, Mapping):
        tensors = {str(k): v for k, v in content.items() if isinstance(v, Tensor)}
    if not tensors:
        raise NotWeights(
            f"{name} holds no weights.", "Choose a file that a network's state dict was saved to."
        )
    for prefix in (*_PREFIXES, *_PREFIXES):
        if all(key.startswith(prefix) for key in tensors):
            tensors = {key.removeprefix(prefix): value for key, value in tensors.items()}
    return tensors


def check_finite(state: Mapping[str, Tensor], *, name: str) -> None:
    """Raises `NotFiniteWeights` where a tensor holds an infinity or no number."""
    for key, tensor in state.items():
        if tensor.is_floating_point() and not torch.isfinite(tensor).all():
            raise NotFiniteWeights(
                f"{name} holds numbers that are not finite, first in {key}.",
                "Its training went wrong; choose an earlier checkpoint.",
            )


def check_fit(wanted: Mapping[str, Tensor], state: Mapping[str, Tensor], *, name: str) -> None:
    """Raises `OtherShapes`, naming the first tensor that is missing, superfluous or different.

    Args:
        wanted: the network's own state dict.
        state: what the file holds.
        name: the file's, for the error.
    """
    for key, tensor in wanted.items():
        if key not in state:
            # Files from before torch 0.4 do not count batches, and nothing needs the count.
            if not key.endswith("num_batches_tracked"):
                raise _other(name, f"{key} is missing")
        elif state[key].shape != tensor.shape:
            has, needs = tuple(state[key].shape), tuple(tensor.shape)
            raise _other(name, f"{key} is {has} instead of {needs}")
    for key in state:
        if key not in wanted:
            raise _other(name, f"{key} is unknown")


def fill(network: nn.Module, state: Mapping[str, Tensor], *, name: str) -> None:
    """Checks the tensors and copies them into the network.

    Raises:
        OtherShapes: naming the first tensor that does not fit.
        NotFiniteWeights: naming the first tensor with infinities.
    """
    check_fit(network.state_dict(), state, name=name)
    check_finite(state, name=name)
    network.load_state_dict(dict(state), strict=False)


def halved(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What a file of `save_half` gives back, in 32 bits: what is measured is what is shipped."""
    return {
        key: tensor.half().float() if tensor.is_floating_point() else tensor
        for key, tensor in state.items()
    }


def save_half(state: Mapping[str, Tensor], path: Path, *, metadata: Mapping[str, str]) -> None:
    """Writes safetensors with 16-bit floats, half the size; whole numbers stay as they are."""
    half = {
        key: (tensor.half() if tensor.is_floating_point() else tensor).contiguous()
        for key, tensor in state.items()
    }
    save_file(half, path, dict(metadata))


def _unpickle(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            # Pickles of other protocols are read as well; what cannot be read raises.
            warnings.filterwarnings("ignore", "Detected pickle protocol", UserWarning)
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if "global" in str(error).lower() or _calls(path):
            raise UnsafeWeights(
                f"{path.name} wants to run code of its own, so it was not opened.",
                "Save its state dict alone, or ask its author for a .safetensors file.",
                str(error),
            ) from None
        raise _damaged(path, error) from None
    except (RuntimeError, OSError, EOFError, ValueError, LookupError, AttributeError) as error:
        # What zip files and pickles of which a part is missing raise inside torch.
        raise _damaged(path, error) from None


def _calls(path: Path) -> bool:
    """Whether a pickle outside of a zip file calls anything; torch names calls of old ones only."""
    try:
        with path.open("rb") as file:
            return any(opcode.name == "REDUCE" for opcode, _, _ in pickletools.genops(file))
    except ValueError:
        return False


def _damaged(path: Path, error: Exception) -> DamagedWeights:
    return DamagedWeights(
        f"{path.name} is damaged or incomplete.", "Copy or download it again.", str(error)
    )


def _other(name: str, what: str) -> OtherShapes:
    return OtherShapes(
        f"{name} does not fit this generator: {what}.", "Choose a model of this generator's kind."
    )
