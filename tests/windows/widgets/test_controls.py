"""Buttons, segmented controls, chips, fields: by keyboard, with names, with reasons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFocusFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.widgets.slot_card import SlotCard

Key = Qt.Key


def spoken(widget) -> tuple[str, str, QAccessible.Role]:
    interface = QAccessible.queryAccessibleInterface(widget)
    return (
        interface.text(QAccessible.Text.Name),
        interface.text(QAccessible.Text.Description),
        interface.role(),
    )


@pytest.fixture
def window(themed, qtbot):
    themed()
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)

    def show(*widgets: QWidget) -> QWidget:
        for widget in widgets:
            made.layout().addWidget(widget)
        with qtbot.waitActive(made):
            made.show()
        return made

    return show


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space(window, qtbot, key):
    button = Button("Log a call", "primary", "F8", "phone-incoming")
    window(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
    assert spoken(button) == ("Log a call", "Key F8", QAccessible.Role.Button)


def test_the_underlined_letter_presses_with_alt(window, qtbot):
    button = Button("Not s&ure", small=True)
    shown = window(button, QLineEdit())
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(shown, Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert spoken(button)[0] == "Not sure"


def test_a_button_that_is_off_says_why(window):
    button = Button("Send", key="S")
    window(button)
    button.refuse("Connect once first.")
    assert not button.isEnabled()
    assert button.toolTip() == "Connect once first."
    assert spoken(button)[1] == "Connect once first."
    button.allow()
    assert button.isEnabled()
    assert spoken(button)[1] == "Key S"


def test_buttons_are_as_high_as_the_page_says_and_grow_with_text(themed, qtbot):
    themed()
    large, small = Button("Hold both", key="H"), Button("Yes", small=True)
    qtbot.addWidget(large)
    qtbot.addWidget(small)
    assert (large.sizeHint().height(), small.sizeHint().height()) == (36, 28)
    before = large.sizeHint()
    themed("light", 200)
    assert large.sizeHint().height() == 56
    assert large.sizeHint().width() > before.width()


def test_the_ring_lies_outside_and_moves_nothing(window, qtbot):
    one, two = Button("One"), Button("Two")
    shown = window(one, two)
    one.setFocus()
    place = one.geometry()
    frame = shown.findChild(QFocusFrame)
    assert frame is not None
    assert frame.geometry() == place.adjusted(-4, -4, 4, 4)
    two.setFocus()
    assert one.geometry() == place
    frames = [found for found in shown.findChildren(QFocusFrame) if found.widget() is two]
    assert len(frames) == 1


def test_arrow_keys_move_the_choice(window, qtbot):
    choice = Segmented([("", "Not sorted"), ("n", "No"), ("y", "Yes")], "Harm now?")
    told = []
    choice.chosen.connect(told.append)
    window(choice, QLineEdit())
    choice.setFocus()
    assert choice.value() == ""
    qtbot.keyClick(choice.parts[0], Key.Key_Right)
    qtbot.keyClick(choice.parts[1], Key.Key_Right)
    qtbot.keyClick(choice.parts[2], Key.Key_Left)
    assert told == ["n", "y", "n"]
    assert choice.parts[1].hasFocus()


def test_a_segmented_control_is_one_stop_of_the_tab_key(window, qtbot):
    before, after = QLineEdit(), QLineEdit()
    choice = Segmented([("c", "Contact", "1"), ("w", "Worry", "2"), ("v", "Visit", "3")], "Reason")
    choice.set_value("w")
    shown = window(before, choice, after)
    before.setFocus()
    qtbot.keyClick(shown, Key.Key_Tab)
    assert choice.parts[1].hasFocus()
    qtbot.keyClick(choice.parts[1], Key.Key_Tab)
    assert after.hasFocus()


def test_a_choice_set_by_us_is_not_told(window, qtbot):
    choice = Segmented([("a", "All"), ("v", "Visits")], "Show")
    window(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_value("v")
    assert choice.value() == "v"
    name, _, role = spoken(choice.parts[1])
    assert (name, role) == ("Visits", QAccessible.Role.RadioButton)
    assert QAccessible.queryAccessibleInterface(choice.parts[1]).state().checked
    with pytest.raises(StopIteration):
        choice.set_value("nowhere")


def test_choosing_moves_no_part(themed, qtbot):
    themed()
    choice = Segmented([("a", "All"), ("c", "Contacts"), ("v", "Visits")], "Show")
    qtbot.addWidget(choice)
    choice.resize(choice.sizeHint())
    choice.show()
    before = [part.geometry() for part in choice.parts]
    choice.set_value("v")
    assert [part.geometry() for part in choice.parts] == before
    assert choice.height() == 34


def test_a_chip_opens_and_is_taken_away(window, qtbot):
    chip = Chip("Leo, 9", "person", "p1", removable=True)
    window(chip)
    chip.setFocus()
    with qtbot.waitSignal(chip.opened) as opened:
        qtbot.keyClick(chip, Key.Key_Return)
    with qtbot.waitSignal(chip.removed) as removed:
        qtbot.keyClick(chip, Key.Key_Delete)
    assert opened.args == removed.args == ["p1"]
    assert spoken(chip)[:2] == ("Person Leo, 9", "Enter opens, Delete takes away")
    assert chip.sizeHint().height() == 26


def test_a_chip_that_stays_is_not_taken_away(window, qtbot):
    chip = Chip("Osei-Bonsu", "family", "f1")
    window(chip)
    chip.setFocus()
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.keyClick(chip, Key.Key_Delete)


def test_slot_cards_are_one_choice_and_enter_takes_it(window, qtbot):
    one = SlotCard("a", "1", "Today 15:30–16:30", "Naomi free", "best")
    two = SlotCard("b", "2", "Today 16:40–17:30", "ends at finish time")
    one.setChecked(True)
    window(one, two)
    one.setFocus()
    qtbot.keyClick(one, Key.Key_Down)
    assert two.isChecked()
    assert two.hasFocus()
    with qtbot.waitSignal(two.taken) as taken:
        qtbot.keyClick(two, Key.Key_Return)
    assert taken.args == ["b"]
    assert spoken(one)[0] == "Today 15:30–16:30, Naomi free, best"


def test_a_field_says_its_label_what_was_understood_and_what_is_wrong(window, qtbot):
    edit = LineEdit()
    field = Field("&Due", edit, hint="day first", key="Alt D")
    shown = window(QLineEdit(), field)
    assert spoken(edit)[:2] == ("Due", "day first. Key Alt D")
    qtbot.keyClick(shown, Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert edit.hasFocus()
    field.understood("Thu 3 Dec, today", "soon")
    assert field.below.text() == "Thu 3 Dec, today"
    assert not edit.property("wrong")
    field.refuse("There is no month 13.", "Write the day first: 12/3/26.")
    assert edit.property("wrong")
    assert spoken(edit)[1].startswith("There is no month 13. Write the day first: 12/3/26.")
    assert field.below.isVisible()
    field.clear()
    assert not edit.property("wrong")
    assert not field.below.isVisible()
    assert edit.placeholderText() == ""


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_fields_grow_with_the_text(themed, qtbot, percent):
    look = themed("light", percent)
    edit, area = LineEdit(), TextArea("words")
    qtbot.addWidget(edit)
    qtbot.addWidget(area)
    assert edit.sizeHint().height() == look.line("body") + 16
    assert area.minimumHeight() >= 4 * look.line("body")


def test_tab_leaves_a_text_area(window, qtbot):
    area, after = TextArea(), QLineEdit()
    window(area, after)
    area.setFocus()
    qtbot.keyClick(area, Key.Key_Tab)
    assert after.hasFocus()


def test_words_at_the_right_end_do_not_hide_what_is_typed(window):
    edit = LineEdit("Ring Sheila back before 11:30")
    window(edit)
    before = edit.textMargins().right()
    edit.set_aside("11:30", "soon")
    assert edit.textMargins().right() > before


def test_a_row_of_buttons_reads_left_to_right(window, qtbot):
    line = QWidget()
    layout = QHBoxLayout(line)
    buttons = [Button("Book 15:30", "primary"), Button("Hold both"), Button("Later", "quiet")]
    for button in buttons:
        layout.addWidget(button)
    shown = window(line)
    buttons[0].setFocus()
    for expected in buttons[1:]:
        qtbot.keyClick(shown.focusWidget(), Key.Key_Tab)
        assert expected.hasFocus()
