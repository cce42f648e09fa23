from __future__ import annotations

import numpy as np
import torch

from plugins.toolkit.diffusion.latent_rgb import LatentRgb


def test_a_look_is_the_linear_map_rounded() -> None:
    random = np.random.default_rng(2)
    look = LatentRgb(
        random.normal(0, 0.3, (4, 3)).astype(np.float32), np.array([0.1, -0.2, 0.3], np.float32)
    )
    latents = torch.from_numpy(random.normal(0, 1, (4, 5, 7)).astype(np.float32))
    rgb = np.einsum("chw,cr->hwr", latents.numpy().astype(np.float64), look.factors) + look.bias
    exact = np.clip((rgb + 1) * 127.5, 0, 255)
    found = look.picture(latents)
    assert (found.shape, found.dtype) == ((5, 7, 3), np.uint8)
    assert np.abs(found - exact).max() < 0.51


def test_numbers_that_are_not_finite_give_a_look_all_the_same() -> None:
    look = LatentRgb(np.ones((4, 3), np.float32), np.zeros(3, np.float32))
    latents = torch.full((4, 2, 2), float("nan"), dtype=torch.bfloat16)
    latents[:, 1] = float("inf")
    found = look.picture(latents)
    assert (found[0] == 0).all()
    assert (found[1] == 255).all()
