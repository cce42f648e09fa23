"""The tests mirror the tree; `python -m tests` runs everything a change has to pass."""
