"""What an empty window shows: the generators with what they made, new, open, recent files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from editor.api import Generator
from editor.ui import theme
from editor.ui.dialogs.form import dim_label
from editor.ui.icons import icon, paint_glyph
from editor.ui.language import tr
from editor.ui.samples import Sample, sample_of
from editor.workbench import Workbench
from editor.workbench.needs import NO_MODEL, NO_MODEL_HINT, lacks_model

if TYPE_CHECKING:
    from editor.ui.actions import ActionSet

_CARD = QSize(27 * theme.GRID, 29 * theme.GRID)
_PICTURE_PX = 18 * theme.GRID
_TITLE_TOP_PX = _PICTURE_PX + theme.GRID
_WORDS_TOP_PX = _TITLE_TOP_PX + 5 * theme.GRID // 2
_COLUMNS = 3
_RECENT = 6
_RADIUS_PX = 8


class GeneratorCard(QAbstractButton):
    """One generator: a picture it made, its name, what it does."""

    def __init__(self, generator: type[Generator], sample: Sample, *, lacks_model: bool) -> None:
        super().__init__()
        self.generator = generator
        self.title = tr(generator.title)
        self._words = tr(NO_MODEL if lacks_model else generator.summary)
        self.sample = sample
        self._picture = QPixmap(str(sample.result)) if sample.result is not None else QPixmap()
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self._words)
        if lacks_model:
            self.setToolTip(f"{tr(NO_MODEL)} {tr(NO_MODEL_HINT)}")
        elif sample.source is not None:
            self.setToolTip(tr("Opens a sample and chooses {generator}.", generator=self.title))
        else:
            self.setToolTip(tr("Starts a picture with {generator}.", generator=self.title))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(_CARD)

    def sizeHint(self) -> QSize:
        return self.size()

    def wanted_height(self) -> int:
        """How high it must be for its words."""
        metrics = QFontMetrics(theme.control_font())
        place = QRect(0, 0, _CARD.width() - 3 * theme.GRID, 10 * _CARD.height())
        words = metrics.boundingRect(place, Qt.TextFlag.TextWordWrap.value, self._words)
        return max(_CARD.height(), _WORDS_TOP_PX + words.height() + theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        marked = self.hasFocus() or self.underMouse()
        painter.setPen(theme.color("focus" if self.hasFocus() else "accent" if marked else "edge"))
        painter.setBrush(theme.color("raised" if marked else "window"))
        painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
        self._paint_picture(painter, QRectF(1, 1, self.width() - 2, _PICTURE_PX))
        words = QRectF(self.rect()).adjusted(theme.GRID * 1.5, 0, -theme.GRID * 1.5, 0)
        words.setTop(_TITLE_TOP_PX)
        font = theme.control_font()
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), self.title)
        words.setTop(_WORDS_TOP_PX)
        painter.setFont(theme.control_font())
        painter.setPen(theme.color("dim"))
        wrapped = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(words, wrapped, self._words)

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        clip = QPainterPath()
        clip.addRoundedRect(place, _RADIUS_PX - 1, _RADIUS_PX - 1)
        lower = QRectF(place)
        lower.setTop(place.center().y())
        clip.addRect(lower)
        clip.setFillRule(Qt.FillRule.WindingFill)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(place, theme.color("field"))
        if self._picture.isNull():
            side = 5 * theme.GRID
            glyph = QRectF(0, 0, side, side)
            glyph.moveCenter(place.center())
            paint_glyph(painter, self.generator.icon, glyph, theme.color("dim"))
        else:
            painter.drawPixmap(place, self._picture, _cover(self._picture, place))
        painter.restore()


class EmptyPage(QScrollArea):
    """Ways to begin.

    Signals:
        begin_wanted(generator id, sample file | None); recent_wanted(Path).
    """

    begin_wanted = Signal(str, object)
    recent_wanted = Signal(object)

    def __init__(self, workbench: Workbench, actions: ActionSet) -> None:
        super().__init__()
        self._workbench = workbench
        self._actions = actions
        self.setAccessibleName(tr("Ways to begin"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards: list[GeneratorCard] = []
        self._room_px = 0
        self._columns = _COLUMNS
        workbench.registry.changed.connect(self.rebuild)
        workbench.settings.changed.connect(self._on_setting)
        self.rebuild()

    def rebuild(self) -> None:
        """Shows the generators and the recent files of now."""
        page = QWidget()
        page.setObjectName("empty_page")
        page.setAccessibleName(tr("Ways to begin"))
        self._outer = outer = QVBoxLayout(page)
        self._room = QSpacerItem(0, self._room_px)
        outer.addItem(self._room)
        outer.addStretch(1)
        outer.addLayout(self._row(self._column()))
        outer.addStretch(2)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spacing_px = 2 * theme.GRID
        fitting = (self.width() - 3 * theme.GRID) // (_CARD.width() + spacing_px)
        columns = min(max(fitting, 1), _COLUMNS)
        if columns != self._columns:
            self._columns = columns
            self.rebuild()

    def leave_room(self, px: int) -> None:
        """Keeps clear of what lies over the top of the page."""
        if px != self._room_px:
            self._room_px = px
            self._room.changeSize(0, px)
            self._outer.invalidate()

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2 * theme.GRID)
        title = QLabel(tr("What shall it be?"))
        font = theme.heading_font()
        font.setPixelSize(theme.TITLE_FONT_PX)
        title.setFont(font)
        column.addWidget(title)
        column.addLayout(self._buttons())
        column.addSpacing(theme.GRID)
        grid = QGridLayout()
        grid.setSpacing(2 * theme.GRID)
        self.cards = [self._card(kind) for kind in self._workbench.registry.generators()]
        height_px = max((card.wanted_height() for card in self.cards), default=0)
        for number, card in enumerate(self.cards):
            card.setFixedHeight(height_px)
            grid.addWidget(card, number // self._columns, number % self._columns)
        column.addLayout(self._row(grid, start=True))
        recent = [Path(name) for name in self._workbench.settings.get("recent_files")]
        recent = [path for path in recent if path.exists()][:_RECENT]
        if recent:
            column.addSpacing(theme.GRID)
            column.addWidget(dim_label(tr("Recent")))
            lines = QVBoxLayout()
            lines.setSpacing(0)
            for path in recent:
                lines.addWidget(self._recent(path))
            column.addLayout(lines)
        return column

    @staticmethod
    def _row(inner: QVBoxLayout | QGridLayout, *, start: bool = False) -> QHBoxLayout:
        row = QHBoxLayout()
        if not start:
            row.addStretch(1)
        row.addLayout(inner)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        for command_id, text in (
            ("file.new", tr("New picture")),
            ("file.open", tr("Open")),
        ):
            button = QPushButton(text)
            button.setIcon(icon(self._actions.commands[command_id].icon))
            button.setAccessibleName(text)
            button.setToolTip(self._actions.tooltip(command_id))
            button.clicked.connect(self._actions.action(command_id).trigger)
            line.addWidget(button)
        line.addWidget(dim_label(tr("or drop a picture here")), 1)
        return line

    def _card(self, generator: type[Generator]) -> GeneratorCard:
        catalogue = self._workbench.catalogue
        card = GeneratorCard(
            generator,
            sample_of(generator.id, catalogue),
            lacks_model=lacks_model(generator, catalogue),
        )
        card.clicked.connect(self._on_card)
        return card

    def _recent(self, path: Path) -> QPushButton:
        button = QPushButton(path.name)
        button.setProperty("flat", "true")
        button.setStyleSheet("text-align: left; padding: 4px 0;")
        button.setObjectName(str(path))
        button.setAccessibleName(tr("Open {name}", name=path.name))
        button.setToolTip(str(path))
        button.clicked.connect(self._on_recent)
        return button

    def _on_card(self) -> None:
        card = self.sender()
        assert isinstance(card, GeneratorCard)
        self.begin_wanted.emit(card.generator.id, card.sample.source)

    def _on_recent(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.recent_wanted.emit(Path(button.objectName()))

    def _on_setting(self, key: str) -> None:
        if key == "recent_files":
            self.rebuild()


def _cover(picture: QPixmap, place: QRectF) -> QRectF:
    """The middle part of a picture with the proportions of a place."""
    scale = min(picture.width() / place.width(), picture.height() / place.height())
    source = QRectF(0, 0, place.width() * scale, place.height() * scale)
    source.moveCenter(QRectF(picture.rect()).center())
    return source
