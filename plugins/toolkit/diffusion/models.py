"""The model of a request, loaded once and kept: what both generators that paint do the same way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.api import Context, FigmentError, MissingModel

if TYPE_CHECKING:
    from plugins.toolkit.diffusion.loading import Loaded

LORA = "lora"
"""The kind of model that changes another one."""
ADVICE = (
    "Put a folder in the diffusers format (Stable Diffusion, SDXL, SD3, Flux...), or a single "
    ".safetensors file of Stable Diffusion 1, 2 or XL, into the model folder that `figment doctor` "
    "names."
)


@dataclass(frozen=True)
class Lora:
    """A file of small changes to a model.

    Attributes:
        strength: how much of them; 1 as they were made, below 0 the other way.
    """

    name: str
    path: Path
    strength: float


class ModelHolder:
    """Holds one loaded folder; another one takes its place."""

    def __init__(self) -> None:
        self._loaded: Loaded | None = None

    def prepare(self, name: str, context: Context) -> None:
        """Imports what takes seconds, and reads a model where it is there.

        What is wrong with it is said by the run that wants it, since that may want another one.
        """
        try:
            self.get(name, context, progress=True)
        except FigmentError as error:
            context.log(f"not loaded ahead: {error}")

    def of(self, params: Any, context: Context) -> Loaded:
        """The model that a run's parameters name, with their LoRA in it. Raises what `get` does."""
        lora = None
        if params.lora and params.lora_strength:
            # Before the model: the recipe names the last one that was asked for as the picture's.
            found = context.model(params.lora, kind=LORA)
            lora = Lora(found.name, found.path, params.lora_strength)
        return self.get(params.model, context, lora=lora)

    def get(
        self, name: str, context: Context, *, progress: bool = False, lora: Lora | None = None
    ) -> Loaded:
        """The model of that name; the first installed one when empty.

        Raises:
            MissingModel: with what to do.
            FileError, GeneratorError: it cannot be used.
        """
        try:
            model = context.model(name)
        except MissingModel as error:
            # A name that is not there among others that are: the others are the better advice.
            hint = error.hint if name and error.hint.startswith("There are") else ADVICE
            raise MissingModel(error.text, hint, error.details) from None
        from plugins.toolkit.diffusion.loading import load

        kept = self._loaded
        fits = kept is not None and (kept.folder.path, kept.device, kept.dtype_name, kept.lora) == (
            model.path,
            context.device,
            context.dtype,
            lora,
        )
        if not fits:
            # The old one goes before the new one comes: both may not fit into memory.
            self._loaded = None
            self._loaded = load(model.name, model.path, context, progress=progress, lora=lora)
        assert self._loaded is not None
        return self._loaded

    def let_go(self) -> None:
        """Lets the networks go, unless another generator holds them too."""
        self._loaded = None
