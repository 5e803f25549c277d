"""The list of rows: by keyboard, steady under refresh, said aloud as sentences, painted lazily."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.windows.look.gallery_today import GROUPS
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.row_delegate import RowDelegate
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import Page, Row, Section, spoken

Key = Qt.Key


def row(number: int) -> Row:
    return Row(f"k{number}", "shield", None, f"Subject {number}", "Family", "Second line", "Due Fri 4 Dec")


@pytest.fixture
def shown(themed, qtbot):
    themed()
    made = RowList("What needs you")
    qtbot.addWidget(made)
    made.set_groups(GROUPS, "Six more before Thu 10 Dec", "Page Down")
    made.resize(800, 600)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_arrows_step_over_headings_and_the_foot(shown, qtbot):
    told = []
    shown.chosen.connect(told.append)
    assert shown.current_key() == "1"  # taken with the keyboard
    for _ in range(12):
        qtbot.keyClick(shown, Key.Key_Down)
    assert told == [str(n) for n in range(2, 10)]
    qtbot.keyClick(shown, Key.Key_Home)
    assert shown.current_key() == "1"
    qtbot.keyClick(shown, Key.Key_End)
    assert shown.current_key() == "9"
    qtbot.keyClick(shown, Key.Key_PageUp)
    assert shown.current_key() == "1"
    qtbot.keyClick(shown, Key.Key_PageDown)
    assert shown.current_key() == "9"


def test_enter_opens_and_letters_are_told(shown, qtbot):
    opened, letters = [], []
    shown.opened.connect(opened.append)
    shown.key_pressed.connect(letters.append)
    shown.choose("4")
    qtbot.keyClick(shown, Key.Key_Return)
    qtbot.keyClicks(shown, "r1")
    qtbot.keyClick(shown, Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["4"]
    assert letters == ["R", "1"]
    assert shown.current_key() == "4"


def test_left_folds_a_section_and_right_opens_it(shown, qtbot):
    shown.choose("5")
    qtbot.keyClick(shown, Key.Key_Left)
    assert shown.model().rowCount() == 13 - 3
    assert shown.current_key() == ""
    qtbot.keyClick(shown, Key.Key_Down)
    assert shown.current_key() == "7"
    qtbot.keyClick(shown, Key.Key_Up)
    qtbot.keyClick(shown, Key.Key_Right)
    assert shown.model().rowCount() == 13
    assert shown.current_key() == "4"


def test_folding_outlives_a_refresh_and_choosing_a_folded_row_opens_it(shown):
    shown.choose("2")
    shown.fold("today", True)
    assert shown.current_key() == "2"
    shown.set_groups(GROUPS)
    assert shown.model().rowCount() == 12 - 3
    assert shown.choose("6")
    assert shown.current_key() == "6"
    assert not shown.choose("nobody")


def test_a_press_on_a_heading_folds_and_on_the_foot_asks_for_more(shown, qtbot):
    def middle(place: int) -> QPoint:
        return shown.visualRect(shown.model().index(place, 0)).center()

    with qtbot.waitSignal(shown.more_asked):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(12))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(0))
    assert shown.model().rowCount() == 13 - 3


def test_a_refresh_keeps_the_choice_and_the_place(themed, qtbot):
    themed()
    shown = RowList("Calls")
    qtbot.addWidget(shown)
    rows = [row(n) for n in range(200)]
    shown.set_groups([(None, rows)])
    shown.resize(600, 400)
    shown.show()
    told = []
    shown.choose("k120")
    shown.chosen.connect(told.append)
    place = shown.model().index(120, 0)
    before = shown.visualRect(place).top()
    shown.set_groups([(None, [row(900), row(901), *rows])])
    assert shown.current_key() == "k120"
    assert shown.visualRect(shown.model().index(122, 0)).top() == before
    assert told == []


def test_a_row_that_has_left_gives_the_choice_to_the_next(shown):
    told = []
    shown.choose("4")
    shown.chosen.connect(told.append)
    shown.set_groups([(GROUPS[0][0], GROUPS[0][1]), (GROUPS[1][0], GROUPS[1][1][1:])])
    assert shown.current_key() == "5"
    shown.set_groups([])
    assert told == ["5", ""]


def test_rows_that_only_changed_their_words_are_not_laid_out_again(shown, qtbot):
    changed = Row("1", "house", None, "Other words", "", "", "Due today", "soon")
    with qtbot.waitSignal(shown.model().dataChanged), qtbot.assertNotEmitted(shown.model().modelReset):
        shown.set_groups(
            [(GROUPS[0][0], [changed, *GROUPS[0][1][1:]]), *GROUPS[1:]], "Six more before Thu 10 Dec", "Page Down"
        )


def test_a_screen_reader_hears_sentences(shown):
    interface = QAccessible.queryAccessibleInterface(shown)
    assert interface.text(QAccessible.Text.Name) == "What needs you"
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert names[0] == "Now, 3 items, open"
    assert names[5] == (
        "Child protection visit, Kwame Osei-Bonsu, 6, Due today, nothing booked, "
        "Last seen Thu 19 Nov; ten working days end today. No slot booked, NC"
    )
    assert names[-1] == "Six more before Thu 10 Dec, Page Down"


def test_words_given_for_speech_are_used():
    assert spoken(Row("k", "user", None, "A", "B", "C", spoken="Said so.")) == "Said so."


def test_only_what_is_in_sight_is_painted(themed, qtbot):
    class Counted(RowDelegate):
        painted = 0

        def paint(self, painter, option, index):
            Counted.painted += 1
            super().paint(painter, option, index)

    themed()
    shown = RowList("Calls")
    qtbot.addWidget(shown)
    counted = Counted(False, shown)
    shown.setItemDelegate(counted)
    shown.resize(600, 540)
    shown.set_groups([(None, [row(n) for n in range(5_000)])])
    shown.grab()
    assert 10 <= Counted.painted <= 24


def test_a_long_list_is_read_page_by_page(themed, qtbot):
    themed()
    asked = []

    def fetch(after):
        asked.append(after)
        start = 0 if after is None else after
        return Page([row(n) for n in range(start, start + 50)], start + 50 if start < 450 else None)

    shown = RowList("Families")
    qtbot.addWidget(shown)
    shown.set_source(fetch, Section("all", "", None, "All", "500 families"))
    shown.resize(600, 500)
    shown.show()
    assert asked == [None]
    shown.choose("k40")
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum())
    assert asked == [None, 50]
    for _ in range(12):
        shown.model().fetchMore()
    assert shown.model().rowCount() == 501
    asked.clear()
    shown.set_source(fetch, Section("all", "", None, "All", "500 families"))
    assert shown.model().rowCount() == 501
    assert shown.current_key() == "k40"


def test_the_model_keeps_qts_contract(shown):
    tester = QAbstractItemModelTester(shown.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.fold("now", True)
    shown.fold("now", False)
    shown.set_groups(GROUPS[:2])
    assert tester.model() is shown.model()


@pytest.mark.parametrize(("percent", "narrow", "height"), [(100, False, 54), (100, True, 48)])
def test_rows_are_as_high_as_the_page_says(themed, percent, narrow, height):
    themed("light", percent)
    assert RowDelegate(narrow).height(row(1)) == height


def test_large_text_or_little_room_gives_three_lines(themed, qtbot):
    themed()
    shown = RowList("What needs you")
    qtbot.addWidget(shown)
    shown.set_groups([(None, [row(1)])])
    shown.resize(900, 300)
    shown.show()
    wide = shown.visualRect(shown.model().index(0, 0)).height()
    shown.resize(380, 300)
    assert shown.visualRect(shown.model().index(0, 0)).height() > wide
    shown.resize(900, 300)
    assert shown.visualRect(shown.model().index(0, 0)).height() == wide
    themed("light", 150)
    assert shown.visualRect(shown.model().index(0, 0)).height() > wide * 1.5


def test_a_row_of_subject_and_key_has_no_empty_line_between_them(themed, qtbot):
    themed("light", 150)
    delegate = RowDelegate(narrow=True)
    delegate.three = True
    whole = delegate.height(Row("a", "mail", None, "Subject", "", "More words", time="Ctrl F"))
    short = delegate.height(Row("b", "mail", None, "Subject", "", "", time="Ctrl F"))
    assert whole - short == look().line("small")
    assert short == delegate.height(Row("c", "mail", None, "Subject", "", "More words"))
