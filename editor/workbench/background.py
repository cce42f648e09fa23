"""Work away from the window: a thread for files, whose answers come back on the GUI thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from editor.api import FigmentError, OutOfMemory
from editor.memory import is_out_of_memory

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Answer(Generic[T]):
    """What a piece of work came to, on its way to the GUI thread."""

    outcome: T | FigmentError
    done: Callable[[T], None]
    failed: Callable[[FigmentError], None]

    def deliver(self) -> None:
        """Calls whoever waits for it; on the GUI thread."""
        if isinstance(self.outcome, FigmentError):
            self.failed(self.outcome)
        else:
            self.done(self.outcome)


class Background:
    """One thread that does what is submitted, in order.

    What it is given must be frozen: a document's `frozen()`, bytes, paths.

    Args:
        post: takes an `Answer` from any thread and has `deliver` called on the GUI thread. Without
            it there is no thread: work is done at once, by whoever submits it.
    """

    def __init__(self, name: str, post: Callable[[object], None] | None) -> None:
        self._name = name
        self._post = post
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def submit(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[FigmentError], None],
    ) -> None:
        """Has `work` done; then `done` gets its result, or `failed` the reason, as a sentence."""
        post = self._post
        if post is None:
            Answer(_outcome(work), done, failed).deliver()
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._waiting.put(lambda: post(Answer(_outcome(work), done, failed)))

    def close(self) -> None:
        """Finishes what was submitted and ends the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while (step := self._waiting.get()) is not None:
            step()
            del step  # what it holds may be a whole document


def _outcome(work: Callable[[], T]) -> T | FigmentError:
    try:
        return work()
    except FigmentError as error:
        return error
    except Exception as error:
        if is_out_of_memory(error):
            return OutOfMemory("There is not enough memory.", "Close other documents.", repr(error))
        log.exception("work on files failed")
        return FigmentError("Something went wrong inside Figment.", details=repr(error))
