"""About: version, and the licence of everything that comes with Figment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor import __version__
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.help.licences import Part, parts
from editor.ui.language import tr

_LIST_PX = 36 * theme.GRID
_PART = Qt.ItemDataRole.UserRole


class AboutDialog(FormDialog):
    """Says what this program is; a list of its parts, with the licence of the chosen one."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(f"Figment {__version__}", parent, accept="")
        self.add(
            dim_label(
                tr(
                    "An offline, plugin-based image editor. Nothing leaves this machine.\n"
                    "Licence: Apache-2.0."
                )
            )
        )
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(theme.GRID)
        self.list.setAccessibleName(tr("Parts and their licences"))
        self.list.setFixedWidth(_LIST_PX)
        self.licence = QLabel()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Licence of the chosen part"))
        self._lay_out()
        self._fill()
        self.list.currentItemChanged.connect(self._on_current)
        first = self.list.topLevelItem(0)
        assert first is not None
        self.list.setCurrentItem(first)
        self.resize(880, 560)

    @classmethod
    def ask(cls, parent: QWidget | None) -> None:
        """Shows the dialog."""
        cls(parent).chosen()

    def _lay_out(self) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID)
        line.addWidget(self.list)
        column = QVBoxLayout()
        column.setSpacing(theme.GRID)
        self.licence.setFont(theme.heading_font())
        column.addWidget(self.licence)
        column.addWidget(self.text, 1)
        line.addLayout(column, 1)
        self.add(box, 1)

    def _fill(self) -> None:
        headings: dict[str, QTreeWidgetItem] = {}
        for part in parts():
            item = QTreeWidgetItem([part.title])
            item.setData(0, _PART, part)
            if not part.group:
                self.list.addTopLevelItem(item)
                continue
            if part.group not in headings:
                heading = headings[part.group] = QTreeWidgetItem([part.group])
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
                heading.setForeground(0, theme.color("dim"))
                self.list.addTopLevelItem(heading)
            headings[part.group].addChild(item)
        self.list.expandAll()

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        part = item.data(0, _PART) if item is not None else None
        if isinstance(part, Part):
            self.licence.setText(part.licence)
            self.text.setPlainText(part.text())
