"""Training through the host: found lazily, told, interrupted, resumed, there whole or not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from editor.api import Cancelled, FileError, GeneratorError
from editor.host import Registry, discover
from editor.jobs import events
from editor.models import Catalogue, NotWeights
from editor.workbench.training import (
    TrainingPlan,
    interrupted,
    train,
    trainable,
    training_code,
)
from tests.school import PLUGIN, write_school


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    folder = write_school(tmp_path / "plugins").parent
    return discover(folders=[folder], markers=tmp_path / "markers")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder


class School:
    """Trains, and keeps what was told."""

    def __init__(self, registry: Registry, folder: Path) -> None:
        self.registry = registry
        self.catalogue = Catalogue([folder])
        self.told: list[str] = []
        self.noticed: list[str] = []

    def plan(self, data: Path, out: Path, id_: str = "learner", **given: Any) -> TrainingPlan:
        return TrainingPlan(self.registry.get(id_), (data,), out, "mine", **given)

    def train(self, plan: TrainingPlan) -> Any:
        def tell(progress: events.Progress) -> None:
            self.told.append(progress.text)

        return train(
            plan, self.catalogue, device="cpu", on_progress=tell, on_notice=self.noticed.append
        )


@pytest.fixture
def school(registry: Registry, tmp_path: Path) -> School:
    return School(registry, tmp_path / "models")


def test_a_trained_model_is_in_its_place(school: School, data: Path, tmp_path: Path) -> None:
    plugin = school.registry.get("learner").__module__
    assert f"{plugin}.lessons" not in sys.modules, "training code is not imported with the plugin"
    out = tmp_path / "models" / "learner" / "mine"
    identity = school.train(school.plan(data, out))
    assert identity.kind == "learner"
    assert school.catalogue.find("learner", "mine").path == out
    assert school.told[0] == "step 0"
    assert [path.name for path in out.parent.iterdir()] == ["mine"]


def test_what_a_trainer_remarks_is_told(school: School, data: Path, tmp_path: Path) -> None:
    school.train(school.plan(data, tmp_path / "mine", steps=1))
    assert school.noticed == ["The chalk is short."]


def test_an_interrupted_training_goes_on(school: School, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    (data / "interrupt").touch()
    with pytest.raises(KeyboardInterrupt):
        school.train(school.plan(data, out))
    assert not out.exists()
    (data / "interrupt").unlink()
    with pytest.raises(FileError, match="something else"):
        school.train(school.plan(data, out, seed=5))
    school.train(school.plan(data, out))
    assert school.catalogue.list() == []
    assert Catalogue([tmp_path]).find("learner", "mine").card["begun"] == 1


def test_one_that_is_given_up_after_a_step_is_found_and_goes_on(
    school: School, data: Path, tmp_path: Path
) -> None:
    models = tmp_path / "models"
    plan = school.plan(data, models / "learner" / "mine", steps=5)
    with pytest.raises(Cancelled):
        train(
            plan,
            school.catalogue,
            device="cpu",
            on_progress=lambda progress: school.told.append(progress.text),
            on_notice=school.noticed.append,
            is_stopping=lambda: len(school.noticed) == 2,
        )
    assert interrupted(models, school.registry.generators()) == [plan]
    assert school.catalogue.list() == [], "it is no model yet"
    with plan.held():
        assert interrupted(models, school.registry.generators()) == [], "somebody works on it"
        with pytest.raises(FileError, match="already"):
            school.train(plan)
    school.train(plan)
    assert school.catalogue.find("learner", "mine").card["begun"] >= 1
    assert interrupted(models, school.registry.generators()) == []


def test_what_goes_wrong_is_a_sentence(school: School, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    (data / "fail").touch()
    with pytest.raises(GeneratorError, match="ValueError: the chalk broke"):
        school.train(school.plan(data, out))
    with pytest.raises(GeneratorError, match=r"no\.such\.module"):
        school.train(school.plan(data, tmp_path / "lost", "lost"))
    with pytest.raises(FileError, match="no folder"):
        school.train(school.plan(tmp_path / "nowhere", tmp_path / "lost"))
    with pytest.raises(NotWeights):
        school.train(school.plan(data, tmp_path / "other", "own"))
    with pytest.raises(FileError, match="there already"):
        school.train(school.plan(data, data))
    assert not out.exists()


def test_what_can_be_trained_is_known_without_importing_it(school: School) -> None:
    own = [generator for generator in school.registry.generators() if generator.title == "Learner"]
    assert trainable(own) == ["learner", "own", "lost"]
    assert training_code(school.registry.get("own")).__name__ == "teach_here"


def test_a_malformed_entry_is_refused_with_the_plugin(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "bad.py").write_text(PLUGIN.replace('".lessons:teach"', '"lessons.teach"'))
    registry = discover(folders=[folder], markers=tmp_path / "markers")
    (info,) = [info for info in registry.plugins if info.name == "bad"]
    assert "not of the form" in info.error
    assert "learner" not in info.generators
