"""A context without a program around it, which keeps what a generator tells it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from editor.api.context import Context, Model
from editor.api.errors import Cancelled, MissingModel
from editor.api.geometry import Rect
from editor.api.image import ImageU8, as_rgba

LoadWeights = Callable[[Path], dict[str, Any]]


class FileModel(Model):
    """A model at a path."""

    def __init__(self, name: str, path: Path, load_weights: LoadWeights) -> None:
        self.name = name
        self.path = path
        card = path / "card.json"
        self.card = json.loads(card.read_text(encoding="utf-8")) if card.is_file() else {}
        self._load_weights = load_weights

    def state_dict(self, file: str | None = None) -> dict[str, Any]:
        """The tensors of a file of the model."""
        if not self.path.is_dir():
            return self._load_weights(self.path)
        return self._load_weights(
            self.path / (file or str(self.card.get("file", "model.safetensors")))
        )


class RecordingContext(Context):
    """A context that keeps what a generator tells it, and can cancel it.

    Args:
        models: the path of each model by name.
        load_weights: reads a weights file; needed when the generator asks for a state dict.
        cancel_at: the number of the call, counted from 1, from which on calls raise `Cancelled`.
    """

    device = "cpu"
    dtype = "float32"
    threads = 1

    def __init__(
        self,
        *,
        models: Mapping[str, Path] | None = None,
        load_weights: LoadWeights | None = None,
        cancel_at: int | None = None,
    ) -> None:
        self.fractions: list[float] = []
        self.texts: list[str] = []
        self.previews: list[ImageU8] = []
        self.lines: list[str] = []
        self.notices: list[str] = []
        self.calls = 0
        self.calls_after_cancel = 0
        self._models = dict(models or {})
        self._load_weights = load_weights or _no_weights
        self._cancel_at = cancel_at

    def progress(self, fraction: float, text: str = "") -> None:
        """Keeps the fraction and the text."""
        self._count()
        if fraction != -1.0:  # what check() says
            self.fractions.append(fraction)
            self.texts.append(text)

    def preview(self, image: Any, *, rect: Rect | None = None) -> None:
        """Keeps the picture."""
        del rect
        self._count()
        self.previews.append(as_rgba(image() if callable(image) else image))

    def model(self, name: str = "", *, kind: str = "") -> Model:
        """The model of that name; the first when empty."""
        known = ", ".join(self._models) or "none"
        if not name and self._models:
            name = next(iter(self._models))
        if name not in self._models:
            raise MissingModel(f"There is no model “{name}” for {kind}.", f"There are: {known}.")
        return FileModel(name, self._models[name], self._load_weights)

    def notice(self, text: str) -> None:
        """Keeps the sentence."""
        self._count()
        self.notices.append(text)

    def log(self, text: str) -> None:
        """Keeps the line."""
        self.lines.append(text)

    def _count(self) -> None:
        self.calls += 1
        if self._cancel_at is not None and self.calls >= self._cancel_at:
            self.calls_after_cancel += self.calls > self._cancel_at
            raise Cancelled


def _no_weights(path: Path) -> dict[str, Any]:
    raise MissingModel(
        f"The check has no means to read {path.name}.", "Pass load_weights to check_generator."
    )
