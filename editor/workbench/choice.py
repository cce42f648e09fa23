"""What the user has chosen to generate with: the generator, its values, seed and count."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from psygnal import Signal

from editor.api import SEED_MAX, Generator, InvalidParams, Params, param_fields, validate_params
from editor.host import Registry
from editor.workbench.sight import Sight


class GeneratorChoice:
    """The state behind the Generate panel; values are kept for every generator visited.

    Attributes:
        layer_only: whether runs look at the active layer alone.

    Signals:
        changed: another generator, or its declaration was reloaded.
        values_changed: a value, the seed or the count.
    """

    changed = Signal()
    values_changed = Signal()

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._values: dict[str, dict[str, Any]] = {}
        self._id = next((generator.id for generator in registry.generators()), "")
        self.seed = secrets.randbelow(SEED_MAX + 1)
        self.seed_locked = False
        self.count = 1
        self.layer_only = False
        registry.changed.connect(self._on_registry_changed)

    @property
    def generator(self) -> type[Generator] | None:
        """The chosen generator; None when there is not a single one."""
        known = {generator.id: generator for generator in self._registry.generators()}
        return known.get(self._id)

    def choose(self, generator_id: str) -> None:
        """Picks a generator by id. Raises UnknownGenerator."""
        self._registry.get(generator_id)
        if generator_id != self._id:
            self._id = generator_id
            self.changed.emit()

    @property
    def varies(self) -> bool:
        """Whether another seed gives another picture, with the values as they are."""
        generator = self.generator
        if generator is None:
            return True
        try:
            return generator.varies_for(self.params())
        except InvalidParams:
            return generator.varies

    @property
    def run_count(self) -> int:
        """How many variants a run makes: one where all would be the same."""
        return self.count if self.varies else 1

    @property
    def values(self) -> dict[str, Any]:
        """The values as typed, also where they are not valid."""
        generator = self.generator
        return {} if generator is None else self.values_of(generator)

    def values_of(self, generator: type[Generator]) -> dict[str, Any]:
        """The values of any generator as typed."""
        defaults = {field.name: field.default for field in param_fields(generator.Params)}
        kept = self._values.get(generator.id, {})
        return {name: kept.get(name, default) for name, default in defaults.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Keeps typed values for the chosen generator."""
        before = self.values
        self._values[self._id] = {**before, **values}
        if self.values != before:
            self.values_changed.emit()

    def set_seed(self, seed: int, *, locked: bool) -> None:
        """Sets the seed, and whether it stays for the next run."""
        if (seed, locked) != (self.seed, self.seed_locked):
            self.seed, self.seed_locked = seed, locked
            self.values_changed.emit()

    def roll(self) -> None:
        """Draws a new seed."""
        self.set_seed(secrets.randbelow(SEED_MAX + 1), locked=self.seed_locked)

    def set_count(self, count: int) -> None:
        """Sets how many variants a run makes."""
        if count != self.count:
            self.count = count
            self.values_changed.emit()

    def look_at_layer_only(self, *, on: bool) -> None:
        """Has runs look at the active layer alone, or at all that shows."""
        if on != self.layer_only:
            self.layer_only = on
            self.values_changed.emit()

    def params(self) -> Params:
        """The values, checked. Raises InvalidParams with all that is wrong."""
        generator = self.generator
        assert generator is not None
        return self.params_of(generator)

    def params_of(self, generator: type[Generator]) -> Params:
        """The values of any generator, checked. Raises InvalidParams with all that is wrong."""
        return validate_params(generator.Params, self.values_of(generator))

    def reuse(self, recipe: Mapping[str, Any]) -> None:
        """Takes generator, values and seed from a recipe. Raises UnknownGenerator."""
        self.choose(str(recipe["generator"]))
        generator = self.generator
        assert generator is not None
        names = {field.name for field in param_fields(generator.Params)}
        self.set_values({k: v for k, v in recipe["params"].items() if k in names})
        self.set_seed(int(recipe["seed"]), locked=True)
        self.look_at_layer_only(on=bool(Sight.told_by(recipe).only))

    def _on_registry_changed(self) -> None:
        if self.generator is None:
            self._id = next((generator.id for generator in self._registry.generators()), "")
        self.changed.emit()
