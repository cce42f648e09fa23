"""How a generation layer was made, with a way to make it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QWidget,
)

from editor.api import FigmentError
from editor.document import Layer
from editor.document.layer import Recipe
from editor.host import plugin_title
from editor.ui import theme
from editor.ui.generate.layout import hbox, icon_button, label, vbox
from editor.ui.generate.recipe_text import recipe_rows
from editor.ui.language import tr
from editor.workbench import Workbench
from editor.workbench.again import make_again

_WIDTH_PX = 46 * theme.GRID
_HEIGHT_MAX_PX = 60 * theme.GRID


def show_recipe(parent: QWidget, layer: Layer, workbench: Workbench) -> RecipeDialog | None:
    """Opens the recipe of a layer, if it has one. The dialog is not modal and deletes itself."""
    if layer.recipe is None:
        return None
    dialog = RecipeDialog(parent, layer, layer.recipe, workbench)
    dialog.show()
    return dialog


class RecipeDialog(QDialog):
    """A recipe to read, with Reuse settings and Regenerate where its generator is installed."""

    def __init__(self, parent: QWidget, layer: Layer, recipe: Recipe, workbench: Workbench) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Recipe of {name}", name=layer.name))
        self._layer = layer
        self._recipe = recipe.to_json()
        self._workbench = workbench
        known = {generator.id for generator in workbench.registry.generators()}
        self.is_ghost = recipe.generator not in known
        title = label(tr(recipe.generator_title or recipe.generator))
        title.setFont(theme.heading_font())
        column = vbox(self, spacing=2 * theme.GRID)
        margin = 2 * theme.GRID
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(title)
        if self.is_ghost:
            column.addWidget(self._ghost_note(recipe))
        column.addWidget(self._rows(), 1)
        column.addWidget(self._buttons())
        self.resize(_WIDTH_PX, min(self.sizeHint().height(), _HEIGHT_MAX_PX))

    def reuse(self) -> None:
        """Takes generator, values and seed into the Generate panel."""
        self._do(lambda: self._workbench.reuse(self._recipe))

    def regenerate(self) -> None:
        """Takes them, and runs with them on the picture as it is now without the layer."""
        self._do(lambda: make_again(self._workbench, self._layer))

    def copy(self) -> None:
        """Puts the recipe on the clipboard, as lines of text."""
        lines = [f"{name}: {text}" for name, text in recipe_rows(self._recipe)]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _ghost_note(self, recipe: Recipe) -> QWidget:
        plugin = recipe.plugin or recipe.generator
        known = {info.name for info in self._workbench.registry.plugins}
        words = (
            "The plugin “{plugin}” is disabled or does not work, as Help > Plugins tells. "
            "The pixels of this layer are untouched."
            if plugin in known
            else "The plugin “{plugin}” is not installed. The pixels of this layer are untouched; "
            "install it to generate again."
        )
        return label(
            tr(words, plugin=tr(plugin_title(plugin))),
            role="warning",
            wraps=True,
        )

    def _rows(self) -> QWidget:
        content = QWidget()
        rows = QFormLayout(content)
        rows.setContentsMargins(0, 0, theme.GRID, 0)
        rows.setHorizontalSpacing(2 * theme.GRID)
        rows.setVerticalSpacing(theme.HALF)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, text in recipe_rows(self._recipe)[1:]:
            value = label(text, wraps=True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{name}: {text}")
            rows.addRow(label(name, role="dim"), value)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        return scroll

    def _buttons(self) -> QWidget:
        line = QWidget()
        row = hbox(line, spacing=theme.GRID)
        copy_button = icon_button("copy", tr("Copy recipe"), help=tr("Copy the recipe as text"))
        copy_button.clicked.connect(self.copy)
        self.reuse_button = QPushButton(tr("Reuse settings"))
        self.reuse_button.setAutoDefault(False)
        self.reuse_button.setToolTip(tr("Take generator, values and seed into the Generate panel"))
        self.reuse_button.clicked.connect(self.reuse)
        self.regenerate_button = QPushButton(tr("Regenerate"))
        self.regenerate_button.setProperty("primary", True)
        self.regenerate_button.setToolTip(
            tr("Run it again on the picture as it is now, without this layer")
        )
        self.regenerate_button.clicked.connect(self.regenerate)
        for button in (self.reuse_button, self.regenerate_button):
            button.setEnabled(not self.is_ghost)
            if self.is_ghost:
                button.setToolTip(tr("Its plugin is not at hand"))
        row.addWidget(copy_button)
        row.addStretch(1)
        row.addWidget(self.reuse_button)
        row.addWidget(self.regenerate_button)
        return line

    def _do(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except FigmentError as error:
            self._workbench.fail(error)
        else:
            self.close()
