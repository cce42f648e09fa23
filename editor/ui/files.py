"""Opening, saving, exporting and closing, with the questions that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from editor.api import FigmentError
from editor.document import Document, commands
from editor.document.flatten import flatten
from editor.formats import SAVE_SUFFIXES, export_image, open_document
from editor.formats.saving import flat_loss
from editor.ui.dialogs.choose_file import PROJECT_SUFFIX, FileChooser
from editor.ui.dialogs.export_options import ExportOptionsDialog
from editor.ui.dialogs.new_document import NewDocumentDialog
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.workbench import Notice

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


class FileFlow:
    """What the File menu does."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workbench = window.workbench

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
            try:
                self._workbench.open(Path(path).absolute())
            except FigmentError as error:
                self._workbench.fail(error)

    def import_as_layer(self) -> None:
        """Asks for pictures and puts them into this one."""
        self.import_paths(FileChooser.ask_open(self._window, "Import as layer"))

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Puts pictures as layers into the middle of the page."""
        doc = self._workbench.require_document()
        for path in paths:
            try:
                brought = open_document(path)
            except FigmentError as error:
                self._workbench.fail(error)
                continue
            rgba = flatten(brought, brought.bounds)
            x, y = (doc.width - brought.width) // 2, (doc.height - brought.height) // 2
            commands.add_layer(doc, rgba, x=x, y=y, name=path.stem, label=f"Import {path.stem}")

    def save(self) -> bool:
        """Saves under the picture's own name; asks for one where it has none or it cannot hold
        everything. Whether it was saved."""
        doc = self._workbench.require_document()
        path = doc.path
        if path is None or path.suffix.lower() not in SAVE_SUFFIXES:
            return self.save_as()
        if path.suffix.lower() != PROJECT_SUFFIX and flat_loss(doc, path.suffix.lower()):
            return self.save_as()
        self._workbench.save()
        return True

    def save_as(self) -> bool:
        """Asks for a name and saves. Whether it was saved."""
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
        options = ExportOptionsDialog.ask(path, self._workbench.settings, self._window)
        if options is None:
            return
        lost = export_image(doc, path, options=options)
        self._workbench.notice.emit(Notice(f"Exported “{path.name}”.", " ".join(lost)))

    def close_active(self) -> bool:
        """Closes the active picture. Whether it is closed."""
        return self.close(self._workbench.require_document())

    def close_all(self) -> bool:
        """Closes every picture until somebody says no. Whether all are closed."""
        return all(self.close(doc) for doc in list(self._workbench.documents))

    def close(self, doc: Document) -> bool:
        """Closes a picture; unsaved changes are asked about. Whether it is closed."""
        if not self.may_close(doc):
            return False
        self._workbench.close_document(doc)
        return True

    def may_close(self, doc: Document) -> bool:
        """Whether nothing of a picture is lost, or the user lets it go."""
        if not doc.modified:
            return True
        self._workbench.activate(doc)
        is_working = bool(self._workbench.runner.queue)
        answer = UnsavedDialog.ask(doc.title, self._window, is_working=is_working)
        if answer != "save":
            return answer == "discard"
        try:
            return self.save()
        except FigmentError as error:
            self._workbench.fail(error)
            return False
