"""The application without widgets: documents, jobs and what a user does with them."""

from editor.workbench.choice import GeneratorChoice
from editor.workbench.headless import Headless, HeadlessResult
from editor.workbench.variants import Choice, Notice, Preview, Variant
from editor.workbench.workbench import Workbench

__all__ = [
    "Choice",
    "GeneratorChoice",
    "Headless",
    "HeadlessResult",
    "Notice",
    "Preview",
    "Variant",
    "Workbench",
]
