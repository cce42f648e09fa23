"""A tiny model of faces with random weights, and a picture to change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from editor.api import ImageU8
from plugins.face_sliders.finding.network import FinderNetwork
from plugins.face_sliders.model import FaceModel, model_of, tensors_of
from plugins.face_sliders.network import FaceShape, FaceVAE
from plugins.face_sliders.space import measure_space
from plugins.toolkit.weights import save_half
from tests.plugins.face_sliders.drawn_faces import drawn_face

SHAPE = FaceShape(
    attributes=("smile", "gray_hair", "dark_hair"),
    side_px=64,
    widths=(6, 8, 8),
    fine=4,
    code=3,
    placed=2,
)


def tiny_model(name: str = "faces") -> FaceModel:
    """Random weights that do change a face."""
    torch.manual_seed(0)
    network = FaceVAE(SHAPE)
    network.decoder.average.normal_(std=0.1)
    random = np.random.default_rng(0)
    codes = random.normal(size=(20, SHAPE.code * SHAPE.code_side**2)).astype(np.float32)
    attributes = random.normal(size=(20, 3)).astype(np.float32)
    tensors = tensors_of(
        network, np.full(3, 0.4, np.float32), measure_space(codes, attributes, most_axes=6)
    )
    return model_of(tensors, SHAPE, name=name, device="cpu", dtype="float32")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Model folders by name: faces, and a finder that has learned nothing and finds nothing."""
    folder = tmp_path_factory.mktemp("face-models")
    model = tiny_model()
    tensors = tensors_of(model.network, model.units, model.space)
    card = {"name": "faces", "kind": "face-sliders", "shape": SHAPE.as_card()}
    _write(folder / "faces", "faces.safetensors", tensors, card)
    torch.manual_seed(0)
    finder = FinderNetwork()
    assert finder.head.bias is not None
    with torch.no_grad():
        finder.head.bias[0] = -20
    card = {"name": "finder", "kind": "face-finder"}
    _write(folder / "faces-finder", "finder.safetensors", finder.state_dict(), card)
    return {"faces": folder / "faces", "finder": folder / "faces-finder"}


@pytest.fixture
def portrait() -> ImageU8:
    """A drawn face on a wider picture, RGBA with a transparent stripe, and odd sides."""
    face = drawn_face(smiling=False, dark=True, glasses=False)
    picture = np.full((231, 317, 4), 128, np.uint8)
    picture[..., :3] = cv2.resize(np.arange(60, 200, 20, dtype=np.uint8)[None], (317, 231))[
        ..., None
    ]
    picture[30:190, 70:230, :3] = face
    picture[..., 3] = 255
    picture[:, 300:, 3] = 40
    return picture


PORTRAIT_EYES = {"eyes": "130.5,110.5 170.5,110.5"}


def _write(
    folder: Path, file: str, tensors: dict[str, torch.Tensor], card: Mapping[str, object]
) -> None:
    folder.mkdir(parents=True)
    save_half(tensors, folder / file, metadata={})
    text = json.dumps({**card, "file": file})
    (folder / "card.json").write_text(text, encoding="utf-8")
