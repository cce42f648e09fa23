"""Plugins: what was found, how it stands with each, and why one does not work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.host.plugin import PluginInfo, PluginState
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.icons import icon
from editor.ui.language import told, tr
from editor.ui.words import plugin_title

if TYPE_CHECKING:
    from editor.workbench import Workbench

_GLYPHS = {
    PluginState.ENABLED: ("check-circle", "success", "Works"),
    PluginState.DISABLED: ("minus-circle", "dim", "Disabled"),
    PluginState.FAILED: ("x-circle", "danger", "Failed"),
    PluginState.QUARANTINED: ("shield-warning", "warning", "In quarantine after two crashes"),
    PluginState.REFUSED: ("prohibit", "danger", "Refused"),
}


class PluginListDialog(FormDialog):
    """A list of plugins with the chosen one in detail."""

    def __init__(self, workbench: Workbench, parent: QWidget | None) -> None:
        super().__init__("Plugins", parent, accept="")
        self._workbench = workbench
        self._plugins: list[PluginInfo] = list(workbench.registry.plugins)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Plugins"))
        self.list.setFixedWidth(26 * theme.GRID)
        self.title = QLabel()
        self.title.setFont(theme.heading_font())
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.origin = dim_label("")
        self.enabled = QCheckBox(tr("Load at the next start"))
        self.enabled.setAccessibleName(tr("Load this plugin at the next start"))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Details of the error"))
        self.details.setFont(theme.code_font())
        self._lay_out()
        for info in self._plugins:
            glyph, role, words = _GLYPHS[info.state]
            item = QListWidgetItem(icon(glyph, role), tr(plugin_title(info.name)))
            item.setToolTip(tr(words))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(self._on_row)
        self.enabled.toggled.connect(self._on_toggled)
        self.list.setCurrentRow(0)
        self.resize(720, 460)

    @classmethod
    def ask(cls, workbench: Workbench, parent: QWidget | None) -> None:
        """Shows the dialog."""
        cls(workbench, parent).chosen()

    def _lay_out(self) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID)
        line.addWidget(self.list)
        column = QVBoxLayout()
        column.setSpacing(theme.GRID)
        for widget in (self.title, self.state, self.origin, self.enabled):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        column.addStretch()
        line.addLayout(column, 1)
        self.add(box, 1)

    def _on_row(self, row: int) -> None:
        if row < 0:
            self.enabled.hide()
            self.details.hide()
            self.state.setText(tr("No plugin was found."))
            return
        info = self._plugins[row]
        words = tr(_GLYPHS[info.state][2])
        self.title.setText(f"{tr(plugin_title(info.name))} {info.version}".strip())
        self.state.setText(f"{words}. {told(info.error)}" if info.error else f"{words}.")
        titles = {one.id: tr(one.title) for one in self._workbench.registry.generators()}
        made = ", ".join(titles.get(one, tr(plugin_title(one))) for one in info.generators)
        self.origin.setText(
            tr(
                "Generators: {generators}\nFrom: {source}",
                generators=made or tr("none"),
                source=info.distribution or info.source,
            )
        )
        self.origin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setPlainText(info.details)
        self.details.setVisible(bool(info.details))
        self.enabled.blockSignals(True)
        disabled = self._workbench.settings.get("disabled_plugins")
        self.enabled.setChecked(info.name not in disabled)
        self.enabled.blockSignals(False)

    def _on_toggled(self, on: bool) -> None:
        info = self._plugins[self.list.currentRow()]
        disabled = set(self._workbench.settings.get("disabled_plugins")) - {info.name}
        self._workbench.settings.set(
            "disabled_plugins", sorted(disabled if on else {*disabled, info.name})
        )
