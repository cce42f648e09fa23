"""What the host hands to a running generator: progress, previews, cancel, device and models."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, overload

from editor.api.geometry import Rect

T = TypeVar("T")


class Model(ABC):
    """One installed model.

    Attributes:
        name: what the user picked.
        path: the model's folder, or the single file.
        card: the content of `card.json`; empty for a bare file.
    """

    name: str
    path: Path
    card: Mapping[str, Any]

    @abstractmethod
    def state_dict(self, file: str | None = None) -> dict[str, Any]:
        """The tensors by name, loaded without executing anything, and accounted for.

        Each call reads the file: keep what you make of them until `unload`.

        Args:
            file: a file of the model's folder; by default the one its card names.

        Raises:
            FileError: when the file is no weights file, is damaged, or wants to run code.
        """


class Context(ABC):
    """The host's side of a run. Every call is also where a cancelled run stops.

    Attributes:
        device: "cpu", "cuda", "cuda:1" or "mps", as torch spells it.
        dtype: "float32", "bfloat16" or "float16": what the device computes best.
        threads: how many CPU threads the run may use.
    """

    device: str
    dtype: str
    threads: int

    @abstractmethod
    def progress(self, fraction: float, text: str = "") -> None:
        """Says how far the run is, 0..1. Raises `Cancelled` when the user gave up."""

    @abstractmethod
    def preview(self, image: Any, *, rect: Rect | None = None) -> None:
        """Shows an unfinished picture, at most some fifteen times a second; others are dropped.

        Args:
            image: what a run may return as a picture, or a function that makes it, which is called
                only for what is shown.
            rect: what it shows, as in `Result`; the whole of the request's pictures when None.
        """

    @abstractmethod
    def model(self, name: str = "", *, kind: str = "") -> Model:
        """The installed model of that name, or at that path.

        Args:
            name: a name of the catalogue or a path; the first one installed when empty.
            kind: which sort of model; the generator's own id when empty.

        Raises:
            MissingModel: with the names there are.
        """

    @abstractmethod
    def log(self, text: str) -> None:
        """A line for the log, under the generator's name."""

    def notice(self, text: str) -> None:
        """A sentence that the user should read, such as what of a prompt was left out."""
        self.log(text)

    def check(self) -> None:
        """A cancel point and nothing else, for loops that have no progress to tell."""
        self.progress(-1.0)

    @overload
    def steps(self, over: int) -> Iterator[int]: ...
    @overload
    def steps(self, over: Iterable[T], total: int | None = None) -> Iterator[T]: ...
    def steps(self, over: Any, total: int | None = None) -> Iterator[Any]:
        """`for i in context.steps(20)`: progress, time left and cancel in one.

        Takes a number, a sized collection, or any iterable together with its `total`.
        """
        items = range(over) if isinstance(over, int) else over
        count = total if total is not None else len(items)
        for done, item in enumerate(items):
            self.progress(done / count, f"step {done + 1}/{count}")
            yield item
        self.progress(1.0)
