"""Models: which ones are installed, what a file is without executing it, and safe loading."""

from editor.models.adding import add_model
from editor.models.catalogue import Catalogue, ModelEntry
from editor.models.errors import DamagedWeights, NotWeights, UnsafeWeights, WrongShapes
from editor.models.identity import Identity, inspect
from editor.models.loading import check_shapes, load_state_dict

__all__ = [
    "Catalogue",
    "DamagedWeights",
    "Identity",
    "ModelEntry",
    "NotWeights",
    "UnsafeWeights",
    "WrongShapes",
    "add_model",
    "check_shapes",
    "inspect",
    "load_state_dict",
]
