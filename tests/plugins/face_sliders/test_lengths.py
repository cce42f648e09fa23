"""Long hair that lies where most people's clothes are."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.face_sliders.lengths import with_lengths

SIDE_PX = 64
BEHIND, CLOTHES, HAIR = 0, 1, 2
BROWN, RED, BLUE = (3.0, 1.0, 2.0), (4.0, 8.0, 5.0), (5.0, -1.0, -4.0)


def head(*, dress: tuple[float, float, float], flows_to: int) -> tuple[np.ndarray, np.ndarray]:
    """Shares and colours: brown hair beside a face, and below it what passes for clothes, of which
    the columns from `flows_to` to the hair's are brown in truth."""
    shares = np.zeros((3, SIDE_PX, SIDE_PX), np.float32)
    colors = np.full((SIDE_PX, SIDE_PX, 3), BLUE)
    shares[HAIR, 10:46, 12:22] = 1
    colors[10:46, 12:22] = BROWN
    shares[CLOTHES, 46:, :] = 1
    colors[46:] = dress
    colors[46:, flows_to:22] = BROWN
    shares[BEHIND] = 1 - shares.sum(axis=0)
    return shares, colors.reshape(-1, 3)


def test_what_hangs_on_from_the_hair_is_hair() -> None:
    shares, colors = head(dress=RED, flows_to=10)
    found = with_lengths(shares, colors, hair=HAIR, clothes=CLOTHES)
    assert found[HAIR, 46:, 10:22].min() == 1
    assert found[HAIR, 46:, 22:].max() == 0
    assert found[HAIR, 46:, :10].max() == 0
    assert found.sum(axis=0) == pytest.approx(1)


def test_clothes_of_the_same_colour_reach_the_side_and_stay_clothes() -> None:
    shares, colors = head(dress=BROWN, flows_to=10)
    assert np.array_equal(with_lengths(shares, colors, hair=HAIR, clothes=CLOTHES), shares)


def test_each_side_counts_for_itself() -> None:
    shares, colors = head(dress=RED, flows_to=10)
    turned = np.ascontiguousarray(shares[..., ::-1])
    mirrored = colors.reshape(SIDE_PX, SIDE_PX, 3)[:, ::-1].reshape(-1, 3)
    there = with_lengths(shares, colors, hair=HAIR, clothes=CLOTHES)
    assert np.array_equal(
        with_lengths(turned, mirrored, hair=HAIR, clothes=CLOTHES), there[..., ::-1]
    )


def test_short_hair_is_left_alone() -> None:
    shares, colors = head(dress=RED, flows_to=10)
    shares[BEHIND, 30:46] += shares[HAIR, 30:46]
    shares[HAIR, 30:46] = 0
    assert np.array_equal(with_lengths(shares, colors, hair=HAIR, clothes=CLOTHES), shares)
