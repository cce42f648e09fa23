"""The autoencoder, in the published layout that Stable Diffusion uses, and how it learns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import diffusers
import torch
from torch import Tensor, nn
from torch.optim import AdamW, Optimizer

from plugins.toolkit.adversarial import PatchGAN, fooling_loss, hinge_loss, picture_loss
from plugins.toolkit.training import mixed_precision

CHANNELS = (48, 96, 160, 192)
LATENTS = 4
"""Four, since diffusers' inpainting pipelines take denoisers of 4 + 1 + 4 channels alone."""
_KL, _JUDGE = 1e-6, 0.05


def make_autoencoder(channels: Sequence[int] = CHANNELS, *, latents: int = LATENTS) -> Any:
    """Pictures `(N, 3, H, W)` in -1..1 to latents an eighth as large, and back.

    Paper: Rombach, Blattmann, Lorenz, Esser, Ommer, "High-Resolution Image Synthesis with Latent
    Diffusion Models" (CVPR 2022), section 3.1; kl-f8 with fewer channels.
    """
    return diffusers.AutoencoderKL(
        block_out_channels=tuple(channels),
        down_block_types=("DownEncoderBlock2D",) * len(channels),
        up_block_types=("UpDecoderBlock2D",) * len(channels),
        latent_channels=latents,
        layers_per_block=1,
        norm_num_groups=16 if channels[0] % 16 == 0 else channels[0],
        sample_size=256,
        scaling_factor=1.0,
    )


class Autoencoding:
    """Nearness in pixels and edges, a little order among the latents, later a judge of patches.

    Args:
        judge_from: the step from which the judge has a say; without one edges stay soft.
    """

    def __init__(
        self,
        channels: Sequence[int] = CHANNELS,
        *,
        device: str,
        seed: int,
        judge_from: int,
        latents: int = LATENTS,
    ) -> None:
        torch.manual_seed(seed)
        self.network = make_autoencoder(channels, latents=latents).to(device)
        self.judge = PatchGAN(3).to(device)
        self.device, self.judge_from = device, judge_from
        self._optimizers: dict[str, Optimizer] = {
            "network": AdamW(self.network.parameters(), betas=(0.9, 0.99), weight_decay=0.0),
            "judge": AdamW(self.judge.parameters(), betas=(0.5, 0.9), weight_decay=0.0),
        }

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        return {"network": self.network, "judge": self.judge}

    @property
    def optimizers(self) -> Mapping[str, Optimizer]:
        return self._optimizers

    @property
    def shipped(self) -> str:
        return "network"

    def step(self, batch: Tensor, step: int) -> dict[str, Tensor]:
        """Learns from pictures `(N, 3, H, W)` in -1..1."""
        real = batch.to(self.device)
        judged = step >= self.judge_from
        with mixed_precision(self.device):
            spread = self.network.encode(real).latent_dist
            made = self.network.decode(spread.sample()).sample
            near = picture_loss(made.float(), real)
            order = spread.kl().mean()
            loss = near + _KL * order
            if judged:
                loss = loss + _JUDGE * fooling_loss(self.judge(made))
        self._learn("network", loss)
        losses = {"near": near, "kl": order}
        if judged:
            with mixed_precision(self.device):
                told = hinge_loss(real=self.judge(real), made=self.judge(made.detach()))
            self._learn("judge", told)
            losses["judge"] = told
        return losses

    def _learn(self, name: str, loss: Tensor) -> None:
        optimizer = self._optimizers[name]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.networks[name].parameters(), 1.0)
        optimizer.step()


@torch.no_grad()
def latent_scale(network: Any, pictures: Tensor) -> float:
    """What latents are multiplied with to have a spread of one (section 4.3.2 of the paper)."""
    latents = network.encode(pictures).latent_dist.mode()
    return round(float(1 / latents.float().std()), 5)
