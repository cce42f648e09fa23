"""The host's side of one run: progress and previews to the window, cancel to the plugin."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from editor.api import Context, Generator, GeneratorError, MaskU8, Model, Rect, as_rgba
from editor.jobs.device import Device, cpu_threads
from editor.jobs.events import Notice, Preview, Progress
from editor.jobs.framing import Frame, enlarged, shown
from editor.jobs.ticket import Ticket
from editor.models import Catalogue, ModelEntry, load_state_dict

PREVIEW_RATE_HZ = 15
_PROGRESS_INTERVAL_S = 1 / 15
"""As for previews, so that both come at the same step: each event wakes the window's thread."""
_WEIGHTS = {".safetensors", ".bin", ".ckpt", ".pt", ".pth"}

Account = Callable[[Path, int], None]

log = logging.getLogger("figment.generators")


class LoadedModel(Model):
    """A model of the catalogue, as a plugin sees it."""

    def __init__(self, entry: ModelEntry, ticket: Ticket, account: Account) -> None:
        self.name = entry.name
        self.path = entry.path
        self.card: Mapping[str, Any] = entry.card
        self._entry = entry
        self._ticket = ticket
        self._account = account

    def state_dict(self, file: str | None = None) -> dict[str, Any]:
        self._ticket.check()
        path = self._entry.weights(file)
        if path.is_file():
            self._account(path, path.stat().st_size)
        tensors = load_state_dict(path)
        self._ticket.check()
        return tensors


class RunContext(Context):
    """What a generator gets while it loads and runs.

    Args:
        device_of: tells the device when it is first asked for, so that a generator without torch
            never imports it.
        account: told of weights before they are read, for the memory budget.
        preview_rate_hz: how many previews a second are told at most; 0 tells none.
    """

    def __init__(
        self,
        *,
        job_id: str,
        generator: type[Generator],
        ticket: Ticket,
        device_of: Callable[[], Device],
        catalogue: Catalogue,
        account: Account,
        variants: int = 1,
        preview_rate_hz: int = PREVIEW_RATE_HZ,
    ) -> None:
        self._job_id = job_id
        self._generator = generator
        self._ticket = ticket
        self._device_of = device_of
        self._catalogue = catalogue
        self._account = account
        self._variants = variants
        self._variant = 0
        self._preview_interval_s = 1 / preview_rate_hz if preview_rate_hz else float("inf")
        self._next_preview_s = 0.0 if preview_rate_hz else float("inf")
        self._frame: Frame | None = None
        self._limit: MaskU8 | None = None
        self._started_s = time.monotonic()
        self._last_progress_s = float("-inf")
        self.models_used: list[ModelEntry] = []
        self.threads = cpu_threads()

    @property
    def device(self) -> str:  # type: ignore[override]  # asked for lazily
        return self._device_of().name

    @property
    def dtype(self) -> str:  # type: ignore[override]  # asked for lazily
        return self._device_of().dtype

    def start(self, frame: Frame, limit: MaskU8 | None) -> None:
        """Loading is over: time left is counted from here, previews lie in `frame`."""
        self._frame, self._limit = frame, limit
        self._started_s = time.monotonic()

    def start_variant(self, index: int) -> None:
        """The next variant."""
        self._variant = index
        self._last_progress_s = float("-inf")
        self.progress(0.0)

    def check(self) -> None:
        self._ticket.check()

    def progress(self, fraction: float, text: str = "") -> None:
        self._ticket.check()
        if fraction < 0:
            return
        now = time.monotonic()
        is_last = fraction >= 1.0 and self._variant + 1 == self._variants
        if now - self._last_progress_s < _PROGRESS_INTERVAL_S and not is_last:
            return
        self._last_progress_s = now
        fraction = min(fraction, 1.0)
        if self._frame is None:
            self._ticket.tell(Progress(self._job_id, fraction, text, None))
            return
        total = (self._variant + fraction) / self._variants
        spent_s = now - self._started_s
        eta_s = spent_s / total - spent_s if total > 0 else None
        self._ticket.tell(Progress(self._job_id, total, text, eta_s))

    def preview(self, image: Any, *, rect: Rect | None = None) -> None:
        self._ticket.check()
        now = time.monotonic()
        if self._frame is None or now < self._next_preview_s:
            return
        self._next_preview_s = now + self._preview_interval_s
        if callable(image):
            image = image()
        try:
            picture = as_rgba(image)
        except GeneratorError as error:
            text = f"A preview of {self._generator.title} cannot be shown."
            raise GeneratorError(text, error.text) from None
        if self._limit is not None:
            picture = enlarged(picture)  # else by whoever shows it; a mask must have a fine edge
        rgba, doc_rect = shown(picture, self._frame, rect=rect, limit=self._limit)
        rgba.setflags(write=False)
        self._ticket.tell(Preview(self._job_id, rgba, doc_rect))

    def model(self, name: str = "", *, kind: str = "") -> Model:
        self._ticket.check()
        entry = self._catalogue.find(kind or self._generator.id, name)
        self.models_used.append(entry)
        if entry.path.is_dir() and "file" not in entry.card:
            # A folder that a library loads by itself: what lies in it is what it will take.
            self._account(entry.path, weights_bytes(entry.path))
        elif entry.is_pipeline:
            self._account(entry.path, entry.path.stat().st_size)
        return LoadedModel(entry, self._ticket, self._account)

    def notice(self, text: str) -> None:
        self._ticket.check()
        self._ticket.tell(Notice(self._job_id, text))

    def log(self, text: str) -> None:
        self._ticket.check()
        log.info("%s: %s", self._generator.id, text)


def weights_bytes(folder: Path) -> int:
    """What a pipeline folder takes in memory: of each component's formats only one is loaded."""
    sizes: dict[Path, dict[str, int]] = {}
    for path in folder.rglob("*"):
        if path.suffix in _WEIGHTS and path.is_file():
            formats = sizes.setdefault(path.parent, {})
            formats[path.suffix] = formats.get(path.suffix, 0) + path.stat().st_size
    return sum(max(formats.values()) for formats in sizes.values())
