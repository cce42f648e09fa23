"""Lessons as latents on disk, so that the denoiser's training never waits for the autoencoder.

A shard is one `.npz` with some hundred lessons: latents, what is to be painted, the latents of the
picture without it, and the caption. Shards are numbered; each is drawn from a random state of its
own, so that a folder can be extended or finished later, also while a denoiser learns from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from plugins.text_to_image.autoencoder import LATENT_PX, halved_latents
from plugins.text_to_image.denoiser import LatentBatch
from plugins.text_to_image.lessons import Lesson, lesson
from plugins.text_to_image.subjects import Subject
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.training import mixed_precision

SHARD = 512
_AT_ONCE = 16


def folder_for(root: Path) -> Path:
    """Where a run's shards lie."""
    return root / "latents"


def write_latents(
    vae: Any,
    subjects: Sequence[Subject],
    root: Path,
    *,
    size_px: int,
    count: int,
    device: str,
    seed: int,
    shard: int = SHARD,
    on_shard: Callable[[int, int], None] = lambda *_: None,
) -> None:
    """Writes shards until there are `count` lessons; those that are there already are kept."""
    folder = folder_for(root)
    folder.mkdir(parents=True, exist_ok=True)
    shards = -(-count // shard)
    vae = vae.eval().to(device)
    for number in range(shards):
        path = folder / f"{number:05d}.npz"
        if not path.exists():
            random = np.random.default_rng([seed, size_px, number])
            made = _shard(vae, subjects, random, size_px=size_px, count=shard, device=device)
            unfinished = path.with_suffix(".new.npz")
            np.savez(unfinished, **made)
            unfinished.replace(path)
        on_shard(number + 1, shards)


def draw_latents(root: Path) -> Callable[[np.random.Generator, int, int], LatentBatch]:
    """A drawing function for the trainer, from a few shards at a time.

    Every lesson is equally likely; those of one batch come from two shards, so that few files are
    open at once.
    """

    def draw(random: np.random.Generator, size_px: int, count: int) -> LatentBatch:
        del size_px  # all are of one size
        paths = _shards(folder_for(root))
        picked = [paths[int(i)] for i in random.integers(len(paths), size=2)]
        parts = [_read(path) for path in picked]
        rows = [
            (parts[i % 2], int(random.integers(len(parts[i % 2]["captions"]))))
            for i in range(count)
        ]
        latents, masked, mask = (
            torch.from_numpy(np.stack([part[name][row] for part, row in rows])).float()
            for name in ("latents", "masked", "mask")
        )
        return LatentBatch(latents, mask[:, None], masked, [str(p["captions"][r]) for p, r in rows])

    return draw


def _shard(
    vae: Any,
    subjects: Sequence[Subject],
    random: np.random.Generator,
    *,
    size_px: int,
    count: int,
    device: str,
) -> dict[str, Any]:
    gray = _encoded(vae, torch.zeros(1, 3, size_px, size_px), device)
    latents, masked, masks, captions = [], [], [], []
    for start in range(0, count, _AT_ONCE):
        asked = [lesson(subjects, random, size_px) for _ in range(min(_AT_ONCE, count - start))]
        pictures = to_tensor(np.stack([one.picture for one in asked]))
        cells = np.stack([_in_cells(one, size_px) for one in asked])
        shown = torch.from_numpy(cells.repeat(LATENT_PX, 1).repeat(LATENT_PX, 2))[:, None] == 0
        latents.append(_encoded(vae, pictures, device))
        without = gray.repeat(len(asked), 0)
        partly = shown.flatten(1).any(1)
        if partly.any():
            without[partly.numpy()] = _encoded(vae, (pictures * shown)[partly], device)
        masked.append(without)
        masks.append(cells)
        captions += [one.caption for one in asked]
    return {
        "latents": np.concatenate(latents),
        "masked": np.concatenate(masked),
        "mask": np.concatenate(masks),
        "captions": np.array(captions),
    }


@torch.no_grad()
def _encoded(vae: Any, pictures: Tensor, device: str) -> np.ndarray:
    """Scaled latents as float16."""
    with mixed_precision(device):
        latents = halved_latents(vae, pictures.to(device))
    scaled = latents * vae.config.scaling_factor
    return np.asarray(scaled.half().cpu().numpy())


def _in_cells(asked: Lesson, size_px: int) -> np.ndarray:
    """`bool (n / 16, n / 16)`: a cell touched is a cell to paint, as when the model is used."""
    side = size_px // LATENT_PX
    if asked.mask is None:
        return np.ones((side, side), bool)
    return np.asarray(asked.mask.reshape(side, LATENT_PX, side, LATENT_PX).max((1, 3)) > 0)


def _shards(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.npz") if not p.name.endswith(".new.npz"))


@lru_cache(maxsize=96)
def _read(path: Path) -> dict[str, Any]:
    with np.load(path, allow_pickle=False) as table:
        return {key: table[key] for key in table.files}
