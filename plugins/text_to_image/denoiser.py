"""The denoiser with mask channels, and how it learns to turn noise into pictures: flow matching."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import diffusers
import torch
from diffusers.models.attention_processor import AttnProcessor
from torch import Tensor, nn
from torch.optim import Optimizer

from plugins.toolkit.optimizers import muon_and_adamw
from plugins.toolkit.training import mixed_precision

CHANNELS = (128, 192, 192)
"""18 million weights: with text encoder and autoencoder 95 MB in 16 bits."""
_TIME_WIDTH = 384
_TIMESTEPS = 1000
_DROPPED = 0.1
_NOISIER = 0.6
"""How far times are moved towards noise, where it is decided what a picture shows."""


def make_denoiser(
    channels: Sequence[int] = CHANNELS, *, context: int, latents: int, sample_size: int = 16
) -> Any:
    """The U-Net of latent diffusion, which the prompt reaches in two ways.

    Its tokens are looked at by cross-attention in all levels but the finest; pooled by attention
    they are added to the time embedding, which scales and shifts what every block does (Dhariwal
    and Nichol, "Diffusion Models Beat GANs", 2021, section 3.1) and so binds things to words
    sooner than where it is only added. Takes noisy latents, mask and masked latents
    `(N, 2 * latents + 1, h, w)`, gives a velocity `(N, latents, h, w)`; h and w are multiples of
    2 to the number of levels less one.
    """
    seeing = len(channels) - 1
    return diffusers.UNet2DConditionModel(
        sample_size=sample_size,
        in_channels=2 * latents + 1,
        out_channels=latents,
        block_out_channels=tuple(channels),
        layers_per_block=1,
        down_block_types=("DownBlock2D", *("CrossAttnDownBlock2D",) * seeing),
        up_block_types=(*("CrossAttnUpBlock2D",) * seeing, "UpBlock2D"),
        cross_attention_dim=context,
        attention_head_dim=min(8, channels[-1]),
        norm_num_groups=16 if channels[0] % 16 == 0 else channels[0] // 2,
        time_embedding_dim=min(_TIME_WIDTH, 8 * channels[0]),
        resnet_time_scale_shift="scale_shift",
        addition_embed_type="text",
        addition_embed_type_num_heads=max(1, context // 64),
    )


def scheduler() -> Any:
    """What samples it: UniPC over the straight paths that it learned."""
    return diffusers.UniPCMultistepScheduler(
        num_train_timesteps=_TIMESTEPS,
        prediction_type="flow_prediction",
        use_flow_sigmas=True,
        flow_shift=1.0,
        steps_offset=1,
    )


@dataclass(frozen=True, eq=False)
class LatentBatch:
    """What a step learns from.

    Attributes:
        latents: scaled, `(N, c, h, w)`.
        mask: `(N, 1, h, w)`, 1 = to be painted.
        masked: latents of the picture with the masked part gray, scaled, `(N, c, h, w)`.
        captions: one for each.
    """

    latents: Tensor
    mask: Tensor
    masked: Tensor
    captions: list[str]


class FlowMatching:
    """Learns the velocity from picture to noise.

    Papers: Lipman et al., "Flow Matching for Generative Modeling" (2023); Esser et al., "Scaling
    Rectified Flow Transformers" (2024), section 3.1, for the times that are drawn; Ho and Salimans,
    "Classifier-Free Diffusion Guidance" (2022), for prompts that are left out.

    Its matrices are learned by Muon: from the same weights and in the same steps the error falls
    further than by AdamW.

    Mapping to diffusers: sigma is the share of noise, and the timestep 1000 sigma.

    Args:
        encode: prompts to context `(N, tokens, width)`.
    """

    def __init__(
        self,
        network: Any,
        encode: Callable[[Sequence[str]], Tensor],
        *,
        device: str,
    ) -> None:
        self.network = network.to(device)
        self.device = device
        self._encode = encode
        if device == "cpu":
            # The backward pass of torch's fused attention takes a third of a step on a processor.
            self.network.set_attn_processor(AttnProcessor())
        self._optimizers = muon_and_adamw(self.network, _is_matrix)

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        return {"network": self.network}

    @property
    def optimizers(self) -> Mapping[str, Optimizer]:
        return self._optimizers

    @property
    def shipped(self) -> str:
        return "network"

    def step(self, batch: LatentBatch, step: int) -> dict[str, Tensor]:
        """Learns from one batch."""
        del step
        x0 = batch.latents.to(self.device)
        n = len(x0)
        dropped = torch.rand(n) < _DROPPED
        prompts = ["" if gone else told for gone, told in zip(dropped, batch.captions, strict=True)]
        # Drawn on the CPU, so that a run goes the same way on every device.
        sigma = (torch.randn(n) + _NOISIER).sigmoid().to(self.device)[:, None, None, None]
        noise = torch.randn(x0.shape).to(self.device)
        x_t = (1 - sigma) * x0 + sigma * noise
        seen = torch.cat([x_t, batch.mask.to(self.device), batch.masked.to(self.device)], 1)
        context = self._encode(prompts).to(self.device)
        with mixed_precision(self.device):
            v = self.network(seen, sigma.flatten() * _TIMESTEPS, context).sample
        error = (v.float() - (noise - x0)).square()
        # What is not masked is given away by the masked latents; it counts, but less.
        weight = 0.25 + 0.75 * batch.mask.to(self.device)
        loss = (error * weight).mean()
        self.network.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self._optimizers.values():
            optimizer.step()
        return {"velocity": loss}


def _is_matrix(name: str, weight: Tensor) -> bool:
    """Whether it turns features into features; the first and the last layer do not."""
    return weight.ndim >= 2 and "embedding" not in name and not name.startswith("conv_")
