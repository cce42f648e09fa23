"""Generating in the window: picker, parameters, progress, queue and variants."""
