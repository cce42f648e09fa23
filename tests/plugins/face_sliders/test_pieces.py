"""The latent desk as the host drives it, with tiny random weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.api import (
    DeskRequest,
    DeskResult,
    Frames,
    GeneratorError,
    ImageU8,
    NewModel,
    Piece,
    validate_params,
)
from editor.api.testing import RecordingContext
from plugins.face_sliders.generator import FaceSliders
from plugins.face_sliders.params import DESK
from plugins.face_sliders.slider_file import SliderFile
from plugins.toolkit.weights import read_weights
from tests.plugins.face_sliders.conftest import PORTRAIT_EYES, SHAPE

Picks = dict[str, tuple[Piece, ...]]


def _do(
    models: dict[str, Path],
    verb: str,
    picks: Picks | None = None,
    *,
    image: ImageU8 | None = None,
    seed: int = 3,
    **options: Any,
) -> DeskResult:
    request = DeskRequest(
        verb=verb,
        options=validate_params(DESK.verb(verb).Params, options),
        params=validate_params(FaceSliders.Params, PORTRAIT_EYES),
        picks=picks or {},
        image=image,
        seed=seed,
    )
    return FaceSliders().work(request, RecordingContext(models=models, load_weights=read_weights))


def _pieces(models: dict[str, Path], *args: Any, **options: Any) -> list[Piece]:
    made = _do(models, *args, **options)
    assert isinstance(made, list)
    return made


@pytest.fixture
def faces(models: dict[str, Path]) -> list[Piece]:
    return _pieces(models, "sample", count=11)


def test_new_faces_follow_from_their_seed_and_are_plain_values(
    models: dict[str, Path], faces: list[Piece]
) -> None:
    assert len(faces) == 11
    again, other = _pieces(models, "sample", count=11), _pieces(models, "sample", seed=4)
    assert all(np.array_equal(a.image, b.image) for a, b in zip(faces, again, strict=True))
    assert not np.array_equal(faces[0].image, other[0].image)
    assert json.loads(json.dumps(faces[0].data)) == faces[0].data


def test_a_face_of_the_page_becomes_a_piece(models: dict[str, Path], portrait: ImageU8) -> None:
    (taken,) = _pieces(models, "take", image=portrait)
    assert taken.image.shape == (64, 64, 3)


@pytest.mark.parametrize("way", ["linear", "spherical"])
def test_a_morph_goes_from_one_to_the_other(
    models: dict[str, Path], faces: list[Piece], way: str
) -> None:
    picks: dict[str, tuple[Piece, ...]] = {"A": (faces[0],), "B": (faces[1],)}
    frames = _do(models, "morph", picks, frames=9, way=way)
    assert isinstance(frames, Frames)
    assert len(frames.images) == 9
    for frame, piece in ((frames.images[0], faces[0]), (frames.images[-1], faces[1])):
        assert np.abs(frame.astype(int) - piece.image).max() <= 2  # codes are kept in 16 bits


def test_arithmetic_of_equals_changes_nothing(models: dict[str, Path], faces: list[Piece]) -> None:
    a, b = (faces[0],), (faces[1],)
    (same,) = _pieces(models, "arithmetic", {"A": a, "B": a, "C": b})
    assert np.abs(same.image.astype(int) - faces[1].image).max() <= 2
    (other,) = _pieces(models, "arithmetic", {"A": a, "B": b, "C": b})
    assert np.abs(other.image.astype(int) - faces[0].image).max() <= 2


def test_mutation_makes_children_stray(models: dict[str, Path], faces: list[Piece]) -> None:
    picks = {"A": (faces[0],), "B": (faces[0],)}
    (true,) = _pieces(models, "breed", picks, count=1, mutation=0)
    near, far = (
        np.mean(
            [
                np.abs(child.image.astype(int) - true.image).mean()
                for child in _pieces(models, "breed", picks, count=6, mutation=mutation)
            ]
        )
        for mutation in (0.1, 1.2)
    )
    assert 0 < near < far


def test_two_groups_make_a_slider_that_its_generator_reads(
    models: dict[str, Path], faces: list[Piece], tmp_path: Path
) -> None:
    groups = {"Without": tuple(faces[:4]), "With": tuple(faces[4:])}
    made = _do(models, "slider", groups, name=" Odd ")
    assert isinstance(made, NewModel)
    assert (made.name, made.kind) == ("Odd", "face-slider")
    ((file, content),) = made.files.items()
    (tmp_path / file).write_bytes(content)
    assert len(content) < 20_000
    slider = SliderFile.load(
        tmp_path / file,
        code_length=SHAPE.code * SHAPE.code_side**2,
        attributes=len(SHAPE.attributes),
    )
    assert slider.name == "Odd"
    assert slider.direction.code.any()
    with pytest.raises(GeneratorError, match="no name"):
        _do(models, "slider", groups, name=" ")


def test_pieces_of_another_model_are_refused(models: dict[str, Path], faces: list[Piece]) -> None:
    strange = Piece(faces[0].image, {**faces[0].data, "code": faces[0].data["attributes"]})
    with pytest.raises(GeneratorError, match="belongs to another model"):
        _do(models, "breed", {"A": (strange,), "B": (faces[1],)})
    with pytest.raises(GeneratorError, match="is no face"):
        _do(models, "breed", {"A": (Piece(faces[0].image),), "B": (faces[1],)})
