"""The autoencoder, in the published layout that Stable Diffusion uses, and how it learns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import diffusers
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import AdamW, Optimizer

from plugins.toolkit.adversarial import PatchGAN, fooling_loss, hinge_loss, picture_loss
from plugins.toolkit.training import mixed_precision

CHANNELS = (32, 64, 128, 192)
LATENTS = 4
"""Four, since diffusers' inpainting pipelines take denoisers of 4 + 1 + 4 channels alone."""
_KL = 1e-3
_ANCHORED_STEPS, _LEAST_ANCHOR = 1200, 0.15
_ANCHOR = 1.5
"""Latents are asked to hold the small picture's colours, of about this spread."""
_COLOURS_PX = 8
_QUIET = -5.0
_HALVED_ODDS = 0.25
_JUDGE = 0.6
_MOST_JUDGE = 50.0
_HEARD_AFTER = 300
"""Steps over which the judge's word grows from nothing."""


def make_autoencoder(channels: Sequence[int] = CHANNELS, *, latents: int = LATENTS) -> Any:
    """Pictures `(N, 3, H, W)` in -1..1 to latents an eighth as large, and back.

    Paper: Rombach, Blattmann, Lorenz, Esser, Ommer, "High-Resolution Image Synthesis with Latent
    Diffusion Models" (CVPR 2022), section 3.1; kl-f8 with fewer channels.
    """
    network = diffusers.AutoencoderKL(
        block_out_channels=tuple(channels),
        down_block_types=("DownEncoderBlock2D",) * len(channels),
        up_block_types=("UpDecoderBlock2D",) * len(channels),
        latent_channels=latents,
        layers_per_block=1,
        norm_num_groups=16 if channels[0] % 16 == 0 else channels[0],
        # Without attention it works alike on the crops that it learns from and on large pictures.
        mid_block_add_attention=False,
        sample_size=256,
        scaling_factor=1.0,
    )
    # Little noise at first, so that latents are worth listening to.
    with torch.no_grad():
        network.quant_conv.bias[latents:] = _QUIET
    return network


class Autoencoding:
    """Nearness in pixels and edges, and a little order among the latents.

    Three latents are pulled towards the colours of the picture at their own size, strongly in the
    beginning: edges count so much that colours would else be found thousands of steps later.

    Now and then halved latents must give the halved picture, so that latents mean the same at
    every size, which a denoiser learns sooner (Kouzelis, Kakogeorgiou, Gidaris, Komodakis,
    "EQ-VAE: Equivariance Regularized Latent Space", 2025).
    """

    shipped = "network"

    def __init__(
        self, channels: Sequence[int] = CHANNELS, *, device: str, seed: int, latents: int = LATENTS
    ) -> None:
        torch.manual_seed(seed)
        self.network = make_autoencoder(channels, latents=latents).to(device)
        self.device = device
        self._optimizer = AdamW(self.network.parameters(), betas=(0.9, 0.99), weight_decay=0.0)

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        return {"network": self.network}

    @property
    def optimizers(self) -> Mapping[str, Optimizer]:
        return {"network": self._optimizer}

    def step(self, batch: Tensor, step: int) -> dict[str, Tensor]:
        """Learns from pictures `(N, 3, H, W)` in -1..1."""
        real = batch.to(self.device)
        free = min(1.0, step / _ANCHORED_STEPS)
        pulled = max(_LEAST_ANCHOR, 1 - free)
        with mixed_precision(self.device):
            spread = self.network.encode(real).latent_dist
            latents = spread.sample()
            small = _ANCHOR * F.adaptive_avg_pool2d(real, latents.shape[-2:])
            anchor = F.mse_loss(spread.mean[:, :3].float(), small)
            if torch.rand(()) < _HALVED_ODDS:
                latents, real = F.avg_pool2d(latents, 2), F.avg_pool2d(real, 2)
            made = self.network.decode(latents).sample
            near = picture_loss(made.float(), real)
            colours = colour_loss(made.float(), real)
            order = spread.kl().mean() / spread.mean[0].numel()
        _learn(self.network, self._optimizer, near + colours + free * _KL * order + pulled * anchor)
        return {"near": near, "colours": colours, "kl": order, "anchor": anchor}


class Decoding:
    """Teaches a finished autoencoder's decoder sharpness, by a judge of patches.

    The encoder stays as it is, and with it the latents that a denoiser learns from meanwhile. The
    judge's word is weighed against nearness by their pull on the last layer (Esser, Rombach, Ommer,
    "Taming Transformers for High-Resolution Image Synthesis", CVPR 2021, section 3.1).
    """

    shipped = "network"

    def __init__(self, network: Any, *, device: str, seed: int) -> None:
        torch.manual_seed(seed)
        self.network = network.to(device).train()
        self.network.encoder.requires_grad_(False)
        self.network.quant_conv.requires_grad_(False)
        self.judge = PatchGAN(3, norm="batch").to(device)
        self.device = device
        learning = [p for p in self.network.parameters() if p.requires_grad]
        self._optimizers: dict[str, Optimizer] = {
            "network": AdamW(learning, betas=(0.5, 0.9), weight_decay=0.0),
            "judge": AdamW(self.judge.parameters(), betas=(0.5, 0.9), weight_decay=0.0),
        }

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        return {"network": self.network, "judge": self.judge}

    @property
    def optimizers(self) -> Mapping[str, Optimizer]:
        return self._optimizers

    def step(self, batch: Tensor, step: int) -> dict[str, Tensor]:
        """Learns from pictures `(N, 3, H, W)` in -1..1."""
        real = batch.to(self.device)
        with mixed_precision(self.device):
            with torch.no_grad():
                latents = self.network.encode(real).latent_dist.mode()
            made = self.network.decode(latents).sample
            near = picture_loss(made.float(), real) + colour_loss(made.float(), real)
            fooled = fooling_loss(self.judge(made))
        heard = _JUDGE * min(1.0, step / _HEARD_AFTER)
        weight = heard * self._pull(near) / (self._pull(fooled) + 1e-4)
        _learn(
            self.network, self._optimizers["network"], near + weight.clamp(0, _MOST_JUDGE) * fooled
        )
        with mixed_precision(self.device):
            told = hinge_loss(real=self.judge(real), made=self.judge(made.detach()))
        _learn(self.judge, self._optimizers["judge"], told)
        return {"near": near, "judge": told, "weight": weight}

    def _pull(self, loss: Tensor) -> Tensor:
        """How strongly a loss moves the decoder's last layer."""
        last = self.network.decoder.conv_out.weight
        return torch.autograd.grad(loss, last, retain_graph=True)[0].norm().detach()


def colour_loss(made: Tensor, real: Tensor) -> Tensor:
    """How far the colours of small areas are off; red from green and blue from yellow above all.

    Both are `(N, 3, H, W)` in -1..1. Pictures differ in brightness most, and in red and green so
    little that a network which is told no more than the sum leaves them out for long.
    """
    red, green, blue = F.avg_pool2d(made - real, _COLOURS_PX).unbind(1)
    gray = (red + green + blue) / 3
    off = (gray.square(), (red - green).square(), (blue - (red + green) / 2).square())
    return 4 * torch.stack(off).mean()


def _learn(network: nn.Module, optimizer: Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


@torch.no_grad()
def latent_scale(network: Any, pictures: Tensor) -> float:
    """What latents are multiplied with to have a spread of one (section 4.3.2 of the paper)."""
    latents = network.encode(pictures).latent_dist.mode()
    return round(float(1 / latents.float().std()), 5)
