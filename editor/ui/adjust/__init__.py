"""Adjustments and filters in the window: the panel, the curves, the histogram."""

from editor.ui.adjust.histogram_panel import HistogramPanel
from editor.ui.adjust.panel import AdjustPanel
from editor.ui.adjust.session import AdjustSession

__all__ = ["AdjustPanel", "AdjustSession", "HistogramPanel"]
