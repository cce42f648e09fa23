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
LATENT_PX = 16
"""The side in pixels of what a denoiser paints with: a latent of a grown autoencoder."""
_KL = 1e-3
_ANCHORED_STEPS, _LEAST_ANCHOR = 1200, 0.15
_ANCHOR = 1.5
"""Latents are asked to hold the small picture's colours, of about this spread."""
_COLOURS_PX = 8
_QUIET = -5.0
_HALVED_ODDS = 0.25
_JUDGE = 0.15
_SEES_AFTER, _SEES_EVERY = 1500, 5
_MOST_JUDGE = 50.0
_HEARD_AFTER = 300
"""Steps over which the judge's word grows from nothing."""


def make_autoencoder(channels: Sequence[int] = CHANNELS, *, latents: int = LATENTS) -> Any:
    """Pictures `(N, 3, H, W)` in -1..1 to latents, and back.

    Their side is halved by each level but the first. Paper: Rombach, Blattmann, Lorenz, Esser,
    Ommer, "High-Resolution Image Synthesis with Latent Diffusion Models" (CVPR 2022), section 3.1.
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


def grown(network: Any) -> Any:
    """An autoencoder for pictures of twice the size with as few latents, that knows what this does.

    It begins by enlarging what the small one decodes, and by encoding about what that would see of
    a halved picture; the finest level is new. Latents mean the same.
    """
    channels = network.config.block_out_channels
    large = make_autoencoder((channels[0], *channels), latents=network.config.latent_channels)
    taken = {**network.state_dict()}
    renamed = {
        _one_level_up(name) if name.startswith("encoder.down_blocks") else name: value
        for name, value in taken.items()
    }
    large.load_state_dict(renamed, strict=False)
    fine = (large.encoder.down_blocks[0].resnets, large.decoder.up_blocks[-1].resnets)
    with torch.no_grad():
        for resnet in (*fine[0], *fine[1]):
            resnet.conv2.weight.zero_()
            resnet.conv2.bias.zero_()
        halving = large.encoder.down_blocks[0].downsamplers[0].conv
        _pass_on(halving, slice(0, 2), 0.25)
        _pass_on(large.decoder.up_blocks[-2].upsamplers[0].conv, slice(1, 2), 1.0)
    return large


def _one_level_up(name: str) -> str:
    parts = name.split(".")
    parts[2] = str(int(parts[2]) + 1)
    return ".".join(parts)


def _pass_on(convolution: nn.Conv2d, taps: slice, weight: float) -> None:
    """Each channel to itself, through some of the kernel's rows and columns."""
    convolution.weight.zero_()
    for channel in range(convolution.out_channels):
        convolution.weight[channel, channel, taps, taps] = weight
    if convolution.bias is not None:
        convolution.bias.zero_()


class Growing:
    """Teaches a grown autoencoder: its decoder sharpness, its encoder what the small one sees.

    The latents are those of the small one, halved, which a denoiser learns from meanwhile. Besides
    nearness a judge of patches has a word at the end, weighed by its pull on the last layer (Esser,
    Rombach, Ommer, "Taming Transformers for High-Resolution Image Synthesis", CVPR 2021, section
    3.1). Heard sooner, or louder, it draws grids where there should be edges.

    Args:
        judge_from: the step from which it is trained and heard.
    """

    shipped = "network"

    def __init__(self, small: Any, *, device: str, seed: int, judge_from: int) -> None:
        torch.manual_seed(seed)
        self._judge_from = judge_from
        self._small = small.to(device).eval().requires_grad_(False)
        self.network = grown(small).to(device)
        self.judge = PatchGAN(3, norm="batch").to(device)
        self.device = device
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

    def step(self, batch: Tensor, step: int) -> dict[str, Tensor]:
        """Learns from pictures `(N, 3, H, W)` in -1..1."""
        real = batch.to(self.device)
        with mixed_precision(self.device):
            latents = halved_latents(self._small, real)
            seen = self._seen(real, latents, step)
            made = self.network.decode(latents).sample
            near = picture_loss(made.float(), real) + colour_loss(made.float(), real)
        loss = near + seen
        if step < self._judge_from:
            _learn(self.network, self._optimizers["network"], loss)
            return {"near": near, "seen": seen}
        with mixed_precision(self.device):
            fooled = fooling_loss(self.judge(made))
        heard = _JUDGE * min(1.0, (step - self._judge_from) / _HEARD_AFTER)
        weight = heard * self._pull(near) / (self._pull(fooled) + 1e-4)
        loss = loss + weight.clamp(0, _MOST_JUDGE) * fooled
        _learn(self.network, self._optimizers["network"], loss)
        with mixed_precision(self.device):
            told = hinge_loss(real=self.judge(real), made=self.judge(made.detach()))
        _learn(self.judge, self._optimizers["judge"], told)
        return {"near": near, "seen": seen, "judge": told, "weight": weight}

    def _seen(self, real: Tensor, latents: Tensor, step: int) -> Tensor:
        """How far what the encoder sees is off; when that is learned, it is only asked at times."""
        if step >= _SEES_AFTER and step % _SEES_EVERY:
            return torch.zeros((), device=self.device)
        return F.mse_loss(self.network.encode(real).latent_dist.mode().float(), latents)

    def _pull(self, loss: Tensor) -> Tensor:
        """How strongly a loss moves the decoder's last layer."""
        last = self.network.decoder.conv_out.weight
        return torch.autograd.grad(loss, last, retain_graph=True)[0].norm().detach()


def pixels_per_latent(network: Any) -> int:
    """The side in pixels that one latent stands for."""
    return int(2 ** (len(network.config.block_out_channels) - 1))


@torch.no_grad()
def halved_latents(network: Any, pictures: Tensor) -> Tensor:
    """`float32 (N, latents, H / 16, W / 16)`, not scaled: of a small autoencoder halved, of a grown
    one as they are."""
    latents = network.encode(pictures).latent_dist.mode().float()
    height, width = pictures.shape[-2:]
    return F.adaptive_avg_pool2d(latents, (height // LATENT_PX, width // LATENT_PX))


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
    """What halved latents are multiplied with to have a spread of one (section 4.3.2)."""
    return round(float(1 / halved_latents(network, pictures).std()), 5)
