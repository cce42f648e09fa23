"""Scenes as latents on disk, so that the denoiser's training never waits for the autoencoder.

A shard is one `.npz` with some hundred scenes: latents, a hole, the latents of the picture without
what lies in the hole, and the caption. Shards are numbered; each is drawn from a random state of
its own, so that a folder can be extended or finished later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from plugins.text_to_image.denoiser import LatentBatch
from plugins.text_to_image.holes import hole
from plugins.text_to_image.scenes import scene
from plugins.text_to_image.subjects import Subject
from plugins.toolkit.tensors import to_tensor
from plugins.toolkit.training import mixed_precision

SHARD = 512
_AT_ONCE = 16
_LATENT_PX = 8
_EVERYWHERE_ODDS = 0.6
"""How often the whole picture is to be painted, from the caption alone."""


def folder_for(root: Path, size_px: int) -> Path:
    """Where the shards of a picture size lie."""
    return root / f"latents-{size_px}"


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
    """Writes shards until there are `count` scenes; those that are there already are kept."""
    folder = folder_for(root, size_px)
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
    """A drawing function for the trainer: from shards of the phase's size, a few at a time.

    Within a phase every scene is equally likely; the scenes of one batch come from two shards, so
    that few files are open at once.
    """

    def draw(random: np.random.Generator, size_px: int, count: int) -> LatentBatch:
        paths = _shards(folder_for(root, size_px))
        picked = [paths[int(i)] for i in random.integers(len(paths), size=2)]
        parts = [_read(path) for path in picked]
        rows = [
            (parts[i % 2], int(random.integers(len(parts[i % 2]["captions"]))))
            for i in range(count)
        ]
        latents = torch.from_numpy(np.stack([p["latents"][r] for p, r in rows])).float()
        masked = torch.from_numpy(np.stack([p["masked"][r] for p, r in rows])).float()
        mask = torch.from_numpy(np.stack([p["mask"][r] for p, r in rows])).float()[:, None]
        everywhere = torch.from_numpy(random.random(count) < _EVERYWHERE_ODDS)
        gray = torch.from_numpy(parts[0]["gray"]).float()
        masked[everywhere] = gray
        mask[everywhere] = 1.0
        return LatentBatch(latents, mask, masked, [str(p["captions"][r]) for p, r in rows])

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
    latents, masked, masks, captions = [], [], [], []
    for start in range(0, count, _AT_ONCE):
        n = min(_AT_ONCE, count - start)
        made = [scene(subjects, random, size_px) for _ in range(n)]
        holes = np.stack([_in_cells(hole(random, size_px)) for _ in range(n)])
        pictures = to_tensor(np.stack([picture for picture, _ in made]))
        shown = torch.from_numpy(holes.repeat(_LATENT_PX, 1).repeat(_LATENT_PX, 2))[:, None] == 0
        latents.append(_encoded(vae, pictures, device))
        masked.append(_encoded(vae, pictures * shown, device))
        masks.append(holes)
        captions += [caption for _, caption in made]
    return {
        "latents": np.concatenate(latents),
        "masked": np.concatenate(masked),
        "mask": np.concatenate(masks),
        "gray": _encoded(vae, torch.zeros(1, 3, size_px, size_px), device)[0],
        "captions": np.array(captions),
    }


@torch.no_grad()
def _encoded(vae: Any, pictures: Tensor, device: str) -> np.ndarray:
    """Scaled latents as float16."""
    with mixed_precision(device):
        latents = vae.encode(pictures.to(device)).latent_dist.mode()
    scaled = latents.float() * vae.config.scaling_factor
    return np.asarray(scaled.half().cpu().numpy())


def _in_cells(mask: np.ndarray) -> np.ndarray:
    """`bool (n / 8, n / 8)`: a cell touched is a cell to paint, as when the model is used."""
    side = mask.shape[0] // _LATENT_PX
    return np.asarray(mask.reshape(side, _LATENT_PX, side, _LATENT_PX).max((1, 3)) > 0)


def _shards(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.npz") if not p.name.endswith(".new.npz"))


@lru_cache(maxsize=24)
def _read(path: Path) -> dict[str, Any]:
    with np.load(path, allow_pickle=False) as table:
        return {key: table[key] for key in table.files}
