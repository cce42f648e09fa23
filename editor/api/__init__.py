"""The public plugin API, version 1: all that a plugin imports from Figment."""

from editor.api.context import Context, Model
from editor.api.errors import (
    Cancelled,
    FigmentError,
    FileError,
    GeneratorError,
    InvalidParams,
    MissingModel,
    OutOfMemory,
)
from editor.api.generator import (
    IMAGE,
    MASK,
    SKETCH,
    AnySize,
    Generator,
    Multiple,
    Native,
    Request,
    Result,
    SizeRule,
    optional,
)
from editor.api.geometry import Rect
from editor.api.hooks import hookimpl, hookspec
from editor.api.image import ImageU8, MaskU8, as_rgba, over_color, read_only
from editor.api.params import (
    SEED_MAX,
    Choice,
    Color,
    ModelFile,
    ParamField,
    Params,
    Prompt,
    Seed,
    Slider,
    Toggle,
    param_fields,
    validate_params,
)
from editor.api.tracing import Resume, Trace
from editor.api.training import Training

API_VERSION = 1

__all__ = [
    "API_VERSION",
    "IMAGE",
    "MASK",
    "SEED_MAX",
    "SKETCH",
    "AnySize",
    "Cancelled",
    "Choice",
    "Color",
    "Context",
    "FigmentError",
    "FileError",
    "Generator",
    "GeneratorError",
    "ImageU8",
    "InvalidParams",
    "MaskU8",
    "MissingModel",
    "Model",
    "ModelFile",
    "Multiple",
    "Native",
    "OutOfMemory",
    "ParamField",
    "Params",
    "Prompt",
    "Rect",
    "Request",
    "Result",
    "Resume",
    "Seed",
    "SizeRule",
    "Slider",
    "Toggle",
    "Trace",
    "Training",
    "as_rgba",
    "hookimpl",
    "hookspec",
    "optional",
    "over_color",
    "param_fields",
    "read_only",
    "validate_params",
]
