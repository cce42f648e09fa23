"""What pix2pix learns: a picture that is near the target and that a patch judge takes for real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format
from torch.optim import Optimizer

from plugins.sketch_to_photo.network import UNet, UNetShape
from plugins.toolkit.adversarial import PatchGAN, fooling_loss, hinge_loss, picture_loss
from plugins.toolkit.training import mixed_precision
from plugins.toolkit.translators import initialise
from plugins.toolkit.weights import fill

GENERATOR, JUDGE = "generator", "judge"
JUDGE_WIDTH = 32
"""A wider judge takes most of a step's time on a processor and sees no more."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term counts (lambda in the paper).

    Attributes:
        picture: of nearness to the target, against 1 for the judge.
        judge_from: the step at which the judge joins; before it only nearness counts, which
            costs half the time and spares the judge what anybody could tell.
        judge_ramp: steps over which its word then grows from nothing to 1.
    """

    picture: float = 60.0
    judge_from: int = 0
    judge_ramp: int = 500


class Pix2Pix:
    """Generator and judge, trained in turns (Isola et al. 2017, section 3.3)."""

    shipped = GENERATOR

    def __init__(
        self, shape: UNetShape, *, device: str, seed: int, weights: Weights | None = None
    ) -> None:
        torch.manual_seed(seed)
        self._device = torch.device(device)
        self._weights = weights or Weights()
        self._generator = UNet(shape)
        initialise(self._generator)
        channels = shape.in_channels + shape.out_channels
        self._judge = PatchGAN(channels, width=JUDGE_WIDTH, downs=3, norm="instance")
        self.networks: dict[str, nn.Module] = {GENERATOR: self._generator, JUDGE: self._judge}
        for network in self.networks.values():
            network.to(self._device)
            convert_conv2d_weight_memory_format(network, torch.channels_last)
        self.optimizers: dict[str, Optimizer] = {
            GENERATOR: torch.optim.Adam(self._generator.parameters(), betas=(0.9, 0.999)),
            JUDGE: torch.optim.Adam(self._judge.parameters(), betas=(0.5, 0.999)),
        }

    def start_from(self, state: Mapping[str, Tensor], *, name: str) -> None:
        """Takes a trained generator's tensors; the judge starts anew, and is trusted slowly."""
        fill(self._generator, state, name=name)

    def step(self, batch: tuple[Tensor, Tensor], step: int) -> dict[str, Tensor]:
        """One turn of the judge, one of the generator, on sketches x and targets y."""
        x, y = (tensor.to(self._device) for tensor in batch)  # (N, 3, H, W) in -1..1
        with mixed_precision(self._device.type):
            made = self._generator(x)
        near = picture_loss(made.float(), y)
        if step < self._weights.judge_from:
            self._descend(GENERATOR, self._weights.picture * near)
            return {"picture": near}
        judge_loss, fooled = self._judged(x, y, made)
        trust = min(1.0, (step - self._weights.judge_from) / self._weights.judge_ramp)
        self._descend(GENERATOR, self._weights.picture * near + trust * fooled)
        return {"picture": near, "judge": judge_loss, "fooled": fooled}

    def _judged(self, x: Tensor, y: Tensor, made: Tensor) -> tuple[Tensor, Tensor]:
        """(the judge's loss, after it has learned from it; the generator's)."""
        D = self._judge
        with mixed_precision(self._device.type):
            judged_real = D(torch.cat([x, y], 1))
            judged_made = D(torch.cat([x, made.detach()], 1))
        judge_loss = hinge_loss(real=judged_real, made=judged_made)
        self._descend(JUDGE, judge_loss)
        D.requires_grad_(False)
        with mixed_precision(self._device.type):
            judged = D(torch.cat([x, made], 1))
        D.requires_grad_(True)
        return judge_loss, fooling_loss(judged)

    def _descend(self, name: str, loss: Tensor) -> None:
        optimizer = self.optimizers[name]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
