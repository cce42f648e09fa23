"""The layers panel: blend mode and opacity above, the tree, and buttons below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from editor.document import BlendMode, Document, commands, selecting
from editor.document.selection import CombineMode
from editor.ui import theme
from editor.ui.actions import ActionSet
from editor.ui.empty_words import EmptyWords
from editor.ui.language import tr
from editor.ui.layers.delegate import EYE_PX, ROW_PX, LayerDelegate
from editor.ui.layers.model import EYE, NAME, LayersModel
from editor.ui.spoken import label_box
from editor.ui.tools import ToolBox
from editor.ui.value_scale import ValueScale
from editor.ui.value_slider import ValueSlider
from editor.workbench import Workbench

_PICTURES_AFTER_MS = 250
_BUTTONS = (
    "layer.new",
    "layer.group",
    "layer.add_mask",
    "layer.duplicate",
    "layer.merge_down",
    "layer.delete",
)
_MENU = (
    "layer.rename",
    "layer.duplicate",
    "layer.delete",
    "",
    "layer.visible",
    "layer.locked",
    "layer.lock_alpha",
    "",
    "layer.add_mask",
    "layer.use_mask",
    "layer.apply_mask",
    "layer.remove_mask",
    "select.alpha",
    "",
    "layer.group",
    "layer.merge_down",
    "",
    "layer.recipe",
    "layer.reuse",
)


class LayerTree(QTreeView):
    """The tree: Space shows and hides, Enter renames."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ctrl+click on a picture leaves the active layer as it is."""
        index = self.indexAt(event.position().toPoint())
        delegate, model = self.itemDelegate(), self.model()
        assert isinstance(delegate, LayerDelegate)
        assert isinstance(model, LayersModel)
        is_name = index.isValid() and index.column() == NAME
        if not is_name or not delegate.selects(event, model.node(index), self.visualRect(index)):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            delegate, model = self.itemDelegate(), self.model()
            assert isinstance(delegate, LayerDelegate)
            assert isinstance(model, LayersModel)
            delegate.eye_clicked.emit(model.node(index).id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.edit(index.siblingAtColumn(NAME))
        else:
            super().keyPressEvent(event)


class LayersPanel(QWidget):
    """Shows and changes the active document's layers."""

    def __init__(self, workbench: Workbench, toolbox: ToolBox, actions: ActionSet) -> None:
        super().__init__()
        self.setAccessibleName(tr("Layers"))
        self._workbench = workbench
        self._toolbox = toolbox
        self._actions = actions
        self._doc: Document | None = None
        self._closed_groups: set[str] = set()
        self.model = LayersModel(workbench, self)
        self.tree = LayerTree()
        self._delegate = LayerDelegate(workbench, toolbox, self.tree)
        self.mode = QComboBox()
        scale = ValueScale(0.0, 1.0, is_share=True)
        self.opacity = ValueSlider(tr("Opacity"), scale, 1.0, tr("How much of the layer is seen."))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PICTURES_AFTER_MS)
        self._later.timeout.connect(self.model.refresh_pictures)
        self._set_up_tree()
        self._lay_out()
        self._connect()
        self._on_document()

    def _on_plugins(self) -> None:
        """Layers turn to ghosts, or back."""
        self.tree.viewport().update()

    def rename_active(self) -> None:
        """Opens the field for the active layer's name."""
        if self._doc is not None:
            self.tree.setFocus()
            self.tree.edit(self.model.index_of(self._doc.active_id))

    def _set_up_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(self._delegate)
        tree.setAccessibleName(tr("Layers, top to bottom"))
        tree.setHeaderHidden(True)
        tree.setTreePosition(NAME)
        tree.setColumnWidth(EYE, EYE_PX)
        tree.header().setMinimumSectionSize(EYE_PX)
        tree.header().setStretchLastSection(True)
        tree.setIndentation(2 * theme.GRID)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        tree.setExpandsOnDoubleClick(False)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setMinimumHeight(ROW_PX)  # it scrolls by itself: the buttons stay in sight
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._empty = EmptyWords(tree, tr("Start or open a picture\nto see its layers."))
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _lay_out(self) -> None:
        for mode in BlendMode:
            self.mode.addItem(tr(mode.label), mode)
        self.mode.setAccessibleName(tr("Blend mode"))
        self.mode.setToolTip(tr("How the layer meets what lies below."))
        above = QHBoxLayout()
        above.setContentsMargins(*[theme.GRID] * 4)
        above.setSpacing(theme.GRID)
        above.addWidget(self.mode, 1)
        above.addWidget(self.opacity, 1)
        below = QHBoxLayout()
        below.setContentsMargins(theme.HALF, theme.HALF, theme.HALF, theme.HALF)
        below.setSpacing(2)
        for command_id in _BUTTONS:
            if command_id == _BUTTONS[-1]:
                below.addStretch(1)
            below.addWidget(self._button(command_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.tree, 1)
        column.addLayout(below)
        label_box(self.mode, tr("Blend mode"))

    def _button(self, command_id: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions.action(command_id))
        button.setAccessibleName(tr(self._actions.commands[command_id].title))
        button.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
        button.setAutoRaise(True)
        return button

    def _connect(self) -> None:
        self._workbench.document_changed.connect(self._on_document)
        self._workbench.registry.changed.connect(self._on_plugins)
        self._toolbox.target_changed.connect(self._redraw)
        theme.current().changed.connect(self._on_theme)
        self.model.modelReset.connect(self._on_reset)
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self._delegate.eye_clicked.connect(self._on_eye)
        self._delegate.lock_clicked.connect(self._on_lock)
        self._delegate.target_clicked.connect(self._on_target)
        self._delegate.recipe_clicked.connect(self._on_recipe)
        self._delegate.selecting_clicked.connect(self._on_selecting)
        self.mode.activated.connect(self._on_mode)
        self.opacity.value_changed.connect(self._on_opacity)

    def _on_document(self) -> None:
        if self._doc is not None:
            self._doc.active_changed.disconnect(self._show_active)
            self._doc.pixels_changed.disconnect(self._on_pixels)
            self._doc.properties_changed.disconnect(self._on_property)
        self._doc = doc = self._workbench.document
        if doc is not None:
            doc.active_changed.connect(self._show_active)
            doc.pixels_changed.connect(self._on_pixels)
            doc.properties_changed.connect(self._on_property)
        self._delegate.thumbnails.clear()
        self.model.show_document(doc)

    def _on_reset(self) -> None:
        self.tree.expandAll()
        for node_id in list(self._closed_groups):
            self.tree.setExpanded(self.model.index_of(node_id, EYE), False)
        self._show_active()

    def _show_active(self) -> None:
        node = self._doc.active if self._doc is not None else None
        self.mode.setEnabled(node is not None)
        self.opacity.setEnabled(node is not None)
        if node is None:
            return
        self.tree.setCurrentIndex(self.model.index_of(node.id))
        self.mode.setCurrentIndex(list(BlendMode).index(node.blend_mode))
        self.opacity.set_value(node.opacity)
        self._redraw()

    def _redraw(self) -> None:
        self.tree.viewport().update()

    def _on_property(self, node_id: str) -> None:
        if self._doc is not None and node_id == self._doc.active_id:
            self._show_active()

    def _on_pixels(self, doc_rect: object) -> None:
        if not self._later.isActive():
            self._later.start()

    def _on_theme(self) -> None:
        self._delegate.thumbnails.clear()
        self._redraw()

    def _on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.isValid() and self._doc is not None:
            self._doc.activate(self.model.node(index).id)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._closed_groups.add(self.model.node(index).id)

    def _on_expanded(self, index: QModelIndex) -> None:
        self._closed_groups.discard(self.model.node(index).id)

    def _on_menu(self, point: QPoint) -> None:
        menu = self._actions.popup(_MENU, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(point))

    def _on_eye(self, node_id: str) -> None:
        doc = self._doc
        node = doc.find(node_id) if doc is not None else None
        if doc is not None and node is not None:
            commands.set_visible(doc, node_id, visible=not node.visible)

    def _on_lock(self, node_id: str) -> None:
        if self._doc is not None:
            commands.set_locked(self._doc, node_id, locked=False)

    def _on_selecting(self, node_id: str, mask: bool, mode: CombineMode) -> None:
        if self._doc is not None:
            select = selecting.select_layer_mask if mask else selecting.select_layer_alpha
            select(self._doc, node_id, mode)

    def _on_recipe(self, node_id: str) -> None:
        if self._doc is not None:
            self._doc.activate(node_id)
            self._actions.run("layer.recipe")

    def _on_target(self, node_id: str, mask: bool) -> None:
        if self._doc is not None:
            self._doc.activate(node_id)
            self._toolbox.edit_mask(on=mask)

    def _on_mode(self, row: int) -> None:
        if self._doc is not None:
            commands.set_blend_mode(self._doc, self._doc.active_id, list(BlendMode)[row])

    def _on_opacity(self, share: float) -> None:
        if self._doc is not None and self._doc.active is not None:
            commands.set_opacity(self._doc, self._doc.active_id, share)
