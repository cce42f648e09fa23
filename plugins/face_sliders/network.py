"""The variational autoencoder of faces: an encoder, and a decoder that is told the attributes.

Papers: Kingma and Welling 2014 (the autoencoder); Sohn, Lee, Yan 2015 (told what to draw).
Symbols: `x` a picture `(N, 3, S, S)` in -1..1, `z` its code `(N, code, S/16, S/16)`, `c` the
attributes `(N, A)`, about -1..1 each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SLOPE = 0.2


@dataclass(frozen=True, slots=True)
class FaceShape:
    """The sizes of a network.

    Attributes:
        attributes: the names of what the decoder is told, in their order.
        side_px: of a face, a multiple of 16.
        widths: channels at 1/4, 1/8 and 1/16 of the side.
        fine: channels at half the side.
        code: channels of the code.
        placed: channels that an attribute writes straight to a place of the face.
    """

    attributes: tuple[str, ...]
    side_px: int = 128
    widths: tuple[int, int, int] = (48, 96, 160)
    fine: int = 24
    code: int = 12
    placed: int = 12

    @property
    def code_side(self) -> int:
        """The side of a code."""
        return self.side_px // 16

    def as_card(self) -> dict[str, Any]:
        """For `card.json`."""
        return asdict(self)

    @classmethod
    def of_card(cls, values: Mapping[str, Any]) -> FaceShape:
        """What `as_card` gave, read from JSON.

        Raises:
            ValueError, TypeError: when it is something else.
        """
        first, second, third = (int(width) for width in values["widths"])
        numbers = {name: int(values[name]) for name in ("side_px", "fine", "code", "placed")}
        names = tuple(str(name) for name in values["attributes"])
        return cls(attributes=names, widths=(first, second, third), **numbers)


class FaceVAE(nn.Module):
    """Encodes faces, guesses their attributes, and decodes codes under any attributes."""

    def __init__(self, shape: FaceShape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = _Encoder(shape)
        self.guess = nn.Sequential(
            nn.Conv2d(shape.widths[2], 16, 1),
            nn.LeakyReLU(SLOPE),
            nn.Flatten(),
            nn.Dropout(0.4),
            nn.Linear(16 * shape.code_side**2, len(shape.attributes)),
        )
        self.decoder = _Decoder(shape)

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Pictures to (mean, log variance, attributes guessed)."""
        mean, log_variance, features = self.encoder(x)
        return mean, log_variance, self.guess(features)

    def decode(self, z: Tensor, c: Tensor) -> Tensor:
        """Codes and attributes to pictures."""
        picture: Tensor = self.decoder(z, c)
        return picture

    def forward(self, x: Tensor, c: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(picture, mean, log variance, attributes guessed), with a code drawn by chance."""
        mean, log_variance, guessed = self.encode(x)
        noise = torch.randn_like(mean)
        z = mean + noise * (0.5 * log_variance).exp()
        return self.decode(z, c), mean, log_variance, guessed


class _Encoder(nn.Module):
    def __init__(self, shape: FaceShape) -> None:
        super().__init__()
        first, second, third = shape.widths
        self.trunk = nn.Sequential(
            nn.PixelUnshuffle(4),
            nn.Conv2d(48, first, 3, 1, 1),
            _Block(first),
            nn.Conv2d(first, second, 3, 2, 1),
            _Block(second),
            nn.Conv2d(second, third, 3, 2, 1),
            _Block(third),
            _Block(third),
        )
        self.head = nn.Conv2d(third, 2 * shape.code, 1)
        # Little noise at first, so that the code is worth listening to.
        with torch.no_grad():
            assert self.head.bias is not None
            self.head.bias[shape.code :] = -4.0

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        features = self.trunk(x)
        mean, log_variance = self.head(F.leaky_relu(features, SLOPE)).float().chunk(2, 1)
        return mean, log_variance.clamp(-8, 4), features


class _Decoder(nn.Module):
    """Draws what differs from the average face with such attributes.

    Attributes enter as maps of the aligned face, and as a scale and shift of channels.
    """

    average: Tensor

    def __init__(self, shape: FaceShape) -> None:
        super().__init__()
        self.shape = shape
        first, second, third = shape.widths
        told, side = len(shape.attributes), shape.code_side
        # The mean face, and what each attribute adds on average: measured, not trained.
        half = shape.side_px // 2
        self.register_buffer("average", torch.zeros(1 + told, 3 * half * half))
        self.place = nn.Parameter(torch.randn(1, third, side, side) * 0.1)
        self.stem = nn.Conv2d(shape.code, third, 3, 1, 1)
        self.maps = nn.ModuleList(
            [_Maps(told, shape.placed, 2 * side), _Maps(told, shape.placed, 4 * side)]
        )
        self.deep = nn.ModuleList([_Block(third, told), _Block(third, told)])
        self.up = nn.ModuleList(
            [
                nn.Conv2d(third, second * 4, 1),
                nn.Conv2d(second, first * 4, 1),
                nn.Conv2d(first, shape.fine * 4, 3, 1, 1),
            ]
        )
        self.joined = nn.ModuleList(
            [
                nn.Conv2d(second + shape.placed, second, 3, 1, 1),
                nn.Conv2d(first + shape.placed, first, 3, 1, 1),
            ]
        )
        self.middle = _Block(second, told)
        self.wide = _Block(first, told)
        self.fine = nn.Conv2d(shape.fine, shape.fine, 3, 1, 1)
        self.last = nn.Conv2d(shape.fine, 12, 3, 1, 1)

    def forward(self, z: Tensor, c: Tensor) -> Tensor:
        h = self.stem(z) + self.place
        for block in self.deep:
            h = block(h, c)
        h = F.pixel_shuffle(self.up[0](F.leaky_relu(h, SLOPE)), 2)
        h = self.middle(self.joined[0](torch.cat([h, self.maps[0](c)], 1)), c)
        h = F.pixel_shuffle(self.up[1](F.leaky_relu(h, SLOPE)), 2)
        h = self.wide(self.joined[1](torch.cat([h, self.maps[1](c)], 1)), c)
        h = F.pixel_shuffle(self.up[2](F.leaky_relu(h, SLOPE)), 2)
        h = h + self.fine(F.leaky_relu(h, SLOPE))
        own = F.pixel_shuffle(self.last(F.leaky_relu(h, SLOPE)), 2)  # (N, 3, S, S)
        return own + self._average(c)

    def _average(self, c: Tensor) -> Tensor:
        """The average face with such attributes, `(N, 3, S, S)`."""
        half = self.shape.side_px // 2
        average = torch.addmm(self.average[:1], c.to(self.average.dtype), self.average[1:])
        small = average.to(self.average.dtype).view(-1, 3, half, half)
        return F.interpolate(small, scale_factor=2, mode="bilinear")


class _Maps(nn.Module):
    """What each attribute draws at each place: (N, A) to (N, channels, side, side)."""

    def __init__(self, told: int, channels: int, side: int) -> None:
        super().__init__()
        self.size = (channels, side, side)
        self.weight = nn.Linear(told, channels * side * side)
        nn.init.normal_(self.weight.weight, std=0.1)

    def forward(self, c: Tensor) -> Tensor:
        return self.weight(c).unflatten(1, self.size)


class _Block(nn.Module):
    """Two convolutions beside a shortcut, scaled and shifted by the attributes if any are told."""

    def __init__(self, channels: int, told: int = 0) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, 1, 1)
        self.second = nn.Conv2d(channels, channels, 3, 1, 1)
        # A block that adds nothing at first: what replaces normalisation.
        nn.init.zeros_(self.second.weight)
        self.film = nn.Linear(told, 2 * channels) if told else None

    def forward(self, h: Tensor, c: Tensor | None = None) -> Tensor:
        inner = self.first(F.leaky_relu(h, SLOPE))
        if self.film is not None:
            scale, shift = self.film(c)[..., None, None].chunk(2, 1)
            inner = inner * (1 + scale) + shift
        return h + self.second(F.leaky_relu(inner, SLOPE))
