"""What is learned: faces drawn again, and changed so that a judge sees the change and no fake.

The changed face is what the user will see: the picture plus the difference of two decodings. A
judge tells it from pictures and reads attributes off it (He, Zuo, Kan, Shan, Chen 2019, AttGAN).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format
from torch.nn.utils.parametrizations import spectral_norm
from torch.optim import Optimizer

from plugins.face_sliders.attributes import Floats
from plugins.face_sliders.network import SLOPE, FaceShape, FaceVAE
from plugins.toolkit.adversarial import fooling_loss, hinge_loss, picture_loss
from plugins.toolkit.training import mixed_precision

VAE, JUDGE = "vae", "judge"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term counts.

    Attributes:
        picture: of nearness to the picture.
        prior: of the code's distance from a normal distribution, a mean over its numbers.
        guessed: of the encoder's guess of the attributes.
        changed: of the judge's reading of a changed face.
        fooled: of the judge's doubt whether a changed face is a picture.
        little: of how much is changed, so that what need not change stays.
        judge_after: steps over which the judge's word grows from nothing.
    """

    picture: float = 10.0
    prior: float = 0.06
    guessed: float = 0.3
    changed: float = 1.5
    fooled: float = 0.4
    little: float = 1.5
    judge_after: int = 500


class Judge(nn.Module):
    """Tells pictures from changed ones in patches, and reads attributes off the whole."""

    def __init__(self, shape: FaceShape, width: int = 56) -> None:
        super().__init__()
        widths = (12, width, 2 * width, 3 * width)
        parts: list[nn.Module] = [nn.PixelUnshuffle(2)]
        for taken, given in pairwise(widths):
            parts += [spectral_norm(nn.Conv2d(taken, given, 4, 2, 1)), nn.LeakyReLU(SLOPE)]
        self.trunk = nn.Sequential(*parts)  # (N, 3 width, S/16, S/16)
        self.patches = spectral_norm(nn.Conv2d(widths[-1], 1, 3, 1, 1))
        self.reading = nn.Sequential(
            nn.Conv2d(widths[-1], 32, 1),
            nn.LeakyReLU(SLOPE),
            nn.Flatten(),
            nn.Dropout(0.3),
            nn.Linear(32 * shape.code_side**2, len(shape.attributes)),
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(how real each patch is, attributes)."""
        features = self.trunk(x)
        return self.patches(features).float(), self.reading(features).float()


class FaceObjective:
    """Autoencoder and judge, trained in turns.

    Args:
        shape: of the autoencoder.
        average: what `average_faces` measured.
        device: where to train.
        seed: of the first weights.
        weights: of the terms.
    """

    shipped = VAE

    def __init__(
        self,
        shape: FaceShape,
        *,
        average: Floats,
        device: str,
        seed: int,
        weights: Weights | None = None,
    ) -> None:
        torch.manual_seed(seed)
        self._device = torch.device(device)
        self._weights = weights or Weights()
        vae = FaceVAE(shape)
        vae.decoder.average.copy_(torch.from_numpy(average))
        self._vae = convert_conv2d_weight_memory_format(vae.to(self._device), torch.channels_last)
        self._judge = convert_conv2d_weight_memory_format(
            Judge(shape).to(self._device), torch.channels_last
        )
        self.networks: Mapping[str, nn.Module] = {VAE: self._vae, JUDGE: self._judge}
        self.optimizers: Mapping[str, Optimizer] = {
            # With less momentum the autoencoder stays at the average face for hundreds of steps.
            VAE: torch.optim.AdamW(self._vae.parameters(), betas=(0.9, 0.99), weight_decay=1e-3),
            JUDGE: torch.optim.AdamW(self._judge.parameters(), betas=(0.5, 0.99)),
        }
        for group in self.optimizers[JUDGE].param_groups:
            group["pace"] = 2.0

    def step(self, batch: tuple[Tensor, Tensor, Tensor], step: int) -> dict[str, Tensor]:
        """One turn of the autoencoder and one of the judge, on faces x, attributes c, wishes w."""
        x, c, w = (tensor.to(self._device) for tensor in batch)
        weights, judge = self._weights, self._judge
        with mixed_precision(self._device.type):
            mean, log_variance, guessed = self._vae.encode(x)
            z = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            drawn, made = self._vae.decode(z, c), self._vae.decode(z, w)
        difference = made.float() - drawn.detach().float()
        changed = x + difference  # what the user will see
        judge.requires_grad_(False)
        with mixed_precision(self._device.type):
            doubt, read = judge(_disguised(changed))
        judge.requires_grad_(True)
        near = picture_loss(drawn.float(), x)
        prior = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).mean()
        guess = F.mse_loss(guessed.float(), c)
        obeyed, fooled, moved = F.mse_loss(read, w), fooling_loss(doubt), difference.abs().mean()
        trust = min(1.0, step / weights.judge_after)
        # A prior that pulls from the start wins: the code says nothing and everybody is average.
        loss = weights.picture * near + trust * weights.prior * prior + weights.guessed * guess
        loss = loss + trust * (weights.changed * obeyed + weights.fooled * fooled)
        self._descend(VAE, loss + weights.little * moved)

        judged = self._teach(x, c, changed.detach())
        return {
            "near": near,
            "prior": prior,
            "guess": guess,
            "obeyed": obeyed,
            "fooled": fooled,
            "moved": moved,
            **judged,
        }

    def _teach(self, x: Tensor, c: Tensor, changed: Tensor) -> dict[str, Tensor]:
        """The judge's turn: what is real, what is made, and how real ones look."""
        with mixed_precision(self._device.type):
            real, read = self._judge(_disguised(x))
            made, _ = self._judge(_disguised(changed))
        judge_loss, reading = hinge_loss(real=real, made=made), F.mse_loss(read, c)
        self._descend(JUDGE, judge_loss + 2.0 * reading)
        return {"judge": judge_loss, "reading": reading}

    def _descend(self, name: str, loss: Tensor) -> None:
        optimizer = self.optimizers[name]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.networks[name].parameters(), 5.0)
        optimizer.step()


def _disguised(x: Tensor, most_px: int = 6) -> Tensor:
    """Pictures moved by some pixels and in other colours, often without any.

    A judge of few faces would else learn them by heart, and tints would pass for features.
    """
    x = F.pad(x, (most_px,) * 4, mode="replicate")
    left, top = torch.randint(0, 2 * most_px + 1, (2,)).tolist()
    height, width = x.shape[-2] - 2 * most_px, x.shape[-1] - 2 * most_px
    x = x[..., top : top + height, left : left + width]
    gains = 1 + 0.12 * torch.randn(len(x), 3, 1, 1, device=x.device)
    saturation = torch.rand(len(x), 1, 1, 1, device=x.device) * 1.3
    saturation = saturation * (torch.rand_like(saturation) > 0.3)
    gray = x.mean(1, keepdim=True)
    return (gray + (x - gray) * saturation) * gains
