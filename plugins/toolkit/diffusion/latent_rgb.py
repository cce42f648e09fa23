"""A cheap look at latents: the linear map to RGB that fits a model's autoencoder best.

Fitting takes one small batch through the encoder, so that every family has its factors, also those
that nobody has published any for. A model folder of ours carries its factors in `latent_rgb.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

FILE = "latent_rgb.json"
_PICTURES = 8
_SIDE_PX = 64
_RIDGE = 1e-3


@dataclass(frozen=True, eq=False)
class LatentRgb:
    """RGB in -1..1 = `latents @ factors + bias`.

    Attributes:
        factors: float32 (channels, 3).
        bias: float32 (3,).
    """

    factors: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def picture(self, latents: Tensor) -> npt.NDArray[np.uint8]:
        """Latents `(channels, h, w)` to `uint8 (h, w, 3)`."""
        pictures: npt.NDArray[np.uint8] = self.pictures(latents[None])[0]
        return pictures

    def pictures(self, latents: Tensor) -> npt.NDArray[np.uint8]:
        """Many at once: latents `(n, channels, h, w)` to `uint8 (n, h, w, 3)`."""
        count, channels, height, width = latents.shape
        rows = latents.float().cpu().permute(0, 2, 3, 1).reshape(-1, channels)
        levels = torch.addmm(self._levels_bias, rows, self._levels_factors)  # (n * h * w, 3)
        levels = levels.nan_to_num_().clamp_(0, 255).byte()
        return levels.numpy().reshape(count, height, width, 3)

    @cached_property
    def _levels_factors(self) -> Tensor:
        """(channels, 3), straight to levels: each preview of a run computes this."""
        return torch.from_numpy(self.factors * np.float32(127.5))

    @cached_property
    def _levels_bias(self) -> Tensor:
        """(3,), with the half that rounding takes."""
        return torch.from_numpy((self.bias + 1) * np.float32(127.5) + np.float32(0.5))

    def save(self, folder: Path) -> None:
        """Writes them beside a model's weights."""
        table = {"factors": self.factors.round(5).tolist(), "bias": self.bias.round(5).tolist()}
        (folder / FILE).write_text(json.dumps(table) + "\n", encoding="utf-8")


def read(folder: Path, channels: int) -> LatentRgb | None:
    """Those that lie beside the weights; None where there are none that fit."""
    try:
        table = json.loads((folder / FILE).read_text(encoding="utf-8"))
        factors = np.asarray(table["factors"], np.float32)
        bias = np.asarray(table["bias"], np.float32)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if factors.shape != (channels, 3) or bias.shape != (3,):
        return None
    return LatentRgb(factors, bias)


@torch.inference_mode()
def fit(vae: Any) -> LatentRgb:
    """Least squares over soft coloured pictures; `vae` is any autoencoder of diffusers."""
    pictures = _soft_pictures()  # (n, 3, 64, 64) in -1..1
    weight = next(vae.parameters())
    latents = scaled_latents(vae, pictures.to(weight.device, weight.dtype))
    channels, height, width = latents.shape[1:]
    small = torch.nn.functional.interpolate(pictures, (height, width), mode="area")
    z = latents.float().cpu().permute(0, 2, 3, 1).reshape(-1, channels).double().numpy()
    rgb = small.permute(0, 2, 3, 1).reshape(-1, 3).double().numpy()
    mean_z, mean_rgb = z.mean(0), rgb.mean(0)
    z, rgb = z - mean_z, rgb - mean_rgb
    gram = z.T @ z
    ridge = _RIDGE * np.trace(gram) / channels * np.eye(channels)
    factors = np.linalg.solve(gram + ridge, z.T @ rgb)
    bias = mean_rgb - mean_z @ factors
    return LatentRgb(factors.astype(np.float32), bias.astype(np.float32))


def scaled_latents(vae: Any, pictures: Tensor) -> Tensor:
    """Pictures in -1..1 to latents as the denoiser sees them, without noise."""
    encoded = vae.encode(pictures)
    if hasattr(encoded, "latent_dist"):
        latents = encoded.latent_dist.mode()
    else:  # small and deep-compression autoencoders have no spread, and no common name for it
        latents = encoded.latents if hasattr(encoded, "latents") else encoded.latent
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    scale = getattr(vae.config, "scaling_factor", None) or 1.0
    scaled: Tensor = (latents - shift) * scale
    return scaled


def _soft_pictures() -> Tensor:
    """Blobs of all colours, the same every time."""
    random = torch.Generator().manual_seed(3)
    noise = torch.randn(_PICTURES, 3, 6, 6, generator=random)
    coarse = torch.rand(_PICTURES, 3, 1, 1, generator=random) * 2 - 1
    pictures = torch.nn.functional.interpolate(noise, (_SIDE_PX, _SIDE_PX), mode="bicubic")
    return (coarse + 0.6 * pictures).clamp(-1, 1)
