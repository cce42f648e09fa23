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

from editor.host.plugin import PluginInfo, PluginState, plugin_title
from editor.ui import theme
from editor.ui.dialogs.form import FormDialog, dim_label
from editor.ui.icons import icon
from editor.ui.language import told, tr

if TYPE_CHECKING:
    from editor.workbench import Workbench

_PROBLEMS = ("warning", "warning", "Works, but not all of it")
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
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Plugins"))
        self.list.setFixedWidth(26 * theme.GRID)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(theme.heading_font())
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.origin = dim_label("")
        self.enabled = QCheckBox(tr("Use this plugin"))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Details of the error"))
        self.details.setFont(theme.code_font())
        self._lay_out()
        self._list_plugins()
        self.list.currentRowChanged.connect(self._on_row)
        self.enabled.toggled.connect(self._on_toggled)
        self.list.setCurrentRow(self._row_to_show())
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
        info = self._workbench.registry.plugins[row]
        words = tr(_standing(info)[2])
        self.title.setText(f"{tr(info.title)} {info.version}".strip())
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
        self.enabled.setChecked(self._is_wanted(info))
        self.enabled.blockSignals(False)

    def _on_toggled(self, on: bool) -> None:
        """Takes effect at once; a plugin in quarantine is given another chance."""
        registry, settings = self._workbench.registry, self._workbench.settings
        name = registry.plugins[self.list.currentRow()].name
        disabled = set(settings.get("disabled_plugins")) - {name}
        settings.set("disabled_plugins", sorted(disabled if on else {*disabled, name}))
        if on:
            registry.enable(name)
        else:
            registry.disable(name)
        self._list_plugins()
        self._on_row(self.list.currentRow())

    def _list_plugins(self) -> None:
        for row, info in enumerate(self._workbench.registry.plugins):
            if row == self.list.count():
                self.list.addItem(QListWidgetItem(tr(info.title)))
            glyph, role, words = _standing(info)
            self.list.item(row).setIcon(icon(glyph, role))
            self.list.item(row).setToolTip(tr(words))

    def _row_to_show(self) -> int:
        """The first that does not work, since that is what people come to look for."""
        for row, info in enumerate(self._workbench.registry.plugins):
            if info.state not in (PluginState.ENABLED, PluginState.DISABLED):
                return row
        return 0

    def _is_wanted(self, info: PluginInfo) -> bool:
        disabled = self._workbench.settings.get("disabled_plugins")
        return info.name not in disabled and info.state is not PluginState.QUARANTINED


def _standing(info: PluginInfo) -> tuple[str, str, str]:
    """Glyph, colour role and words for how it stands with a plugin."""
    if info.state is PluginState.ENABLED and info.error:
        return _PROBLEMS
    return _GLYPHS[info.state]
