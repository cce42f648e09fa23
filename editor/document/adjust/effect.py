"""What can be done to pixels: a declaration with parameters, and what is prepared from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from editor.api import FigmentError, ImageU8, Params

Origin = tuple[int, int]
Run = Callable[[ImageU8, Origin], ImageU8]
Table = npt.NDArray[np.uint8]


class UnknownEffect(FigmentError):
    """An adjustment or filter that this version does not have."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """An effect with its parameters worked in, to be run on any number of tiles.

    Attributes:
        run: from straight RGBA `uint8 (H, W, 4)` and the place of its first pixel in the document
            (at the scale it was prepared for) to new pixels of the same size; the input stays.
        margin_px: how far around a pixel its result depends on others.
        table: `uint8 (256, 4)` where each channel is looked up for itself, alpha included.
    """

    run: Run
    margin_px: int = 0
    table: Table | None = None


@dataclass(frozen=True, eq=False)
class Effect:
    """One adjustment or filter.

    Attributes:
        params_class: its parameters with ranges and titles; the panel is made from it.
        prepare: parameters and scale (1 is full size, 0.25 a picture halved twice) to what runs;
            None where these parameters change nothing.
        is_adjustment: each pixel depends on itself alone, so it can be a layer.
        icon: of the Phosphor family, without prefix.
        section: those of one section stand together in the menu.
    """

    id: str
    title: str
    params_class: type[Params]
    prepare: Callable[[Any, float], Prepared | None]
    is_adjustment: bool = True
    icon: str = ""
    summary: str = ""
    section: int = 0

    @property
    def has_params(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.params_class.model_fields)

    def apply(self, rgba: ImageU8, params: Params, *, origin: Origin = (0, 0)) -> ImageU8:
        """The changed pixels; the same array where nothing changes."""
        prepared = self.prepare(params, 1.0)
        return rgba if prepared is None else prepared.run(rgba, origin)
