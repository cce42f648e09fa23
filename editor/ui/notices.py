"""Notices: slim bars over the canvas that tell errors and results in place, details on request."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui import theme
from editor.ui.glyph_label import GlyphLabel
from editor.ui.icons import icon
from editor.ui.language import told, tr
from editor.workbench import Choice, Notice

_INFO_MS = 6000
_MOST = 4
_WIDTH_PX = 56 * theme.GRID
_DETAILS_LINES = 12
_FIRST_LINE_PX = 5
_LONG_WORD = re.compile(r"\S{32,}")
"""Wider than a line may be: it is allowed to break anywhere."""
_GLYPHS = {
    "info": ("info", "accent", "Note"),
    "warning": ("warning", "warning", "Warning"),
    "error": ("warning-circle", "danger", "Error"),
}


class NoticeBar(QFrame):
    """One notice: sentence, hint, details when asked for."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.notice = notice
        self.setObjectName("notice")
        self.setAccessibleName(f"{told(notice.text)} {told(notice.hint)}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        glyph, role, title = _GLYPHS[notice.level]
        mark = GlyphLabel(glyph, tr(title), role, 20)
        words = QVBoxLayout()
        # The first line of words, the mark and the buttons stand on one line.
        words.setContentsMargins(0, _FIRST_LINE_PX, 0, 0)
        words.setSpacing(2)
        words.addWidget(_wrapped(told(notice.text), ""))
        if notice.hint:
            words.addWidget(_wrapped(told(notice.hint), "dim"))
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(_lowered(mark), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.details = QPlainTextEdit(notice.details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Details"))
        self.details.setFont(theme.code_font())
        lines = min(notice.details.count("\n") + 1, _DETAILS_LINES)
        line_px = self.details.fontMetrics().lineSpacing()
        self.details.setFixedHeight(lines * line_px + 4 * theme.GRID)
        self.details.hide()
        if notice.details:
            more = QPushButton(tr("Details"))
            more.setProperty("flat", "true")
            more.setCheckable(True)
            more.setAccessibleName(tr("Show the details"))
            more.toggled.connect(self.details.setVisible)
            line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GRID] * 4)
        column.addLayout(line)
        if notice.answers:
            column.addLayout(self._answer_row())
        column.addWidget(self.details)

    def _answer_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addStretch(1)
        for choice in self.notice.answers:
            row.addWidget(self._answer_button(choice))
        return row

    def _answer_button(self, choice: Choice) -> QPushButton:
        button = QPushButton(tr(choice.label))
        button.setAccessibleName(f"{tr(choice.label)}: {told(self.notice.text)}")
        button.clicked.connect(choice.call)
        button.clicked.connect(self.deleteLater)
        return button

    def _close_button(self) -> QToolButton:
        close = QToolButton()
        close.setIcon(icon("x", "dim"))
        close.setAccessibleName(tr("Close this notice"))
        close.setToolTip(tr("Close"))
        close.setAutoRaise(True)
        close.clicked.connect(self.deleteLater)
        return close


class Notices(QWidget):
    """The stack of notices in the upper middle of another widget.

    Signals:
        room_changed(px): how far down it reaches; 0 without any.
    """

    room_changed = Signal(int)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAccessibleName(tr("Notices"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        over.installEventFilter(self)
        self.hide()

    @property
    def bars(self) -> list[NoticeBar]:
        """What is told at the moment, oldest first."""
        return self.findChildren(NoticeBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def tell(self, notice: Notice) -> None:
        """Shows a notice; the same one twice is shown once."""
        for bar in self.bars:
            if bar.notice == notice:
                self._forget(bar)
        for bar in self.bars[: 1 - _MOST]:
            self._forget(bar)
        bar = NoticeBar(notice)
        bar.destroyed.connect(self._settle_soon)
        self._column.addWidget(bar)
        bar.show()  # the layout leaves room only for what is shown
        if notice.level == "info" and not notice.answers:
            QTimer.singleShot(_INFO_MS, bar, bar.deleteLater)
        self._settle()

    def leave_out(self, is_over: Callable[[Notice], bool]) -> None:
        """Takes away what is no longer worth telling."""
        for bar in self.bars:
            if is_over(bar.notice):
                self._forget(bar)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _forget(self, bar: NoticeBar) -> None:
        bar.setParent(None)
        bar.deleteLater()

    def _settle_soon(self) -> None:
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self.setVisible(bool(self.bars))
        width = min(_WIDTH_PX, self._over.width() - 4 * theme.GRID)
        height = self._column.heightForWidth(width)
        if height < 0:
            height = self._column.sizeHint().height()
        self.setGeometry((self._over.width() - width) // 2, 2 * theme.GRID, width, height)
        self.raise_()
        self.room_changed.emit(self.geometry().bottom() if self.bars else 0)


def _lowered(mark: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, _FIRST_LINE_PX - 2, 0, 0)
    column.addWidget(mark)
    return box


def _wrapped(text: str, role: str) -> QLabel:
    label = QLabel(_LONG_WORD.sub(lambda word: "\u200b".join(word[0]), text))
    label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote files, plugins and exceptions
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
