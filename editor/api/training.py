"""Training: what a user is asked for, and what the function gets that `train` names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TrainingFolder:
    """One of the folders that a generator is trained on, as the window asks for it.

    Attributes:
        title: what is in it.
        help: what the pictures should be like.
        files: names of files that must lie beside the pictures.
        fewest: with fewer pictures nothing can be learned.
        suffixes: of the files that are looked at.
        several: whether it may be several folders.
    """

    title: str
    help: str = ""
    files: tuple[str, ...] = ()
    fewest: int = 1
    suffixes: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".webp")
    several: bool = False


@dataclass(frozen=True, slots=True)
class Training:
    """One model to be trained.

    The function is called as `train(training, context)`. It writes the model's folder, `card.json`
    with at least `name`, `kind` and `file` beside the weights, and returns when it is done; the
    host takes care that a model is there whole or not at all. `context.progress(fraction, text)`
    is told how far it is; it raises Cancelled where it was given up: save, and let it pass.

    Attributes:
        data: the folders of pictures, in the order in which they were given.
        out: the model's folder, empty; write the model here.
        run: a folder for checkpoints. What is in it comes from the same training, interrupted:
            go on from there. The newest picture in its folder `samples`, by name, is shown to
            whoever waits.
        name: what the user will pick.
        steps: how long to train; as long as the author thinks right when None.
        seed: the same seed, data and steps give the same model on one machine.
    """

    data: tuple[Path, ...]
    out: Path
    run: Path
    name: str
    steps: int | None = None
    seed: int = 0
