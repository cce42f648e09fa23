"""The weights that ship: a picture is repainted, stays the same picture, and finds its way back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from editor.api import ImageU8, Request, param_fields, validate_params
from editor.api.testing import RecordingContext
from plugins.style_transfer.generator import BACK_FILE, StyleTransfer
from plugins.toolkit.metrics import mean_difference
from plugins.toolkit.weights import read_weights
from tests.plugins.style_transfer.pictures import scene

FOLDERS = {
    str(json.loads(card.read_text(encoding="utf-8"))["name"]): card.parent
    for card in sorted(
        (Path(__file__).parents[3] / "resources" / "models").glob("style-*/card.json")
    )
}


def test_every_style_is_there() -> None:
    (styles,) = (f.choices for f in param_fields(StyleTransfer.Params) if f.name == "style")
    assert {style.removesuffix("-to-photo") for style in styles} == set(FOLDERS)


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_the_card_tells_the_truth_about_its_files(name: str) -> None:
    card = json.loads((FOLDERS[name] / "card.json").read_text(encoding="utf-8"))
    there, back = (FOLDERS[name] / card[key] for key in ("file", BACK_FILE))
    assert card["kind"] == StyleTransfer.id
    assert card["bytes"] == there.stat().st_size
    assert card["sha256"] == hashlib.sha256(there.read_bytes()).hexdigest()
    assert card["back_sha256"] == hashlib.sha256(back.read_bytes()).hexdigest()
    assert card["data"]["credit"]


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_photo_is_repainted_and_stays_what_it_is(name: str) -> None:
    photo = scene(160, 120)
    painted, _ = _run(photo, style=name)
    assert mean_difference(painted, photo) > 0.03
    assert np.corrcoef(_layout(painted), _layout(photo))[0, 1] > 0.9
    sky, painted_sky = photo[:8, :40], painted[:8, :40]
    assert _roughness(painted_sky) > 1.5 * _roughness(sky)


@pytest.mark.parametrize("name", sorted(FOLDERS))
@pytest.mark.parametrize("color", [(95, 130, 190), (128, 128, 128), (250, 250, 250)])
def test_a_single_pixel_is_painted_like_a_flat_page(name: str, color: tuple[int, int, int]) -> None:
    pixel, _ = _run(np.full((1, 1, 3), color, np.uint8), style=name)
    page, _ = _run(np.full((64, 64, 3), color, np.uint8), style=name)
    assert pixel.shape == (1, 1, 3)
    assert np.abs(pixel[0, 0] - page.reshape(-1, 3).mean(axis=0)).max() < 50


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_there_and_back_comes_near_the_picture(name: str) -> None:
    photo = scene(160, 120)
    back, notes = _run(photo, style=name, show="back")
    assert notes["cycle_l1"] < 0.12
    painted, _ = _run(photo, style=name)
    assert mean_difference(back, photo) < 1.2 * mean_difference(painted, photo)


def _run(photo: ImageU8, **params: Any) -> tuple[ImageU8, dict[str, Any]]:
    context = RecordingContext(models=FOLDERS, load_weights=read_weights)
    image = np.dstack([photo, np.full(photo.shape[:2], 255, np.uint8)])
    request = Request(
        params=validate_params(StyleTransfer.Params, params),
        image=image,
        size_px=(photo.shape[1], photo.shape[0]),
    )
    result = StyleTransfer().run(request, context)
    return np.asarray(result.images[0])[..., :3], {m.name: m.value for m in result.meters}


def _layout(picture: ImageU8) -> np.ndarray:
    gray = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    return cv2.resize(gray, (16, 12), interpolation=cv2.INTER_AREA).ravel().astype(float)


def _roughness(picture: ImageU8) -> float:
    return float(np.abs(np.diff(picture.astype(int), axis=1)).mean())
