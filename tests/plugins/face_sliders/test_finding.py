"""The finder: what it is taught, and that its geometry is right at every size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from plugins.face_sliders.finding.data import (
    FACE_EYES,
    Sources,
    batch,
    read_sources,
    targets,
)
from plugins.face_sliders.finding.export import export, measure, placed
from plugins.face_sliders.finding.finder import Finder
from plugins.face_sliders.finding.network import EYES_PX, SIDE_PX, STRIDE_PX, FinderNetwork
from plugins.face_sliders.finding.train import finder_losses, main
from tests.plugins.face_sliders.drawn_faces import drawn_face, write_faces


@pytest.fixture(scope="module")
def sources() -> Sources:
    faces = [drawn_face(smiling=i > 2, dark=i % 2 > 0, glasses=i == 3, seed=i) for i in range(6)]
    random = np.random.default_rng(0)
    scenes = [random.integers(0, 256, (120, 160), np.uint8) // 4 + 90 for _ in range(3)]
    return Sources(tuple(f.mean(axis=2).astype(np.uint8) for f in faces), tuple(scenes))


def test_batches_follow_from_their_seed(sources: Sources) -> None:
    pictures, wanted = batch(sources, np.random.default_rng(2), 12)
    again, _ = batch(sources, np.random.default_rng(2), 12)
    assert np.array_equal(pictures, again)
    assert pictures.shape == (12, SIDE_PX, SIDE_PX, 1)
    assert wanted.shape == (12, 6, 12, 12)
    assert 0 < wanted[:, 0].mean() < 0.1


def test_targets_point_at_the_eyes() -> None:
    eyes = np.array([[40, 50], [54, 47]], np.float32)
    wanted = targets([eyes])
    rows, columns = np.nonzero(wanted[0])
    assert len(rows) >= 1
    for row, column in zip(rows, columns, strict=True):
        centre = (np.array([column, row]) + 0.5) * STRIDE_PX - 0.5
        offsets = wanted[1:5, row, column].reshape(2, 2) * EYES_PX
        assert np.allclose(centre + offsets, eyes, atol=1e-3)


@pytest.mark.parametrize(("distance", "face", "counts"), [(4, 0, 1), (9, 0, 0), (40, 0, 1)])
def test_other_sizes_are_no_faces_or_left_open(distance: float, face: int, counts: int) -> None:
    eyes = np.array([[44 - distance / 2, 44], [44 + distance / 2, 44]], np.float32)
    wanted = targets([eyes])
    assert wanted[0, 5, 5] == face
    assert wanted[5, 5, 5] == counts


def test_the_losses_are_least_where_all_is_right(sources: Sources) -> None:
    _, wanted = batch(sources, np.random.default_rng(2), 8)
    t = torch.from_numpy(wanted)
    right = torch.cat([(t[:, :1] * 2 - 1) * 20, t[:, 1:5]], 1)
    found, eyes = finder_losses(right, t)
    assert float(found) < 1e-3
    assert float(eyes) == 0
    wrong, off = finder_losses(right + 0.5, t)
    assert float(off) > 0
    assert float(wrong) >= 0


class _Marks(FinderNetwork):
    """Sees a face where a bright square of 5 pixels and, beside it, another one stand for eyes."""

    def forward(self, x: Tensor) -> Tensor:
        gray = x[0, 0].numpy()
        cells = torch.zeros(1, 5, gray.shape[0] // STRIDE_PX, gray.shape[1] // STRIDE_PX)
        cells[:, 0] = -20
        rows, columns = np.nonzero(gray > 0.25)
        if not len(rows):
            return cells
        split = (columns.min() + columns.max()) / 2
        eyes = np.array(
            [
                [columns[side].mean(), rows[side].mean()]
                for side in (columns <= split, columns > split)
                if side.any()
            ]
        )
        if len(eyes) < 2 or not 9 < np.hypot(*(eyes[1] - eyes[0])) < 22:
            return cells
        column, row = np.round((eyes.mean(0) - 3.5) / STRIDE_PX).astype(int)
        if not (0 <= row < cells.shape[2] and 0 <= column < cells.shape[3]):
            return cells
        centre = (np.array([column, row]) + 0.5) * STRIDE_PX - 0.5
        cells[0, 0, row, column] = 20
        cells[0, 1:, row, column] = torch.from_numpy((eyes - centre).ravel() / EYES_PX)
        return cells


@pytest.mark.parametrize("distance", [12, 33, 120, 400])
def test_eyes_are_given_in_pixels_of_the_picture(distance: int) -> None:
    """Whatever level of the pyramid saw them; the padding and the refining turn back exactly."""
    finder = Finder(FinderNetwork().state_dict())
    finder._network = _Marks()
    eyes = np.array([[300, 280], [300 + distance, 280]])
    gray = np.zeros((700, 900), np.uint8)
    reach = max(2, distance // 8)
    for x, y in eyes:
        gray[y - reach : y + reach + 1, x - reach : x + reach + 1] = 255
    faces = finder.find(gray)
    assert len(faces) == 1
    assert np.abs(faces[0].eyes - eyes).max() < 0.06 * distance


def test_nothing_is_found_in_nothing() -> None:
    state = FinderNetwork().state_dict()
    state["head.bias"][0] = -20
    finder = Finder(state)
    for shape in ((1, 1), (7, 400), (300, 200)):
        assert finder.find(np.full(shape, 99, np.uint8)) == []


def test_faces_are_placed_for_the_measure(sources: Sources) -> None:
    face = np.zeros((160, 160), np.uint8)
    for x, y in FACE_EYES.astype(int):
        face[y - 4 : y + 5, x - 4 : x + 5] = 255
    picture, eyes = placed(face, sources.scenes[0], np.random.default_rng(1))
    assert picture.shape == sources.scenes[0].shape
    for x, y in np.round(eyes).astype(int):
        assert picture[y, x] > 180
    finder = Finder(FinderNetwork().state_dict())
    finder._network = _Marks()
    quality = measure(finder, sources.faces, sources.scenes, count=2)
    assert 0 <= quality["found_share"] <= 1


def test_training_and_export_give_a_finder(tmp_path: Path) -> None:
    write_faces(tmp_path / "faces", count=58)
    (tmp_path / "scenes").mkdir()
    random = np.random.default_rng(0)
    for i in range(60):
        noise = random.integers(0, 256, (60, 80, 3), np.uint8)
        Image.fromarray(noise).save(tmp_path / "scenes" / f"{chr(97 + i % 26)}{i}x.png")
    words = ["--data", str(tmp_path / "faces"), "--scenes", str(tmp_path / "scenes")]
    main([*words, "-o", str(tmp_path / "run"), "--steps", "4", "--batch", "2", "--device", "cpu"])
    held = read_sources(faces=tmp_path / "faces", scenes=[tmp_path / "scenes"], held=True)
    assert held.faces
    assert held.scenes
    quality = export(
        run=tmp_path / "run",
        data=tmp_path / "faces",
        scenes=[tmp_path / "scenes"],
        credit="drawn",
        out=tmp_path / "model",
        count=1,
    )
    assert quality["pictures"] == 1
    assert (tmp_path / "model" / "finder.safetensors").stat().st_size < 2_000_000
