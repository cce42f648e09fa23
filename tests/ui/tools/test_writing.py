"""The text tool: writing, changing, giving up, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.document import Document, Layer, geometry
from editor.document.lettering import Lettering, lettering_of
from editor.formats import open_document, save_document
from editor.ui.lettering import caret, index_at, rendered
from editor.ui.tools import Modifiers
from editor.ui.tools.shapes import Floating
from editor.ui.tools.tool import Key
from editor.ui.tools.writing import TextTool
from tests.ui.tools.hand import Hand

LETTERING = Lettering("Two\nlines", 20, 60, size_px=30, color=(200, 30, 10))


@pytest.fixture
def writing(hand: Hand) -> Hand:
    """The tool, having written "Hello" at (30, 90)."""
    hand.tools.set_foreground((200, 30, 10))
    hand.take("text", size_px=40)
    hand.click((30, 90))
    hand.tools.text("Hello")
    return hand


def tool(hand: Hand) -> TextTool:
    found = hand.tools.tools["text"]
    assert isinstance(found, TextTool)
    return found


def text_layer(doc: Document) -> Layer:
    return next(node for node in doc.walk() if isinstance(node, Layer) and node.text is not None)


def test_words_are_drawn_where_they_are_said_to_be(qapp: object) -> None:
    pixels, rect = rendered(LETTERING)
    assert pixels.shape[:2] == (rect.height, rect.width)
    assert pixels[..., 3].max() == 255
    assert (pixels[pixels[..., 3] > 0][:, :3] == (200, 30, 10)).all()
    assert 15 < rect.x < 30
    assert rect.y < 60 < rect.bottom
    assert rect.height > 45, "two lines"


def test_the_caret_is_found_where_it_is_shown(qapp: object) -> None:
    for index in range(len(LETTERING.words) + 1):
        (x, top), (_, bottom) = caret(LETTERING, index)
        assert index_at(LETTERING, x, (top + bottom) / 2) == index


def test_lettering_survives_as_plain_values() -> None:
    assert Lettering.from_json(LETTERING.to_json()) == LETTERING
    with pytest.raises((ValueError, KeyError, TypeError)):
        Lettering.from_json({"words": "x", "x": 1, "y": 2, "align": "up"})


def test_it_shows_while_it_is_written_and_becomes_a_layer(writing: Hand) -> None:
    shown = [shape for shape in writing.tools.active.shapes() if isinstance(shape, Floating)]
    assert len(shown) == 1
    assert writing.doc.history.entries == []
    assert writing.tools.key("enter", Modifiers.CTRL)
    layer = text_layer(writing.doc)
    assert layer.name == "Hello"
    assert layer.pixels.content_bounds().bottom <= 95
    assert [entry.label for entry in writing.doc.history.entries] == ["Text"]
    writing.workbench.undo()
    assert len(writing.doc.layers) == 2


def test_it_is_clicked_and_changed(writing: Hand) -> None:
    writing.tools.key("enter", Modifiers.CTRL)
    layer = text_layer(writing.doc)
    before = layer.pixels.content_bounds()
    writing.tools.options.set("text", "size_px", 12)
    writing.click((60, 80))
    assert tool(writing).words == "Hello"
    assert writing.tools.options.get("text", "size_px") == 40, "as it was written"
    writing.tools.key("end")
    writing.tools.text("!!")
    writing.click((150, 20))
    layer = text_layer(writing.doc)
    assert layer.name == "Hello!!"
    assert layer.pixels.content_bounds().width > before.width
    assert layer.pixels.content_bounds().x == before.x
    assert [entry.label for entry in writing.doc.history.entries] == ["Text", "Edit text"]
    writing.workbench.undo()
    found = lettering_of(text_layer(writing.doc))
    assert found is not None
    assert found.words == "Hello"


def test_looking_at_it_is_no_change(writing: Hand) -> None:
    writing.tools.key("enter", Modifiers.CTRL)
    writing.click((60, 80))
    writing.tools.key("enter", Modifiers.CTRL)
    assert len(writing.doc.history.entries) == 1
    assert not text_layer(writing.doc).pixels.content_bounds().is_empty


def test_escape_gives_up_and_empty_words_leave_nothing(writing: Hand) -> None:
    assert writing.tools.cancel()
    assert len(writing.doc.layers) == 2
    writing.click((30, 90))
    writing.tools.text("  ")
    writing.tools.key("enter", Modifiers.CTRL)
    assert writing.doc.history.entries == []


def test_escape_puts_changed_words_back(writing: Hand) -> None:
    writing.tools.key("enter", Modifiers.CTRL)
    before = text_layer(writing.doc).pixels.content_bounds()
    writing.click((60, 80))
    writing.tools.text("xxx")
    writing.tools.cancel()
    assert text_layer(writing.doc).pixels.content_bounds() == before


def test_keys_edit_the_words(writing: Hand) -> None:
    keys: tuple[Key, ...] = ("home", "delete", "right", "backspace", "end", "enter")
    for key in keys:
        writing.tools.key(key)
    writing.tools.text("a\tb\x07")
    assert tool(writing).words == "llo\na    b"
    writing.tools.key("up")
    writing.tools.text("|")
    assert "|" in tool(writing).words.split("\n")[0]


def test_options_and_colour_change_what_is_being_written(writing: Hand) -> None:
    before = rendered(Lettering("Hello", 30, 90, size_px=40))[1]
    writing.tools.options.set("text", "size_px", 80)
    writing.tools.set_foreground((0, 0, 250))
    shown = next(s for s in writing.tools.active.shapes() if isinstance(s, Floating))
    assert shown.rect.width > 1.6 * before.width
    assert shown.pixels[shown.pixels[..., 3] > 0][0, :3].tolist() == [0, 0, 250]


def test_moved_text_is_still_text_and_painted_text_is_not(writing: Hand) -> None:
    writing.tools.key("enter", Modifiers.CTRL)
    layer = text_layer(writing.doc)
    geometry.translate(writing.doc, layer.id, 20, -10)
    found = lettering_of(text_layer(writing.doc))
    assert found is not None
    assert (found.x, found.y) == (50, 80)
    writing.take("brush", size_px=20)
    writing.click((60, 70))
    assert lettering_of(text_layer(writing.doc)) is None


def test_other_commands_put_it_down_first(writing: Hand) -> None:
    writing.workbench.undo()
    assert len(writing.doc.layers) == 2
    writing.workbench.redo()
    assert text_layer(writing.doc).name == "Hello"


def test_the_words_are_kept_in_the_project_file(writing: Hand, tmp_path: Path) -> None:
    writing.tools.key("enter", Modifiers.CTRL)
    path = tmp_path / "words.ora"
    save_document(writing.doc, path)
    again = open_document(path)
    doc = getattr(again, "document", again)
    found = lettering_of(text_layer(doc))
    assert found is not None
    assert found.words == "Hello"
