"""The window in other languages: everything shown is translated, and it fits."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFontComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTabWidget,
    QTreeWidget,
    QWidget,
)

from editor.ui import language
from editor.ui.dialogs.angle import RotateDialog
from editor.ui.dialogs.canvas_size import CanvasSizeDialog
from editor.ui.dialogs.channels import LoadSelectionDialog, SaveSelectionDialog
from editor.ui.dialogs.colour_profile import ColourProfileDialog
from editor.ui.dialogs.export_options import ExportOptionsDialog
from editor.ui.dialogs.form import FormDialog
from editor.ui.dialogs.guide import GuideDialog
from editor.ui.dialogs.image_size import ImageSizeDialog
from editor.ui.dialogs.new_document import NewDocumentDialog
from editor.ui.dialogs.plugin_list import PluginListDialog
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.dialogs.preset_name import PresetNameDialog
from editor.ui.dialogs.print_picture import PrintDialog
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.language import BELOW, Language, Message, messages, told, tr
from editor.ui.training import TrainingDialog
from editor.ui.training.leaving import LeaveTrainingDialog
from editor.ui.value_scale import ValueScale
from editor.ui.words import byte_words
from tests.docs.strings import shown_strings
from tests.docs.translations import FOLDER, written
from tests.ui.conftest import Studio

MARK = "\u25c6"
FILES = sorted(FOLDER.glob("*.ts"))
_VALUE = re.compile(r"\{\w*\}")
_OTHERS = {
    # By Qt, which has translations of its own.
    *("Cancel", "Close", "Scroll Left", "Scroll Right"),
    # By the scripted plugins of these tests.
    *("Negative", "Broken", "Scripted", "Broken import", "Pause", "Pause (s)"),
    *("More steps take more time.", "Turns every colour of the drawing into its opposite."),
}
_SAME = re.compile(
    # Names, units, files, numbers and keys.
    r"(Figment.*|sRGB|Adobe RGB.*|ProPhoto RGB|Display P3|English|Deutsch|CUDA|EV|px"
    r"|.* (px|%|[GMK]?B)"
    r"|[\d.,:x° /-]+(px|%|dpi)?|#[0-9a-f]{6}|.*\.(png|ora|webp)"
    r"|(.*  \()?((Ctrl|Shift|Alt|Meta)\+)*(.|Del|F\d+|Backspace)\)?)"
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    language.use(Language(language.ENGLISH))


@pytest.fixture
def marked(english_again: None) -> None:
    """A language that is English behind a mark."""
    entries = shown_strings().items()
    language.use(
        Language("xx", [Message(context, text, _marked(text), True) for text, context in entries])
    )


@pytest.fixture
def german(english_again: None) -> None:
    QLocale.setDefault(QLocale("de"))
    language.use(Language("de", messages(FOLDER / "figment_de.ts")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_shown_is_translated(path: Path) -> None:
    found = {one.source: one for one in messages(path)}
    shown = shown_strings()
    missing = [text for text in shown if text not in found or not found[text].is_finished]
    assert missing == [], "run python -m tests.docs.translations, and translate what it adds"
    assert [text for text in found if text not in shown] == [], "no longer shown"
    assert {one.source: one.context for one in found.values()} == shown


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_translations_are_made_like_their_sources(path: Path) -> None:
    for one in messages(path):
        values = sorted(_VALUE.findall(one.source))
        assert sorted(_VALUE.findall(one.translation)) == values, one
        assert one.translation.endswith("…") == one.source.endswith("…"), one
        assert one.translation.endswith(".") == one.source.endswith("."), one
        assert one.translation[:1].isspace() == one.source[:1].isspace(), one
        assert one.translation[-1:].isspace() == one.source[-1:].isspace(), one
        assert "&" not in one.translation, "menus underline a letter by themselves"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_with_values_are_found(path: Path) -> None:
    speaking = Language(path.stem, messages(path))
    for one in messages(path):
        names = _VALUE.findall(one.source)
        if one.context != BELOW or not names:
            continue
        values = {name: f"Q{number}q" for number, name in enumerate(names)}
        said, wanted = (_filled(text, values) for text in (one.source, one.translation))
        assert speaking.sentence(said) == wanted


def _filled(text: str, values: dict[str, str]) -> str:
    return _VALUE.sub(lambda found: values[found[0]], text)


def _marked(text: str) -> str:
    return "\n".join(MARK + line for line in text.split("\n"))


def shown_texts(root: QWidget) -> Iterator[str]:
    """All words below a widget that somebody may read or hear."""
    for widget in (root, *root.findChildren(QWidget)):
        name = type(widget).__name__
        if widget.objectName().startswith("qt_") or "Private" in name or "Calendar" in name:
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        yield widget.accessibleDescription()
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QFontComboBox():
                pass
            case QComboBox():
                yield from (widget.itemText(row) for row in range(widget.count()))
                yield widget.placeholderText()
            case QTabWidget():
                yield from (widget.tabText(row) for row in range(widget.count()))
            case QTabBar():
                yield from (widget.tabText(row) for row in range(widget.count()))
            case QLineEdit() | QPlainTextEdit():
                yield widget.placeholderText()
            case QMenu():
                yield widget.title()
            case QListWidget():
                yield from (widget.item(row).text() for row in range(widget.count()))
            case QTreeWidget():
                yield from (widget.headerItem().text(at) for at in range(widget.columnCount()))
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def untranslated(root: QWidget) -> set[str]:
    """What is shown and does not come from the translations."""
    lines = (
        line for text in shown_texts(root) for line in re.sub("<[^>]*>", "\n", text).split("\n")
    )
    bare = {line.replace("&", "").strip() for line in lines if MARK not in line}
    words = {line for line in bare if re.search("[A-Za-z]{2}", line)} - _OTHERS
    return {line for line in words if not _SAME.fullmatch(line)}


def every_dialog(studio: Studio) -> list[QWidget]:
    window, settings = studio.window, studio.workbench.settings
    dialogs: list[FormDialog] = [
        CanvasSizeDialog(64, 48, window),
        ColourProfileDialog("Assign a colour profile", "", None, window),
        ExportOptionsDialog(Path("picture.webp"), (40, 30), settings, None, window),
        ExportOptionsDialog(Path("picture.png"), (40, 30), settings, None, window),
        GuideDialog(64, 48, window),
        ImageSizeDialog(64, 48, window),
        LoadSelectionDialog([], window),
        NewDocumentDialog(window),
        PluginListDialog(studio.workbench, window),
        PreferencesDialog(settings, window),
        PresetNameDialog(window),
        PrintDialog(studio.drawing(), window),
        RotateDialog(window),
        SaveSelectionDialog([], window),
        TrainingDialog(window),
        UnsavedDialog("", is_working=True, parent=window),
        *(LeaveTrainingDialog("", quits=quits, parent=window) for quits in (True, False)),
    ]
    for dialog in dialogs:
        studio.qtbot.addWidget(dialog)
    return list(dialogs)


def test_no_word_of_the_window_is_left_in_english(marked: None, studio: Studio) -> None:
    window = studio.window
    assert untranslated(window) == set()
    studio.drawing()
    _ = window.generate_panel.page
    for tool_id in window.toolbox.tools:
        window.toolbox.choose(tool_id)
        assert untranslated(window) == set()


def test_no_word_of_an_adjustment_is_left_in_english(marked: None, studio: Studio) -> None:
    studio.drawing()
    for command_id in studio.window.actions_set.commands:
        if command_id.startswith("adjust."):
            studio.run(command_id)
            assert untranslated(studio.window) == set()
            studio.window.adjusting.cancel()


def test_no_word_of_a_dialog_is_left_in_english(marked: None, studio: Studio) -> None:
    for dialog in every_dialog(studio):
        assert untranslated(dialog) == set(), dialog
    popup = studio.window.tool_column.swatches.choose(background=False)
    assert untranslated(popup) == set()
    popup.close()


def test_numbers_are_written_as_in_german(german: None) -> None:
    assert byte_words(3_565_158) == "3,4 MB"
    assert ValueScale(0, 10, "px").text(2.5) == "2,5 px"
    assert ValueScale(0, 10).parsed("2,5") == 2.5
    assert language.number_words(0.25) == "0,25"
    assert language.number_words(1200) == "1200"


def test_words_from_below_are_found_by_their_templates(german: None) -> None:
    assert told("Bucket fill") == "Füllwerkzeug"
    assert told("Delete Wolke 2") == "Wolke 2 löschen"
    assert told("Align left") == "Ausrichten: Links", "a value is a word too"
    assert told("Memory was short: caches were freed.").endswith("Zwischenspeicher wurden geleert.")
    assert "1,5 GB" in told("“a.ora” was refused: it would unpack to 1.5 GB.")
    assert told("poster: The mask is empty.") == "poster: Die Maske ist leer."
    assert told("A sentence nobody has translated.") == "A sentence nobody has translated."
    assert tr("Undo {step}", step="Wolke") == "Rückgängig: Wolke"


def test_new_layers_have_german_names(german: None, studio: Studio) -> None:
    doc = studio.drawing()
    studio.run("layer.new")
    studio.window.actions_set.refresh()
    assert [node.name for node in doc.walk()] == ["Papier", "Zeichnung", "Ebene"]
    assert doc.title.startswith("Unbenannt")
    assert studio.window.actions_set.action("edit.undo").text() == "Rückgängig: Neue Ebene"


def test_each_menu_has_a_letter_of_its_own(german: None, studio: Studio) -> None:
    titles = [action.text() for action in studio.window.menuBar().actions()]
    letters = [title[title.index("&") + 1].casefold() for title in titles]
    assert len(set(letters)) == len(titles) == 10


def test_no_german_word_of_the_window_is_cut_off(german: None, studio: Studio) -> None:
    studio.drawing()
    _ = studio.window.generate_panel.page
    for tool_id in studio.window.toolbox.tools:
        studio.window.toolbox.choose(tool_id)
        studio.qtbot.wait(1)
        assert cut_off(studio.window) == []


def test_no_german_word_of_a_dialog_is_cut_off(german: None, studio: Studio) -> None:
    for dialog in every_dialog(studio):
        dialog.show()
        studio.qtbot.wait(1)
        assert cut_off(dialog) == []
        dialog.close()


def cut_off(root: QWidget) -> list[str]:
    """The visible words that have less room than they want."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QLabel, QAbstractButton)):
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        has_room = widget.width() >= widget.sizeHint().width() or not widget.text()
        if wraps:
            has_room = widget.height() >= widget.heightForWidth(widget.width())
        if not has_room:
            found.append(f"{type(widget).__name__} {widget.text()!r}")
    return found


def test_a_plugin_brings_its_own_words(german: None, tmp_path: Path) -> None:
    file = tmp_path / "poster.py"
    file.write_text("from editor.api import Generator\nclass Poster(Generator): title = 'Poster'\n")
    words = {"Poster": "Plakat", "Delete": "Weg damit"}
    (tmp_path / "poster_de.ts").write_text(written("de", dict.fromkeys(words, "x"), words))
    spec = importlib.util.spec_from_file_location("poster_with_words", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["poster_with_words"] = module
    spec.loader.exec_module(module)
    language.learn_from([module.Poster])
    assert tr("Poster") == "Plakat"
    assert tr("Delete") == "Löschen", "the program's own words stay"


def test_the_language_is_chosen_at_the_start(qapp: QApplication, english_again: None) -> None:
    language.install(qapp, "de")
    assert language.current().code == "de"
    assert QLocale().decimalPoint() == ","
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    language.install(qapp, "en")
    assert tr("Delete") == "Delete"
    assert QLocale().decimalPoint() == "."


def test_the_palette_finds_commands_by_their_english_names_too(
    german: None, studio: Studio
) -> None:
    studio.window.show_palette()
    palette = studio.window.palette_box
    for words in ("Weiche Auswahlkante", "Feather Selection"):
        palette.field.setText(words)
        assert palette.matches()[0] == "select.feather"


def test_menus_and_states_have_room_in_a_small_window(german: None, studio: Studio) -> None:
    window = studio.window
    studio.drawing()
    for size in ((1440, 900), window.minimumSize().toTuple(), (1000, 700)):
        window.resize(*size)
        studio.qtbot.wait(20)
        bar = window.menuBar()
        places = [bar.actionGeometry(action) for action in bar.actions()]
        assert all(place.isValid() for place in places), size
        assert max(place.right() for place in places) <= window.search.x(), size
        status = window.status
        memory = status.memory.mapTo(status, status.memory.rect().bottomRight())
        assert memory.x() <= status.width(), size
        assert status.memory.width() >= status.memory.sizeHint().width(), size
