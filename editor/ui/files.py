"""Opening, saving, exporting and closing, with the questions that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from editor.api import FigmentError
from editor.document import Document
from editor.formats import SAVE_SUFFIXES, ExportOptions
from editor.formats.estimating import SizeEstimate
from editor.formats.saving import flat_loss
from editor.ui.dialogs.choose_file import PROJECT_SUFFIX, FileChooser
from editor.ui.dialogs.export_options import LOOK_PX, ExportOptionsDialog, Tell
from editor.ui.dialogs.new_document import NewDocumentDialog
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.language import told, tr
from editor.ui.words import byte_words
from editor.workbench import Choice, Notice

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


class FileFlow:
    """What the File menu does."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workbench = window.workbench
        # While other pictures are still being saved: what need not be asked about again.
        self._given_up: dict[str, object] = {}

    def new(self) -> None:
        """Asks for a size and starts a picture."""
        wanted = NewDocumentDialog.ask(self._window)
        if wanted is not None:
            self._workbench.new(wanted.width, wanted.height, background=wanted.background)

    def open(self) -> None:
        """Asks for files and opens them."""
        self.open_paths(FileChooser.ask_open(self._window, "Open"))

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Opens files; one that cannot be opened is told, and the others open."""
        for path in paths:
            self._workbench.filing.open(Path(path).absolute())

    def import_as_layer(self) -> None:
        """Asks for pictures and puts them into this one."""
        self.import_paths(FileChooser.ask_open(self._window, "Import as layer"))

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Puts pictures as layers into the middle of the page."""
        doc = self._workbench.require_document()
        for path in paths:
            self._workbench.filing.import_as_layer(doc, path)

    def save(self) -> bool:
        """Saves under the picture's own name; asks for one where it has none or it cannot hold
        everything. Whether it is being saved."""
        doc = self._workbench.require_document()
        path = doc.path or self._workbench.filing.saving_to(doc)
        if path is None or path.suffix.lower() not in SAVE_SUFFIXES:
            return self.save_as()
        if path.suffix.lower() != PROJECT_SUFFIX and flat_loss(doc, path.suffix.lower()):
            return self.save_as()
        if self._workbench.filing.was_changed(doc, path):
            self._ask_about_change(doc, path)
            return False
        self._workbench.save(path)
        return True

    def _ask_about_change(self, doc: Document, path: Path) -> None:
        """Another program had its hands on the file: nobody's work is replaced unasked."""

        def replace_it() -> None:
            if doc in self._workbench.documents:
                self._workbench.activate(doc)
                self._workbench.save(path)

        if path.is_dir():
            text = f"“{path.name}” is a folder now, so it was not saved."
        elif path.exists():
            text = f"“{path.name}” was changed by another program, so it was not saved."
        else:
            text = f"“{path.name}” is no longer there, so it was not saved."
        self._workbench.notice.emit(
            Notice(
                text,
                "Save it under another name, or write it anyway.",
                level="warning",
                answers=(Choice("Save As…", self.save_as), Choice("Write Anyway", replace_it)),
            )
        )

    def save_as(self) -> bool:
        """Asks for a name and saves. Whether it is being saved."""
        doc = self._workbench.require_document()
        start = (doc.path or Path(doc.title)).with_suffix(PROJECT_SUFFIX)
        path = FileChooser.ask_save(self._window, "Save as", start, flat=False)
        if path is None:
            return False
        self._workbench.save(path)
        return True

    def export(self) -> None:
        """Asks for a name and options and writes a flat copy."""
        doc = self._workbench.require_document()
        start = (doc.path or Path(doc.title)).with_suffix(".png")
        path = FileChooser.ask_save(self._window, "Export", start, flat=True)
        if path is None:
            return
        options = ExportOptionsDialog.ask(
            path,
            doc.bounds.size,
            self._workbench.settings,
            lambda chosen, tell: self._measure(doc, path, chosen, tell),
            self._window,
        )
        if options is None:
            return
        self._workbench.filing.export(doc, path, options)

    def _measure(self, doc: Document, path: Path, options: ExportOptions, tell: Tell) -> None:
        def done(estimate: SizeEstimate) -> None:
            words = byte_words(estimate.nbytes)
            words = words if estimate.is_exact else tr("about {size}", size=words)
            tell(words, estimate.part)

        self._workbench.filing.estimate(
            doc,
            path.suffix,
            options,
            middle=self._window.canvas.viewport.center,
            size_px=LOOK_PX,
            done=done,
            failed=lambda error: tell(told(error.text), None),
        )

    def close_active(self) -> bool:
        """Closes the active picture. Whether it is closed."""
        return self.close(self._workbench.require_document())

    def close_all(self) -> bool:
        """Closes every picture until somebody says no. Whether all are closed."""
        docs = list(self._workbench.documents)
        return self._may_close(docs, then=self.close_all) and all(map(self._closed, docs))

    def close(self, doc: Document) -> bool:
        """Closes a picture; unsaved changes are asked about. Whether it is closed.

        One that is being saved is closed when that has ended well.
        """
        return self._may_close([doc], then=lambda: self.close(doc)) and self._closed(doc)

    def may_quit(self, then: Callable[[], object]) -> bool:
        """Whether nothing is lost by quitting now; `then` is called when saves have ended well."""
        return self._may_close(list(self._workbench.documents), then=then)

    def _closed(self, doc: Document) -> bool:
        if doc in self._workbench.documents:
            self._workbench.close_document(doc)
        return True

    def _may_close(self, docs: list[Document], *, then: Callable[[], object]) -> bool:
        """Asks about changes, in turn. Saves that are under way come back through `then`."""
        filing = self._workbench.filing
        for doc in docs:
            if not self._is_safe(doc) and not self._lets_go(doc):
                self._given_up.clear()
                return False
        saving = next((doc for doc in docs if filing.is_saving(doc)), None)
        if saving is not None:
            filing.when_saved(saving, then)
        return saving is None

    def _is_safe(self, doc: Document) -> bool:
        """Whether what is there now is on the disk, on its way there, or given up already."""
        given_up = self._given_up.get(doc.id) is doc.history.state
        return not doc.modified or given_up or self._workbench.filing.is_saving(doc)

    def _lets_go(self, doc: Document) -> bool:
        """Whether unsaved changes are on their way to the disk now, or the user lets them go."""
        self._workbench.activate(doc)
        is_working = bool(self._workbench.runner.queue)
        answer = UnsavedDialog.ask(doc.title, self._window, is_working=is_working)
        if answer == "save":
            try:
                self.save()
            except FigmentError as error:
                self._workbench.fail(error)
        elif answer == "discard":
            self._given_up[doc.id] = doc.history.state
        return self._is_safe(doc)
