"""The filler that ships: what its card says is so, and that a hole in a soft slope is continued."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from plugins.inpainting.learned.filler import Filler
from plugins.toolkit.weights import read_weights
from tests.plugins.inpainting.test_patches import covered, off

FOLDER = Path(__file__).parents[3] / "resources" / "models" / "filler"


def test_the_card_tells_the_truth_about_its_file() -> None:
    card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    content = (FOLDER / card["file"]).read_bytes()
    assert (card["name"], card["kind"]) == ("filler", "filler")
    assert card["sha256"] == hashlib.sha256(content).hexdigest()
    assert len(content) < 1_500_000
    assert card["data"]["credit"]
    told = card["quality"]
    for measure in ("psnr_db", "ssim"):
        guess, fill, *others = (
            told[f"hole_{measure}_{way}"]
            for way in ("learned_smooth", "learned", "patches", "telea", "navier-stokes")
        )
        assert guess > fill > max(others)


def test_light_goes_on() -> None:
    rows, columns = np.mgrid[0:128, 0:160]
    image = np.dstack([columns, rows, 200 - rows]).astype(np.uint8)
    spoilt, mask, inside = covered(image, slice(40, 80), slice(50, 100))
    filler = Filler(read_weights(FOLDER / "filler.safetensors"), name="filler")
    made = filler(spoilt, mask)
    assert np.array_equal(made[~inside], image[~inside])
    assert off(made, image, inside) < 8
