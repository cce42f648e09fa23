"""The layers of a document as an item model, top layer first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from editor.api import FigmentError
from editor.document import AdjustmentLayer, Document, Group, Layer, Node, commands
from editor.host import plugin_title
from editor.ui.language import tr
from editor.workbench import Workbench

EYE, NAME = 0, 1
MIME = "application/x-figment-layer"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole


@dataclass(eq=False)
class _Row:
    node_id: str
    row: int
    parent: _Row | None
    children: list[_Row] = field(default_factory=list)


class LayersModel(QAbstractItemModel):
    """Rows are looked up by id, since undo puts other node objects in their place."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._doc: Document | None = None
        self._rows: list[_Row] = []
        self._top: list[_Row] = []
        self._nodes: dict[str, Node] = {}

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self._doc

    def show_document(self, doc: Document | None) -> None:
        """Shows another document."""
        if self._doc is not None:
            self._doc.structure_changed.disconnect(self.rebuild)
            self._doc.properties_changed.disconnect(self._on_property)
        self._doc = doc
        if doc is not None:
            doc.structure_changed.connect(self.rebuild)
            doc.properties_changed.connect(self._on_property)
        self.rebuild()

    def rebuild(self) -> None:
        """Reads the document's structure anew."""
        self.beginResetModel()
        self._rows = []
        self._nodes = {node.id: node for node in self._doc.walk()} if self._doc else {}
        self._top = self._branch(self._doc.layers if self._doc else [], None)
        self.endResetModel()

    def node(self, index: Index) -> Node:
        """The layer or group of a row."""
        return self._nodes[self._rows[index.internalId()].node_id]

    def index_of(self, node_id: str, column: int = NAME) -> QModelIndex:
        """The row of a node; an invalid index where it is not shown."""
        for number, row in enumerate(self._rows):
            if row.node_id == node_id:
                return self.createIndex(row.row, column, number)
        return QModelIndex()

    def refresh_pictures(self) -> None:
        """Tells the view that thumbnails may be others now; only visible rows are drawn."""
        for number, row in enumerate(self._rows):
            index = self.createIndex(row.row, NAME, number)
            self.dataChanged.emit(index, index, [_Role.DecorationRole])

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        siblings = self._children(parent)
        if not (0 <= row < len(siblings) and column in (EYE, NAME)):
            return QModelIndex()
        return self.createIndex(row, column, self._rows.index(siblings[row]))

    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # two in Qt
        above = self._rows[child.internalId()].parent if child.isValid() else None
        if above is None:
            return QModelIndex()
        # Children hang below column 0, wherever the tree is drawn.
        return self.createIndex(above.row, 0, self._rows.index(above))

    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._children(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 2

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        node = self.node(index)
        if role in (_Role.DisplayRole, _Role.EditRole):
            return node.name if index.column() == NAME else None
        if role == _Role.ToolTipRole:
            return self._tooltip(node, index.column())
        if role == _Role.AccessibleTextRole:
            return self._spoken(node)
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if self._doc is None or role != _Role.EditRole:
            return False
        commands.rename(self._doc, self.node(index).id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        out = flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled
        if index.column() == NAME:
            out |= flags.ItemIsEditable
        if isinstance(self.node(index), Group):
            out |= flags.ItemIsDropEnabled
        return out

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, self.node(indexes[0]).id.encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Moves the dragged node; always False, so that the view does not remove its row."""
        node_id = bytes(data.data(MIME).data()).decode()
        if self._doc is None or node_id not in self._nodes:
            return False
        group = self.node(parent) if parent.isValid() else None
        try:
            self._drop(node_id, group if isinstance(group, Group) else None, row)
        except FigmentError as error:
            self._workbench.fail(error)
        return False

    # Inside

    def _drop(self, node_id: str, group: Group | None, row: int) -> None:
        """Puts a node before a row of a group as shown; -1 is the top of the group."""
        doc = self._doc
        assert doc is not None
        siblings = doc.layers if group is None else group.children
        if row < 0:
            row = 0 if group is not None else len(siblings)
        index = len(siblings) - row
        places = [node.id for node in siblings]
        before = places.index(node_id) if node_id in places else None
        if before is not None and before < index:
            index -= 1
        if before != index:
            commands.move_node(
                doc, node_id, parent_id=group.id if group is not None else None, index=index
            )

    def _branch(self, nodes: list[Node], parent: _Row | None) -> list[_Row]:
        out = []
        for number, node in enumerate(reversed(nodes)):
            row = _Row(node.id, number, parent)
            self._rows.append(row)
            out.append(row)
            if isinstance(node, Group):
                row.children = self._branch(node.children, row)
        return out

    def _children(self, parent: Index) -> list[_Row]:
        return self._rows[parent.internalId()].children if parent.isValid() else self._top

    def _on_property(self, node_id: str) -> None:
        # A patch of properties may come with other node objects.
        self._nodes = {node.id: node for node in self._doc.walk()} if self._doc else {}
        index = self.index_of(node_id, EYE)
        if index.isValid():
            self.dataChanged.emit(index, index.siblingAtColumn(NAME))

    def _tooltip(self, node: Node, column: int) -> str:
        if column == EYE:
            return tr("Hide") if node.visible else tr("Show")
        lines = [node.name]
        if isinstance(node, Layer) and node.recipe is not None:
            made = tr(node.recipe.generator_title or node.recipe.generator)
            lines.append(
                tr(
                    "Generated with {generator}, seed {seed}.",
                    generator=made,
                    seed=node.recipe.seed,
                )
            )
            if self._workbench.is_ghost(node):
                plugin = tr(plugin_title(node.recipe.plugin)) or tr("its plugin")
                lines.append(
                    tr("The generator is gone ({plugin}); the pixels are kept.", plugin=plugin)
                )
        if node.locked:
            lines.append(tr("Locked."))
        return "\n".join(lines)

    def _spoken(self, node: Node) -> str:
        kinds = {Group: tr("group"), AdjustmentLayer: tr("adjustment layer")}
        words = [node.name, kinds.get(type(node), tr("layer"))]
        words += [] if node.visible else [tr("hidden")]
        words += [tr("locked")] if node.locked else []
        words += [tr("with mask")] if node.mask is not None else []
        words += [tr("{count} percent", count=round(node.opacity * 100)), tr(node.blend_mode.label)]
        return ", ".join(words)
