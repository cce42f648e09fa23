"""Generating in the window: picker, parameters, progress, queue and variants."""

from editor.ui.generate.generate_panel import GeneratePanel
from editor.ui.generate.variants_strip import VariantsStrip

__all__ = ["GeneratePanel", "VariantsStrip"]
