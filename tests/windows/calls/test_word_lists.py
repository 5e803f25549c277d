"""Text pieces and safeguarding words: added, changed, taken out and taken back with keys, and with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.records.work import PromptWord, TextPiece
from desktop_app.windows.history import HistorySheet
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.pieces_sheet import PiecesSheet
from desktop_app.windows.preferences import Preferences
from desktop_app.windows.words_sheet import WordsSheet, spelled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from .conftest import Scene

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BOROUGHS = ("vm", "na", "pass")
"""Pieces that the invented team has from the start."""
T = TypeVar("T", bound=Overlay)


def sheet(scene: Scene, kind: type[T]) -> T:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (found,) = [one for one in scene.shell.findChildren(kind) if one.isVisible()]
    return found


def pieces(scene: Scene) -> dict[str, str]:
    scene.desk.wait()
    found = scene.desk.read(lambda reader: reader.all(TextPiece))
    return {one.trigger: one.text for one in found if one.trigger not in BOROUGHS}


def words(scene: Scene) -> dict[str, PromptWord]:
    scene.desk.wait()
    return {one.phrase: one for one in scene.desk.read(lambda reader: reader.all(PromptWord))}


def open_pieces(scene: Scene) -> PiecesSheet:
    scene.keys.press(K.Key_T, CTRL | SHIFT)
    return sheet(scene, PiecesSheet)


def open_words(scene: Scene) -> WordsSheet:
    scene.keys.press(K.Key_W, CTRL | SHIFT)
    found = sheet(scene, WordsSheet)
    scene.keys.until(lambda: found.list.hasFocus())
    return found


@pytest.mark.parametrize("place", ["today", "families", "calls"])
def test_both_lists_open_by_key_and_palette_from_every_workspace(scene: Scene, place: str):
    scene.shell.go(place)
    for key, typed, kind in ((K.Key_T, "text pie", PiecesSheet), (K.Key_W, "safeguarding wo", WordsSheet)):
        scene.keys.press(key, CTRL | SHIFT)
        assert sheet(scene, kind).list.hasFocus() or sheet(scene, kind).add_button.hasFocus()
        scene.keys.press(K.Key_Escape)
        scene.keys.press(K.Key_K, CTRL)
        scene.keys.write(typed)
        scene.keys.press(K.Key_Return)
        assert sheet(scene, kind).isVisible()
        scene.keys.press(K.Key_Escape)


def test_a_piece_is_added_changed_taken_out_and_taken_back_and_works_in_a_note(scene: Scene):
    shown = open_pieces(scene)
    scene.keys.write("n")
    assert shown.letters.hasFocus()
    scene.keys.end()
    assert "letters or figures" in shown.letters_field.below.text()
    scene.keys.write(";bus")
    scene.keys.press(K.Key_Return)
    assert shown.text.hasFocus()
    scene.keys.write("{caller} is on the bus.")
    scene.keys.end()
    scene.keys.until(lambda: pieces(scene) == {"bus": "{caller} is on the bus."})
    scene.keys.until(lambda: shown.list.hasFocus() and shown.record_of(shown.list.current_key()))

    scene.keys.press(K.Key_Return)
    assert shown.text.hasFocus()
    scene.keys.press(K.Key_End, CTRL)
    scene.keys.write(" Late.")
    scene.keys.end()
    scene.keys.until(lambda: pieces(scene)["bus"] == "{caller} is on the bus. Late.")
    scene.keys.until(lambda: shown.list.hasFocus())

    scene.keys.press(K.Key_Delete)
    scene.keys.until(lambda: pieces(scene) == {})
    scene.keys.press(K.Key_Z, CTRL)
    scene.keys.until(lambda: "bus" in pieces(scene))
    scene.keys.press(K.Key_Escape)

    scene.ring()
    scene.keys.write(";bus ")
    assert scene.call.note.strip() == "Sheila Reid is on the bus. Late."


def test_one_of_ours_is_replaced_and_is_there_again(scene: Scene):
    shown = open_pieces(scene)
    shown.narrow.setFocus()
    scene.keys.write(";eng")
    scene.keys.press(K.Key_Down)
    assert shown.list.current_key() == "ours:eng"
    assert not shown.remove_button.isEnabled()
    scene.keys.press(K.Key_Delete)
    scene.keys.press(K.Key_Return)
    scene.keys.press(K.Key_A, CTRL)
    scene.keys.write("Engaged, in our words.")
    scene.keys.end()
    scene.keys.until(lambda: pieces(scene) == {"eng": "Engaged, in our words."})
    scene.keys.until(lambda: shown.list.current_key().startswith("own:"))
    scene.keys.press(K.Key_Delete)
    scene.keys.until(lambda: not pieces(scene))
    scene.keys.until(lambda: shown.list.choose("ours:eng"))


def test_letters_are_taken_once_and_what_was_typed_stays(scene: Scene):
    shown = open_pieces(scene)
    for text in ("One.", "Two."):
        scene.keys.write("n")
        scene.keys.write("zz")
        scene.keys.press(K.Key_Return)
        scene.keys.write(text)
        scene.keys.end()
        scene.desk.wait()
        scene.keys.until(lambda: shown.list.hasFocus() or shown.letters_field.below.text())
    assert "already" in shown.letters_field.below.text()
    assert pieces(scene) == {"zz": "One."}
    scene.keys.press(K.Key_Escape)
    assert shown.list.hasFocus()
    scene.keys.write("n")
    assert shown.text.toPlainText() == "Two."


def test_the_form_keeps_ctrl_enter_from_the_call_beneath(scene: Scene):
    scene.ring()
    shown = open_pieces(scene)
    scene.keys.write("n")
    scene.keys.write("q")
    scene.keys.press(K.Key_Return)
    scene.keys.write("Quiet.")
    scene.keys.end()
    scene.keys.until(lambda: pieces(scene) == {"q": "Quiet."})
    assert scene.page.current.going_on
    scene.keys.until(lambda: shown.list.hasFocus())


def test_a_word_joins_the_list_leaves_it_and_comes_back_each_time_with_why(scene: Scene):
    shown = open_words(scene)
    scene.keys.write("n")
    assert shown.phrase.hasFocus()
    scene.keys.write("Went Wobbly")
    scene.keys.end()
    assert "Why" in shown.why_field.below.text()
    assert shown.why.hasFocus()
    scene.keys.write("said here for a faint")
    scene.keys.end()
    scene.keys.until(lambda: "went wobbly" in words(scene))
    assert words(scene)["went wobbly"].active
    scene.keys.until(lambda: shown.list.hasFocus() and shown.list.current_key() == "went wobbly")

    scene.keys.press(K.Key_Delete)
    assert shown.why.hasFocus()
    scene.keys.write("too many")
    scene.keys.end()
    scene.keys.until(lambda: not words(scene)["went wobbly"].active)
    scene.keys.until(lambda: shown.list.hasFocus())
    scene.keys.press(K.Key_Z, CTRL)
    scene.keys.until(lambda: words(scene)["went wobbly"].active)

    scene.keys.write("h")
    history = sheet(scene, HistorySheet)
    assert "steps" in history.sentence.text()
    scene.keys.press(K.Key_Escape)
    assert shown.list.hasFocus()
    scene.keys.press(K.Key_Escape)

    scene.ring()
    form = scene.page.call.form
    scene.keys.until(lambda: form.prompt.ready)
    scene.keys.write("Leo went wobbly. ")
    form.prompt.read()
    assert "went wobbly" in form.prompt.banner.accessibleName()


def test_a_phrase_of_the_list_is_found_and_taken_out(scene: Scene):
    shown = open_words(scene)
    shown.narrow.setFocus()
    scene.keys.write("strangle")
    scene.keys.press(K.Key_Down)
    phrase = shown.list.current_key()
    assert "strangle" in phrase
    scene.keys.press(K.Key_Delete)
    scene.keys.write("a street has this name")
    scene.keys.end()
    scene.keys.until(lambda: phrase in words(scene) and not words(scene)[phrase].active)


@pytest.mark.parametrize("typed", ["..", "{nobody} hurt", "***"])
def test_a_phrase_that_cannot_be_looked_for_is_refused_where_it_stands(scene: Scene, typed: str):
    shown = open_words(scene)
    scene.keys.write("n")
    scene.keys.write(typed)
    shown.why.setFocus()
    scene.keys.write("why not")
    scene.keys.end()
    scene.keys.until(lambda: shown.phrase_field.below.text())
    assert shown.phrase.hasFocus()
    assert words(scene) == {}


def test_a_narrowed_list_with_nothing_says_so(scene: Scene):
    for opens in (open_pieces, open_words):
        shown = opens(scene)
        shown.narrow.setFocus()
        scene.keys.write("qqqq")
        assert shown.empty.isVisible()
        assert "qqqq" in shown.empty.lead.text()
        assert not shown.remove_button.isEnabled()
        shown.dismiss()


def test_the_mouse_way_from_preferences(scene: Scene, qtbot: QtBot):
    scene.keys.press(K.Key_Comma, CTRL)
    card = sheet(scene, Preferences)
    button = next(one for one in card.findChildren(QPushButton) if one.text().startswith("Text pieces"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = sheet(scene, PiecesSheet)
    qtbot.mouseClick(shown.add_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.letters, Qt.MouseButton.LeftButton)
    scene.keys.write("tea")
    qtbot.mouseClick(shown.text.viewport(), Qt.MouseButton.LeftButton)
    scene.keys.write("Tea.")
    qtbot.mouseClick(shown.keep_button, Qt.MouseButton.LeftButton)
    scene.keys.until(lambda: pieces(scene) == {"tea": "Tea."})
    scene.keys.until(lambda: shown.remove_button.isVisible() and shown.remove_button.isEnabled())
    qtbot.mouseClick(shown.history_button, Qt.MouseButton.LeftButton)
    sheet(scene, HistorySheet).dismiss()
    qtbot.mouseClick(shown.remove_button, Qt.MouseButton.LeftButton)
    scene.keys.until(lambda: pieces(scene) == {})
    scene.keys.press(K.Key_Escape)
    assert card.isVisible()


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("bosting|bostin {kin}", "bosting/bostin someone"), ("=tethered", "tethered"), ("strangle", "strangle"),
        ("kick & {kin}|{body}", "kick near someone/a part of the body"), ("pull .. knife|gun", "pull … knife/gun"),
        ("hang {self}", "hang oneself"), ("{not} wake up?", "not wake (up)"),
    ],
)  # fmt: skip
def test_a_phrase_of_the_list_is_said_as_people_read_it(phrase: str, said: str):
    assert spelled(phrase) == said


def test_nobody_reads_the_language_of_the_list(scene: Scene):
    shown = open_words(scene)
    said = {row.subject for _section, rows in shown.groups("") for row in rows}
    assert not [one for one in said if set(one) & set("|{}=*&?")]
    shown.narrow.setFocus()
    scene.keys.write("someone")
    scene.keys.press(K.Key_Down)
    phrase = shown.list.current_key()
    assert "{kin}" in phrase
    scene.keys.press(K.Key_Return)
    assert shown.phrase.text() == spelled(phrase)
    shown.why.setFocus()
    scene.keys.write("another kind")
    scene.keys.end()
    scene.keys.until(lambda: phrase in words(scene) and words(scene)[phrase].active)
