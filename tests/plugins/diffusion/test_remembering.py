"""Networks are not asked twice what they said once, and pictures are the same to the pixel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from editor.api import Cancelled
from editor.api.testing import RecordingContext
from plugins.toolkit.diffusion.loading import Loaded, load
from plugins.toolkit.diffusion.painting import Wish, paint
from plugins.toolkit.diffusion.remembering import Remembered
from tests.plugins.conftest import Families

WISH = Wish(prompt="a red apple", size_px=(64, 64), seed=3, steps=3)
IMAGE = (np.random.default_rng(0).random((64, 64, 3)) * 255).astype(np.uint8)
MASK = np.zeros((64, 64), np.uint8)
MASK[16:40, 8:48] = 255


@contextmanager
def counted(*networks: Any) -> Iterator[list[str]]:
    """The networks that compute, each time they do."""
    calls: list[str] = []

    def note(network: Any, *_: Any) -> None:
        calls.append(type(network).__name__)

    handles = [network.register_forward_pre_hook(note) for network in networks]
    try:
        yield calls
    finally:
        for handle in handles:
            handle.remove()


def fresh(families: Families, family: str) -> Loaded:
    loaded = load(family, families[family], RecordingContext())
    loaded.remembered = Remembered()
    return loaded


def painted(loaded: Loaded, wish: Wish) -> np.ndarray:
    return paint(loaded, wish, RecordingContext())


@pytest.mark.parametrize("family", ["sd", "sdxl", "sd3", "flux", "pixart", "sd-inpaint"])
def test_another_seed_is_painted_without_reading_the_words_again(
    families: Families, family: str
) -> None:
    loaded = fresh(families, family)
    encoders = [
        part
        for name, part in loaded.pipeline.components.items()
        if name.startswith("text_encoder") and part is not None
    ]
    layers = [m for encoder in encoders for m in encoder.modules() if not [*m.children()]]
    other = replace(WISH, seed=4)
    with counted(*layers) as calls:
        painted(loaded, WISH)
        assert calls
        calls.clear()
        again = painted(loaded, other)
        assert not calls
    loaded.remembered = Remembered()
    assert np.array_equal(again, painted(loaded, other))


def test_other_words_are_read(families: Families) -> None:
    loaded = fresh(families, "sd")
    first = painted(loaded, WISH)
    second = painted(loaded, replace(WISH, prompt="the blue sky"))
    third = painted(loaded, replace(WISH, prompt="the blue sky", negative_prompt="cat"))
    assert not np.array_equal(first, second)
    assert not np.array_equal(second, third)
    assert np.array_equal(painted(loaded, WISH), first)


@pytest.mark.parametrize("scheduler", ["auto", "euler-a"])
def test_an_empty_page_is_encoded_once(families: Families, scheduler: str) -> None:
    loaded = fresh(families, "sd-inpaint")
    assert loaded.preview.factors.shape == (4, 3)  # fitted, for which pictures are encoded
    wish, other = replace(WISH, scheduler=scheduler), replace(WISH, scheduler=scheduler, seed=4)
    with counted(loaded.pipeline.vae.encoder) as calls:
        painted(loaded, wish)
        assert len(calls) == 1
        again = painted(loaded, other)
        assert len(calls) == 1
        painted(loaded, replace(other, size_px=(64, 128)))
        assert len(calls) == 2
        painted(loaded, replace(other, image=IMAGE, mask=MASK))
        assert len(calls) == 3
        painted(loaded, replace(other, image=IMAGE[::-1].copy(), mask=MASK))
        assert len(calls) == 4
    loaded.remembered = Remembered()
    assert np.array_equal(again, painted(loaded, other))


def test_nothing_is_left_in_the_networks(families: Families) -> None:
    loaded = fresh(families, "sd-inpaint")
    for call in (1, 20, 60):
        with pytest.raises(Cancelled):
            paint(loaded, WISH, RecordingContext(cancel_at=call))
    painted(loaded, WISH)
    for part in (loaded.pipeline.text_encoder, loaded.pipeline.vae, *loaded.blocks):
        assert not {"forward", "encode"} & set(vars(part))
