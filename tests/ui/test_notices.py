"""Notices: told over the canvas, details on request, gone when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from editor.ui import notices
from editor.ui.notices import NoticeBar
from editor.workbench import Notice
from tests.ui.conftest import Studio

ERROR = Notice("It failed.", "Do this.", "Traceback\n  line 2\nValueError", "error")


def bars(studio: Studio) -> list[NoticeBar]:
    """What is told once the event loop has turned."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    studio.qtbot.wait(1)
    return studio.window.central.notices.bars


def test_details_are_shown_on_request(studio: Studio) -> None:
    studio.workbench.notice.emit(ERROR)
    (bar,) = bars(studio)
    assert bar.isVisible()
    assert bar.accessibleName() == "It failed. Do this."
    assert not bar.details.isVisible()
    more = bar.findChild(QPushButton)
    assert more is not None
    more.click()
    assert bar.details.isVisible()
    assert bar.details.toPlainText() == ERROR.details
    studio.qtbot.waitUntil(lambda: not bar.details.verticalScrollBar().isVisible())
    more.click()
    assert not bar.details.isVisible()


def test_without_details_there_is_no_button_for_them(studio: Studio) -> None:
    studio.workbench.notice.emit(Notice("Done."))
    (bar,) = bars(studio)
    assert bar.findChild(QPushButton) is None


def test_a_failing_generator_is_told_with_its_traceback(studio: Studio) -> None:
    studio.drawing()
    studio.workbench.choice.choose("broken")
    studio.run("generate.run")
    studio.qtbot.waitUntil(lambda: bool(studio.notices))
    (bar,) = bars(studio)
    assert "the wheel came off" in bar.notice.text
    assert "Traceback" in bar.details.toPlainText()


def test_what_failed_is_told_until_it_is_tried_again_or_the_picture_is_closed(
    studio: Studio,
) -> None:
    studio.drawing()
    studio.workbench.notice.emit(Notice("Something else.", level="warning"))

    def fail() -> None:
        studio.workbench.choice.choose("broken")
        studio.run("generate.run")
        studio.qtbot.waitUntil(lambda: len(bars(studio)) == 2)

    fail()
    studio.workbench.choice.choose("negative")
    assert len(bars(studio)) == 2
    studio.run("generate.run")
    assert [bar.notice.text for bar in bars(studio)] == ["Something else."]
    studio.qtbot.waitUntil(lambda: not studio.workbench.runner.queue)
    fail()
    studio.workbench.new(32, 32)
    assert len(bars(studio)) == 2
    studio.workbench.close_document(studio.workbench.documents[0])
    assert [bar.notice.text for bar in bars(studio)] == ["Something else."]


def test_closing_one_leaves_the_others(studio: Studio) -> None:
    studio.workbench.notice.emit(ERROR)
    studio.workbench.notice.emit(Notice("Also this.", level="warning"))
    close = bars(studio)[0].findChild(QToolButton)
    assert close is not None
    close.click()
    assert [bar.notice.text for bar in bars(studio)] == ["Also this."]


def test_the_same_is_told_once_and_no_more_than_four_at_a_time(studio: Studio) -> None:
    for _ in range(3):
        studio.workbench.notice.emit(ERROR)
    assert len(bars(studio)) == 1
    for number in range(6):
        studio.workbench.notice.emit(Notice(f"Number {number}.", level="warning"))
    assert [bar.notice.text[-2] for bar in bars(studio)] == ["2", "3", "4", "5"]


def test_news_goes_by_itself_and_errors_stay(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "_INFO_MS", 1)
    studio.workbench.notice.emit(ERROR)
    studio.workbench.notice.emit(Notice("Exported."))
    studio.qtbot.waitUntil(lambda: len(bars(studio)) == 1)
    assert bars(studio)[0].notice is ERROR


def test_what_is_quoted_is_no_markup_and_long_words_break(studio: Studio) -> None:
    studio.workbench.notice.emit(Notice("<b>fat</b> " + "x" * 400, "<i>thin</i>"))
    (bar,) = bars(studio)
    words = [label for label in bar.findChildren(QLabel) if label.text()]
    assert [label.textFormat() for label in words] == [Qt.TextFormat.PlainText] * 2
    for label in words:
        assert label.width() >= label.minimumSizeHint().width()
    assert bar.height() > 8 * words[1].fontMetrics().lineSpacing()


def test_the_first_page_keeps_clear_of_notices(studio: Studio) -> None:
    studio.window.resize(1000, 640)
    bars(studio)
    # The page is laid out anew where the window changes.
    title = next(
        label
        for label in studio.window.central.empty_page.findChildren(QLabel)
        if label.text() == "What shall it be?"
    )
    top_before = title.mapTo(studio.window, QPoint(0, 0)).y()
    studio.workbench.notice.emit(Notice("One.", "Two.", "", "error"))
    studio.workbench.notice.emit(Notice("Three.", "Four.", "", "error"))
    studio.qtbot.waitUntil(
        lambda: (
            title.mapTo(studio.window, QPoint(0, 0)).y()
            > studio.window.central.notices.mapTo(
                studio.window, QPoint(0, studio.window.central.notices.height())
            ).y()
        )
    )
    for bar in bars(studio):
        bar.deleteLater()
    studio.qtbot.waitUntil(lambda: title.mapTo(studio.window, QPoint(0, 0)).y() == top_before)
