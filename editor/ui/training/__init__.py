"""The window in which a model is trained on the user's own pictures."""

from editor.ui.training.dialog import TrainingDialog
from editor.ui.training.leaving import may_quit
from editor.ui.training.mark import TrainingMark

__all__ = ["TrainingDialog", "TrainingMark", "may_quit"]
