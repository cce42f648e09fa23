"""Loads weights without executing anything in them; every way it can fail has a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.models.errors import DamagedWeights, UnsafeWeights, WrongShapes
from editor.models.identity import inspect

if TYPE_CHECKING:
    from torch import Tensor

_WRAPPERS = ("params_ema", "state_dict", "params", "model", "generator", "net")
_NAMED_CALLS = 3


def load_state_dict(path: Path) -> dict[str, Tensor]:
    """The tensors of a weights file by name, on the CPU.

    Raises:
        NotWeights: the file holds something else.
        DamagedWeights: its end is missing, or its content does not decode.
        UnsafeWeights: it is a pickle that would run code.
        FileError: it is missing or unreadable.
    """
    identity = inspect(path)
    if not identity.is_safe:
        raise UnsafeWeights(
            f"“{path.name}” was not loaded: it would run code "
            f"({', '.join(identity.calls[:_NAMED_CALLS])}).",
            "Use the .safetensors version of this model.",
        )
    try:
        if identity.format == "safetensors":
            from safetensors.torch import load_file

            return dict(load_file(path))
        import torch

        return _unwrapped(torch.load(path, map_location="cpu", weights_only=True))
    except Exception as error:
        # safetensors, zipfile, pickle and torch each raise their own kinds on damaged data.
        raise DamagedWeights(
            f"“{path.name}” is damaged: its tensors cannot be read.",
            "Copy or download it again.",
            repr(error),
        ) from error


def check_shapes(
    tensors: Mapping[str, Any], expected: Mapping[str, Sequence[int]], *, name: str
) -> None:
    """Checks that tensors fit a network.

    Args:
        tensors: anything with a `shape`, by name.
        expected: the network's shapes by name.
        name: of the file or model, for the sentence.

    Raises:
        WrongShapes: naming the first few that are missing, left over or of another shape.
    """
    wrong = [f"{key} is missing" for key in expected if key not in tensors]
    wrong += [f"{key} is not part of the network" for key in tensors if key not in expected]
    wrong += [
        f"{key} is {tuple(tensors[key].shape)}, not {tuple(shape)}"
        for key, shape in expected.items()
        if key in tensors and tuple(tensors[key].shape) != tuple(shape)
    ]
    if wrong:
        raise WrongShapes(
            f"The weights of “{name}” do not fit this network: {wrong[0]}"
            + (f" (and {len(wrong) - 1} more)." if len(wrong) > 1 else "."),
            "Choose a model of this generator's kind.",
            "\n".join(wrong),
        )


def _unwrapped(loaded: Any) -> dict[str, Tensor]:
    """Training code often stores the tensors one level down, beside its own state."""
    import torch

    table = loaded
    for wrapper in _WRAPPERS:
        if isinstance(table, Mapping) and isinstance(table.get(wrapper), Mapping):
            table = table[wrapper]
    return {key: value for key, value in table.items() if isinstance(value, torch.Tensor)}
