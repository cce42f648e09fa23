"""The main window: puts bars, canvas and docks together and listens to the workbench."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QSizePolicy, QWidget

from editor.api import FigmentError
from editor.document import Document
from editor.ui import clipboard, monitor, spoken, theme
from editor.ui.actions import ActionSet
from editor.ui.adjust import AdjustPanel, AdjustSession, HistogramPanel
from editor.ui.announcer import Announcer
from editor.ui.canvas import CanvasView
from editor.ui.central import CentralArea
from editor.ui.command_palette import CommandPalette
from editor.ui.commands import MENUS, all_commands
from editor.ui.desk import DeskPanel
from editor.ui.docks import Docks
from editor.ui.drops import dropped_paths
from editor.ui.files import FileFlow
from editor.ui.generate import GeneratePanel, VariantsStrip
from editor.ui.history_panel import HistoryPanel
from editor.ui.language import tr
from editor.ui.layers import LayersPanel
from editor.ui.menu_corner import SearchField
from editor.ui.options_bar import OptionsBar
from editor.ui.plugin_watch import PluginWatch
from editor.ui.recent_files import RecentFiles
from editor.ui.restarting import Restarting
from editor.ui.status_bar import StatusBar
from editor.ui.tool_bar import ToolColumn, tool_commands
from editor.ui.tools import ToolBox
from editor.ui.training import may_quit
from editor.workbench import Workbench

_SIZE_PX = (1440, 900)
_MINIMUM_PX = (880, 600)
_SAMPLE_PX = 512
_CANVAS_MENU = (
    *("edit.cut", "edit.copy", "edit.copy_merged", "edit.paste", "edit.fill", "edit.clear", ""),
    *("select.all", "select.none", "select.invert", "select.grow", "select.shrink"),
    *(
        "select.feather",
        "select.save",
        "",
        "layer.duplicate",
        "layer.transform",
        "layer.add_mask",
        "",
    ),
    *("generate.run",),
)
"""What a right click on the picture offers; an empty id is a line."""
_LOOK_MS = 80
"""How long the view rests before a live picture of what is in it is begun."""


class MainWindow(QMainWindow):
    """The window of the editor.

    Attributes:
        workbench, toolbox, canvas, docks, files, layers, variants, adjusting: what commands act on.
        actions_set: every command as an action.
    """

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        spoken.install()
        theme.current().follow(application, workbench.settings)
        self.workbench: Workbench = workbench
        self.toolbox: ToolBox = ToolBox(workbench)
        self.actions_set: ActionSet = ActionSet(self, workbench.settings)
        self.files: FileFlow = FileFlow(self)
        self.canvas: CanvasView = CanvasView(workbench, self.toolbox)
        self.adjusting: AdjustSession = AdjustSession(workbench, self.canvas)
        self.variants: VariantsStrip = VariantsStrip(workbench)
        self.generate_panel: GeneratePanel = GeneratePanel(workbench)
        self.announcer: Announcer = Announcer(workbench, self.toolbox, self)
        self.restarting: Restarting = Restarting(self)
        self._document: Document | None = None
        self._looked = QTimer(self, interval=_LOOK_MS, singleShot=True)
        self._looked.timeout.connect(self._on_looked)
        self.setAccessibleName("Figment")
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(QSize(*_MINIMUM_PX).boundedTo(room))
        self.resize(QSize(*_SIZE_PX).boundedTo(room))
        self._add_commands()
        self._build()
        self._connect()
        self._take_screen()
        self._plugin_watch = PluginWatch(self)
        self.docks.restore()
        self._on_document()

    # What commands do

    def open_files(self, paths: Iterable[Path]) -> None:
        """Opens files; what cannot be opened is told in place."""
        self.files.open_paths(paths)

    def paste(self) -> None:
        """Pastes as a layer, or as a new picture where none is open."""
        doc = self.workbench.document
        if doc is None:
            clipboard.paste_as_new(self.workbench)
        else:
            clipboard.paste(doc, self.canvas.viewport.visible_doc_rect)

    def show_palette(self) -> None:
        """Opens the command palette."""
        self.palette_box.open()

    def toggle_full_screen(self) -> None:
        """Fills the screen, or goes back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def focus_canvas(self) -> None:
        """Gives the keyboard back to the picture."""
        self.canvas.setFocus()

    def begin(self, generator_id: str, sample: Path | None) -> None:
        """Chooses a generator and opens its sample, or an empty page of a model's usual size."""
        self.workbench.choice.choose(generator_id)
        if sample is not None:
            self.workbench.open_sample(sample)
        else:
            self.workbench.new(_SAMPLE_PX, _SAMPLE_PX)
        self.docks.show("generate")
        self.focus_canvas()

    # Building

    def _add_commands(self) -> None:
        self.actions_set.add(all_commands())
        self.actions_set.add(tool_commands())
        self.actions_set.fill(self.menuBar(), MENUS)
        self.recent = RecentFiles(self.workbench.settings, self.files, self)
        menu = self.actions_set.menu("File")
        menu.insertMenu(self.actions_set.action("file.import"), self.recent.menu)

    def _build(self) -> None:
        self.menuBar().setAccessibleName(tr("Menus"))
        self.menuBar().setNativeMenuBar(False)
        self.search = SearchField(self.actions_set)
        self.search.move_into(self.menuBar())
        self.options_bar = OptionsBar(self.toolbox)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.options_bar)
        self.tool_column = ToolColumn(self.toolbox, self.actions_set)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tool_column)
        self.central = CentralArea(
            self.workbench, self.canvas, self.variants, self.actions_set, self
        )
        self.setCentralWidget(self.central)
        self.layers: LayersPanel = LayersPanel(self.workbench, self.toolbox, self.actions_set)
        self.history = HistoryPanel(self.workbench, self.canvas)
        panels: dict[str, QWidget] = {
            "generate": self.generate_panel,
            "adjust": AdjustPanel(self.workbench, self.canvas, self.adjusting, self.actions_set),
            "desk": DeskPanel(self.workbench),
            "layers": self.layers,
            "history": self.history,
            "histogram": HistogramPanel(self.workbench, self.canvas, self.adjusting),
        }
        self.docks: Docks = Docks(self, panels, self.workbench.settings, self.actions_set)
        self.status = StatusBar(self.workbench, self.canvas, self.toolbox)
        self.setStatusBar(self.status)
        self.palette_box = CommandPalette(self)
        for panel in panels.values():
            panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        workbench, refresh = self.workbench, self.actions_set.refresh_soon
        workbench.notice.connect(self.central.notices.tell)
        workbench.document_changed.connect(self._on_document)
        workbench.documents_changed.connect(self._on_title)
        workbench.documents_changed.connect(self._on_documents)
        workbench.variants_changed.connect(refresh)
        workbench.choice.changed.connect(refresh)
        workbench.live.changed.connect(refresh)
        workbench.job_event.connect(refresh)
        workbench.settings.changed.connect(refresh)
        workbench.settings.changed.connect(self._on_setting)
        self.toolbox.tool_changed.connect(refresh)
        self.variants.steps_changed.connect(refresh)
        self.variants.continue_wanted.connect(self.generate_panel.continue_from)
        self.canvas.viewport_changed.connect(self._on_view)
        self.canvas.menu_wanted.connect(self._on_canvas_menu)
        self.generate_panel.begun.connect(self._on_begun)
        self.generate_panel.desk_wanted.connect(self._on_desk_wanted)
        self.generate_panel.training_wanted.connect(self._on_training_wanted)
        self.status.training.clicked.connect(self._on_training_wanted)
        self.central.tabs.close_wanted.connect(self.files.close)
        self.central.empty_page.begin_wanted.connect(self.begin)
        self.central.empty_page.recent_wanted.connect(self._on_recent)

    # What happened

    def _on_setting(self, key: str) -> None:
        if key == monitor.SETTING:
            self._take_screen()

    def _take_screen(self) -> None:
        """Shows all pictures in the screen's colours."""
        try:
            monitor.take(self.workbench.settings)
        except FigmentError as error:
            self.workbench.fail(error)
        for doc in self.workbench.documents:
            doc.pixels_changed.emit(doc.bounds)

    def _on_document(self) -> None:
        refresh = self.actions_set.refresh_soon
        if self._document is not None:
            self._document.history.changed.disconnect(self._on_history)
            self._document.active_changed.disconnect(refresh)
            self._document.selection_changed.disconnect(refresh)
            self._document.structure_changed.disconnect(self.status.show_size)
        self._document = doc = self.workbench.document
        if doc is not None:
            doc.history.changed.connect(self._on_history)
            doc.active_changed.connect(refresh)
            doc.selection_changed.connect(refresh)
            doc.structure_changed.connect(self.status.show_size)
            self.focus_canvas()
        self._on_title()
        refresh()

    def _on_history(self) -> None:
        self._on_title()
        self.actions_set.refresh_soon()

    def _on_title(self) -> None:
        doc = self.workbench.document
        self.setWindowTitle("Figment" if doc is None else f"{doc.title}[*] - Figment")
        self.setWindowModified(doc is not None and doc.modified)

    def _on_documents(self) -> None:
        """What went wrong on a picture that is closed is no longer told."""
        there = {"", *(doc.id for doc in self.workbench.documents)}
        self.central.notices.leave_out(lambda notice: notice.document_id not in there)

    def _on_begun(self) -> None:
        """Nor what went wrong there at the last try."""
        doc = self.workbench.document
        if doc is not None:
            self.central.notices.leave_out(lambda notice: notice.document_id == doc.id)

    def _on_view(self) -> None:
        self._looked.start()

    def _on_looked(self) -> None:
        self.workbench.live.look_at(self.canvas.viewport.visible_doc_rect)

    def _on_canvas_menu(self) -> None:
        if self.workbench.document is not None:
            menu = self.actions_set.popup(_CANVAS_MENU, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(QCursor.pos())

    def _on_desk_wanted(self) -> None:
        self.docks.show("desk")

    def _on_training_wanted(self) -> None:
        self.actions_set.run("generate.train")

    def _on_recent(self, path: Path) -> None:
        self.files.open_paths([path])

    # Qt's events

    def createPopupMenu(self) -> QMenu:
        """A right click on a bar offers the panels."""
        return self.actions_set.popup(
            [command for command in self.actions_set.commands if command.startswith("view.panel")],
            self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nothing else wanted gives up what is being adjusted."""
        if event.key() != Qt.Key.Key_Escape or not self.adjusting.cancel():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """On an open picture files become layers; with Shift, or on an empty window, they open."""
        paths = dropped_paths(event.mimeData())
        opens = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.workbench.document is None or opens or not self.central.is_over_canvas(self, event):
            self.files.open_paths(paths)
        else:
            self.files.import_paths(paths)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        trainings = self.workbench.trainings
        if not self.files.may_quit(then=self.close) or not may_quit(trainings, self):
            event.ignore()
            return
        for doc in self.workbench.documents:
            self.workbench.recovery.forget(doc)  # saved or given up by its user
        for dialog in self.findChildren(QDialog):
            dialog.close()  # help or a recipe alone would keep the program running
        self.toolbox.remember()
        self.docks.remember()
        event.accept()
