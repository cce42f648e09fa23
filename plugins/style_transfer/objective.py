"""What CycleGAN learns: two painters, each of which undoes the other, and a judge for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.memory_format import convert_conv2d_weight_memory_format
from torch.optim import Optimizer

from plugins.style_transfer.colours import ColourMap
from plugins.style_transfer.copying import initialise_as_copy
from plugins.style_transfer.network import ResNet, ResNetShape
from plugins.style_transfer.texture import palette_loss, texture_distance
from plugins.toolkit.adversarial import PatchGAN
from plugins.toolkit.training import mixed_precision
from plugins.toolkit.translators import initialise
from plugins.toolkit.weights import fill

PAIR, JUDGES, HISTORY = "pair", "judges", "history"
STYLE, PHOTO = "style", "photo"
HISTORY_COUNT = 50
JUDGE_PACE = 2.0
"""Spectral normalisation slows the judges down."""
JUDGE_WIDTH = 32
_STEEPEST = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term counts against 1 for the judge (lambda in the paper).

    Attributes:
        cycle: of coming back to the picture from the other side.
        identity: of leaving a picture alone that has the style already.
        identity_every: steps between two looks at it; it is weighted up by as much.
        texture: of strokes like those of the other side, see `texture`.
        palette: of colours like those of the other side, likewise.
        judge_alone: steps in the beginning in which only the judges learn; they are quick, and
            a judge that knows nothing yet leads a generator astray.
        painted: how many of a batch are painted; the judges see all, which costs them little.
    """

    cycle: float = 4.0
    identity: float = 0.5
    identity_every: int = 8
    texture: float = 40.0
    palette: float = 0.5
    judge_alone: int = 150
    painted: int = 1


class History(nn.Module):
    """Fifty made pictures of each side, of which the judges see some again and again.

    Source: Shrivastava et al. 2017, section 2.3. A module, so that it goes into checkpoints.
    """

    def __init__(self, *, size_px: int) -> None:
        super().__init__()
        for side in (STYLE, PHOTO):
            pictures = torch.zeros(HISTORY_COUNT, 3, size_px, size_px, dtype=torch.bfloat16)
            self.register_buffer(side, pictures)
            self.register_buffer(f"{side}_count", torch.zeros((), dtype=torch.long))

    @torch.no_grad()
    def exchange(self, side: str, made: Tensor, *, count: int) -> Tensor:
        """Keeps the made pictures `(N, 3, S, S)`; gives them and older ones, `count` together."""
        stored, filled = self.get_buffer(side), self.get_buffer(f"{side}_count")
        older = max(0, count - len(made)) if filled else 0
        places = torch.randint(max(1, int(filled)), (older,))
        shown = torch.cat([made.detach(), stored[places].to(made.dtype)])
        for picture in made.detach():
            full = int(filled) == HISTORY_COUNT
            stored[int(torch.randint(HISTORY_COUNT, ())) if full else int(filled)] = picture
            if not full:
                filled += 1
        return shown.contiguous(memory_format=torch.channels_last)


class CycleGAN:
    """Two generators and two judges, trained in turns (Zhu et al. 2017, section 3).

    In the paper's words G is `style`, F is `photo`, X are photos x and Y pictures of the style y.
    """

    shipped = PAIR

    def __init__(
        self,
        shape: ResNetShape,
        *,
        device: str,
        seed: int,
        size_px: int,
        weights: Weights | None = None,
        colours: tuple[ColourMap, ColourMap] | None = None,
    ) -> None:
        torch.manual_seed(seed)
        self._device = torch.device(device)
        self._weights = weights or Weights()
        self._G, self._F = ResNet(shape), ResNet(shape)
        for painter, there in zip((self._G, self._F), colours or (None, None), strict=True):
            if shape.norm == "batch":
                # Its statistics stay 0 and 1: what a pixel becomes depends on its surroundings
                # only, not on the rest of the picture or the batch.
                initialise_as_copy(painter.eval(), there)
            else:
                initialise(painter)
        self._judges = nn.ModuleDict(
            {side: PatchGAN(3, width=JUDGE_WIDTH, downs=3) for side in (STYLE, PHOTO)}
        )
        self._history = History(size_px=size_px)
        self.networks: dict[str, nn.Module] = {
            PAIR: nn.ModuleDict({STYLE: self._G, PHOTO: self._F}),
            JUDGES: self._judges,
            HISTORY: self._history,
        }
        for network in self.networks.values():
            network.to(self._device)
            convert_conv2d_weight_memory_format(network, torch.channels_last)
        self.optimizers: dict[str, Optimizer] = {
            name: torch.optim.Adam(
                [{"params": self.networks[name].parameters(), "pace": pace}],
                lr=2e-4,
                betas=(0.5, 0.999),
                fused=self._device.type in ("cpu", "cuda"),
            )
            for name, pace in ((PAIR, 1.0), (JUDGES, JUDGE_PACE))
        }

    def start_from(self, states: Mapping[str, Mapping[str, Tensor]], *, name: str) -> None:
        """Takes trained tensors of both generators; the judges start anew."""
        for side, network in ((STYLE, self._G), (PHOTO, self._F)):
            fill(network, states[side], name=name)

    def step(self, batch: tuple[Tensor, Tensor, Tensor], step: int) -> dict[str, Tensor]:
        """One turn of the generators, one of the judges, on photos x and pictures y.

        The first of each are painted, and compared with one another: they had better be alike.
        Third come the photos as G is shown them, with brush grain or without.
        """
        # (N, 3, S, S) in -1..1
        all_x, all_y, all_shown = (tensor.to(self._device) for tensor in batch)
        weights = self._weights
        x, y, shown = (t[: weights.painted] for t in (all_x, all_y, all_shown))
        if step < weights.judge_alone:
            # A generator that starts as a copy would show the judge just these.
            judged = self._judge(STYLE, all_y, all_shown) + self._judge(PHOTO, all_x, all_y)
            self._descend(JUDGES, judged)
            return {"judged": judged}
        with mixed_precision(self._device.type):
            made_y, made_x = self._G(shown), self._F(y)
            x_again, y_again = self._F(made_y), self._G(made_x)
            self._judges.requires_grad_(False)
            fooled = _lsgan(self._judges[STYLE](made_y), 1) + _lsgan(self._judges[PHOTO](made_x), 1)
            self._judges.requires_grad_(True)
        cycle = F.l1_loss(x_again.float(), x) + F.l1_loss(y_again.float(), y)
        texture = texture_distance(made_y, y) + texture_distance(made_x, x)
        palette = palette_loss(made_y, y) + palette_loss(made_x, x)
        loss = fooled + weights.cycle * cycle
        loss = loss + weights.texture * texture + weights.palette * palette
        if weights.identity and step % weights.identity_every == 0:
            loss = loss + weights.identity * weights.identity_every * self._identity(x, y)
        self._descend(PAIR, loss)
        judged_y = self._history.exchange(STYLE, made_y, count=len(all_y))
        judged_x = self._history.exchange(PHOTO, made_x, count=len(all_x))
        judged = self._judge(STYLE, all_y, judged_y) + self._judge(PHOTO, all_x, judged_x)
        self._descend(JUDGES, judged)
        return {
            "cycle": cycle,
            "fooled": fooled,
            "judged": judged,
            "texture": texture,
            "palette": palette,
        }

    def _identity(self, x: Tensor, y: Tensor) -> Tensor:
        with mixed_precision(self._device.type):
            same_y, same_x = self._G(y), self._F(x)
        return F.l1_loss(same_y.float(), y) + F.l1_loss(same_x.float(), x)

    def _judge(self, side: str, real: Tensor, made: Tensor) -> Tensor:
        with mixed_precision(self._device.type):
            judged_real, judged_made = self._judges[side](real), self._judges[side](made)
        return 0.5 * (_lsgan(judged_real, 1) + _lsgan(judged_made, 0))

    def _descend(self, name: str, loss: Tensor) -> None:
        optimizer = self.optimizers[name]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        # Without norms, one step with a steep gradient can blow a generator up.
        nn.utils.clip_grad_norm_(self.networks[name].parameters(), _STEEPEST)
        optimizer.step()


def _lsgan(judged: Tensor, target: float) -> Tensor:
    """Least squares in place of a logarithm (Mao et al. 2017), as in the paper's section 4."""
    return (judged.float() - target).square().mean()
