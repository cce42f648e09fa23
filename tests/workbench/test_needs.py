"""Which generators lack the model that they cannot work without."""

from __future__ import annotations

from pathlib import Path

from editor.api import Generator, ModelFile, Params
from editor.models import Catalogue
from editor.workbench.needs import lacks_model


class _Model(Params):
    model: str = ModelFile()


class _ModelOrNone(Params):
    model: str = ModelFile(empty="None")


class _Plain(Generator):
    id, title = "painter", "Painter"

    def run(self, request: object, context: object) -> None:
        return None


class _Painter(_Plain):
    Params = _Model


class _Filler(_Painter):
    works_without_model = True


class _Chooser(_Plain):
    Params = _ModelOrNone


def test_a_model_is_lacked_until_one_is_installed(tmp_path: Path) -> None:
    catalogue = Catalogue([tmp_path])
    assert lacks_model(_Painter, catalogue)
    for other in (_Filler, _Chooser, _Plain):
        assert not lacks_model(other, catalogue)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "card.json").write_text('{"kind": "painter"}', encoding="utf-8")
    assert not lacks_model(_Painter, catalogue)


def test_a_pipeline_serves_both_generators_that_paint(tmp_path: Path) -> None:
    (tmp_path / "sd").mkdir()
    index = tmp_path / "sd" / "model_index.json"
    index.write_text('{"_class_name": "StableDiffusionPipeline"}', encoding="utf-8")
    catalogue = Catalogue([tmp_path])
    assert [entry.name for entry in catalogue.list("text-to-image")] == ["sd"]
    assert [entry.name for entry in catalogue.list("inpainting")] == ["sd"]
    assert not catalogue.list("sketch-to-photo")
