"""Which generators lack the model that they cannot work without, and what to say of it."""

from __future__ import annotations

from editor.api import Generator, param_fields
from editor.models import Catalogue

NO_MODEL = "Needs a model, and none is installed."
NO_MODEL_HINT = "Put one into the model folder, which `figment doctor` names."


def lacks_model(generator: type[Generator], catalogue: Catalogue) -> bool:
    """Whether a generator takes a model, has none of its kind, and can do nothing without."""
    if generator.works_without_model:
        return False
    return any(
        field.kind == "model"
        # A placeholder says what it means to choose none: then that is a choice.
        and not field.placeholder
        and not catalogue.list(field.model_kind or generator.id)
        for field in param_fields(generator.Params)
    )
