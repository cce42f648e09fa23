"""The host's side of one run: progress and previews to the window, cancel to the plugin."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from editor.api import Cancelled, Context, Generator, Model, Rect, as_rgba
from editor.jobs.device import Device, cpu_threads
from editor.jobs.events import Event, Preview, Progress
from editor.jobs.framing import Frame
from editor.models import Catalogue, ModelEntry, load_state_dict

_PREVIEW_INTERVAL_S = 1 / 15
_PROGRESS_INTERVAL_S = 1 / 30

log = logging.getLogger("figment.generators")


class Token:
    """Whether a run may go on. Revoked, it may not even tell anything any more."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Stops the run at its next call."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was stopped."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raises Cancelled when it was stopped."""
        if self._stop.is_set():
            raise Cancelled


class LoadedModel(Model):
    """A model of the catalogue, as a plugin sees it."""

    def __init__(
        self, entry: ModelEntry, token: Token, on_loaded: Callable[[Path, int], None]
    ) -> None:
        self.name = entry.name
        self.path = entry.path
        self.card: Mapping[str, Any] = entry.card
        self._token = token
        self._on_loaded = on_loaded

    def state_dict(self, file: str | None = None) -> dict[str, Any]:
        self._token.check()
        path = self.path
        if path.is_dir():
            path = path / (file or str(self.card["file"]))
        tensors = load_state_dict(path)
        self._on_loaded(path, sum(t.numel() * t.element_size() for t in tensors.values()))
        self._token.check()
        return tensors


class RunContext(Context):
    """What a generator gets while it loads and runs.

    Args:
        device_of: tells the device when it is first asked for, so that a generator without torch
            never imports it.
        on_loaded: told of every weights file, for the memory account.
    """

    def __init__(
        self,
        *,
        job_id: str,
        generator: type[Generator],
        token: Token,
        emit: Callable[[Event], None],
        device_of: Callable[[], Device],
        catalogue: Catalogue,
        on_loaded: Callable[[Path, int], None],
        variants: int = 1,
    ) -> None:
        self._job_id = job_id
        self._generator = generator
        self._token = token
        self._emit = emit
        self._device_of = device_of
        self._catalogue = catalogue
        self._on_loaded = on_loaded
        self._variants = variants
        self._variant = 0
        self._frame: Frame | None = None
        self._started_s = time.monotonic()
        self._last_preview_s = -1.0
        self._last_progress_s = -1.0
        self.models_used: list[ModelEntry] = []
        self.threads = cpu_threads()

    @property
    def device(self) -> str:  # type: ignore[override]  # asked for lazily
        return self._device_of().name

    @property
    def dtype(self) -> str:  # type: ignore[override]  # asked for lazily
        return self._device_of().dtype

    def start(self, frame: Frame) -> None:
        """Loading is over: time left is counted from here, previews lie in `frame`."""
        self._frame = frame
        self._started_s = time.monotonic()

    def start_variant(self, index: int) -> None:
        """The next variant."""
        self._variant = index
        self.progress(0.0)

    def progress(self, fraction: float, text: str = "") -> None:
        self._token.check()
        if fraction < 0 or self._frame is None:
            return
        now = time.monotonic()
        total = min(1.0, (self._variant + min(fraction, 1.0)) / self._variants)
        if now - self._last_progress_s < _PROGRESS_INTERVAL_S and total < 1.0:
            return
        self._last_progress_s = now
        spent_s = now - self._started_s
        eta_s = spent_s / total - spent_s if total > 0 else None
        self._emit(Progress(self._job_id, total, text, eta_s))

    def preview(self, image: Any) -> None:
        self._token.check()
        now = time.monotonic()
        if self._frame is None or now - self._last_preview_s < _PREVIEW_INTERVAL_S:
            return
        self._last_preview_s = now
        rgba = as_rgba(image)
        inner = _scaled(self._frame.inner, self._frame.size_px, (rgba.shape[1], rgba.shape[0]))
        self._emit(Preview(self._job_id, rgba[inner.slices()].copy(), self._frame.doc_rect))

    def model(self, name: str = "", *, kind: str = "") -> Model:
        self._token.check()
        entry = self._catalogue.find(kind or self._generator.id, name)
        self.models_used.append(entry)
        return LoadedModel(entry, self._token, self._on_loaded)

    def log(self, text: str) -> None:
        self._token.check()
        log.info("%s: %s", self._generator.id, text)


def _scaled(inner: Rect, frame_px: tuple[int, int], picture_px: tuple[int, int]) -> Rect:
    """The unpadded part of a preview of any size."""
    sx, sy = picture_px[0] / frame_px[0], picture_px[1] / frame_px[1]
    left, top = round(inner.x * sx), round(inner.y * sy)
    right = max(left + 1, round(inner.right * sx))
    return Rect.from_edges(left, top, right, max(top + 1, round(inner.bottom * sy)))
