"""Pipelines of the diffusers library from local folders, for whoever paints by diffusion.

`HF_HUB_OFFLINE` is set here, before any module below can import diffusers or huggingface_hub, both
of which read it once while they are imported: there is no way around it from these modules.
"""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
