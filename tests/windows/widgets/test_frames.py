"""What stands around a screen: rail, header, status bar, panel, sheet, banners, toast, progress."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop_app.windows.look.gallery_today import PLACES
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.banner import Banner, BannerLine
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.header import Header
from desktop_app.windows.widgets.key_cap import KeyCap
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.progress import Progress
from desktop_app.windows.widgets.rail import Rail, RailButton
from desktop_app.windows.widgets.section_header import SectionHeader
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.widgets.side_panel import Facts, SidePanel
from desktop_app.windows.widgets.status_bar import StatusBar
from desktop_app.windows.widgets.toast import STAYS, Toast

Key = Qt.Key


def name_of(widget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_the_rail_has_its_order_and_lock_last(themed, qtbot):
    themed()
    rail = Rail(PLACES)
    qtbot.addWidget(rail)
    assert list(rail.items) == [
        "today", "calls", "diary", "families", "meetings", "genograms", "checks", "sync",
    ]  # fmt: skip
    assert rail.sizeHint().width() == 84
    assert rail.items["today"].sizeHint().width() == 72
    assert rail.items["today"].sizeHint().height() == 60
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(rail.items["diary"], Key.Key_Return)
    assert chosen.args == ["diary"]
    with qtbot.waitSignal(rail.lock_asked):
        rail.lock.click()


def test_the_rail_says_what_is_shown_and_what_needs_you(themed, qtbot):
    themed()
    rail = Rail(PLACES)
    qtbot.addWidget(rail)
    rail.set_active("today")
    rail.set_count("today", 3)
    rail.set_count("sync", 1)
    assert name_of(rail.items["today"]) == "Today, 3 need you, shown now"
    assert name_of(rail.items["sync"]) == "Sync, 1 needs you"
    rail.set_active("calls")
    assert name_of(rail.items["today"]) == "Today, 3 need you"


def test_the_rail_as_a_button_opens_places(themed, qtbot):
    themed("light", 200)
    button = RailButton(PLACES)
    qtbot.addWidget(button)
    button.show_place("today", 3)
    assert name_of(button) == "Screens. Shown now: Today, 3 need you"
    with qtbot.waitSignal(button.chosen) as chosen:
        button.menu().actions()[3].trigger()
    assert chosen.args == ["families"]


def test_the_header_holds_four_buttons_and_opens_the_palette(themed, qtbot):
    themed()
    header = Header("Today", "Three things need you first.")
    qtbot.addWidget(header)
    assert header.sizeHint().height() == 64
    assert header.palette_field.sizeHint().width() == pytest.approx(308, abs=2)
    with qtbot.waitSignal(header.palette_asked):
        qtbot.keyClick(header.palette_field, Key.Key_Space)
    for word in ("One", "Two", "Three", "Four"):
        header.add_button(Button(word))
    with pytest.raises(ValueError, match="four buttons"):
        header.add_button(Button("Five"))
    header.set_compact(True)
    assert header.palette_field.sizeHint().width() == header.palette_field.sizeHint().height() == 36
    header.set_title("Calls", "No calls today.")
    assert (header.title.text(), header.sentence.text()) == ("Calls", "No calls today.")


def test_at_large_text_the_menu_button_names_the_screen(themed, qtbot):
    themed()
    header, menu = Header("Today"), RailButton(PLACES)
    menu.show_place("today")
    qtbot.addWidget(header)
    header.set_menu(menu)
    header.show()
    assert not menu.isVisible()
    assert header.title.isVisible()
    themed("light", 150)
    assert menu.isVisible()
    assert not header.title.isVisible()


def test_the_status_bar_keeps_one_phrase_at_large_text(themed, qtbot):
    themed()
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.saved.say("Saved")
    bar.sync.say("Offline since 08:12. 14 changes to send", "cloud-off")
    bar.who.say("Ruth Ellery")
    bar.show()
    assert bar.sizeHint().height() == 28
    assert bar.saved.isVisible()
    assert not bar.locks.isVisible()
    themed("light", 200)
    assert [bar.saved.isVisible(), bar.sync.isVisible(), bar.who.isVisible()] == [False, True, False]
    themed()
    assert bar.who.isVisible()
    bar.who.say("")
    assert not bar.who.isVisible()


def test_keys_of_a_screen_replace_those_before(themed, qtbot):
    themed()
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.set_keys([("P", "partner"), ("C", "child")])
    bar.set_keys([("Enter", "edit")])
    bar.show()
    assert [cap.key for cap in bar.findChildren(KeyCap) if cap.isVisible()] == ["Enter"]


def test_esc_leaves_the_panel(themed, qtbot):
    themed()
    panel = SidePanel("Kwame Osei-Bonsu")
    qtbot.addWidget(panel)
    inside = Button("Book 15:30", "primary")
    panel.add(inside, 12)
    panel.add_foot(Button("Ring", "quiet"))
    panel.show()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(inside, Key.Key_Escape)


def test_facts_are_read_with_their_labels(themed, qtbot):
    themed()
    facts = Facts([("Rule", "Every 10 working days"), ("Due", "Today, Thu 3 Dec", "soon")])
    qtbot.addWidget(facts)
    facts.set_facts([("Booked", "Nothing")])
    facts.show()
    shown = [label for label in facts.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in shown] == ["Booked", "Nothing"]
    assert name_of(shown[1]) == "Booked: Nothing"


def test_a_sheet_takes_the_keyboard_and_gives_it_back(themed, qtbot):
    themed()
    screen = QWidget()
    qtbot.addWidget(screen)
    editor = QLineEdit(screen)
    sheet = Sheet(screen)
    panel = SidePanel("Kwame Osei-Bonsu")
    button = Button("Book 15:30", "primary")
    panel.add(button)
    screen.resize(1024, 600)
    with qtbot.waitActive(screen):
        screen.show()
    editor.setFocus()
    sheet.open(panel)
    assert button.hasFocus()
    assert sheet.geometry().right() == screen.rect().right()
    screen.resize(900, 500)
    assert sheet.geometry().bottomRight() == screen.rect().bottomRight()
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(button, Key.Key_Escape)
    assert not sheet.isVisible()
    assert editor.hasFocus()
    assert sheet.release() is panel
    panel.setParent(screen)


def test_at_large_text_a_sheet_is_a_page(themed, qtbot):
    themed("light", 150)
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(1024, 600)
    screen.show()
    sheet = Sheet(screen)
    sheet.open(SidePanel("Kwame Osei-Bonsu"))
    assert sheet.width() == 1024


def test_three_banners_then_a_count(themed, qtbot):
    themed()
    line = BannerLine()
    qtbot.addWidget(line)
    made = [Banner("late", "gavel", f"Order {n}.", "Until 12 Aug 2027.") for n in range(5)]
    line.set_banners(made)
    line.show()
    assert line.more.text() == "2 more"
    assert name_of(made[0]) == "Order 0. Until 12 Aug 2027."
    for banner in made[3:]:
        banner.setParent(line)
    line.set_banners([Banner("soon", "users", "Visit in pairs")])
    assert not line.more.isVisible()
    line.set_banners([])
    assert not line.isVisible()


def test_names_in_a_banner_are_never_read_as_markup(themed, qtbot):
    themed()
    banner = Banner("late", "gavel", "<b>Reid</b>", "A & B")
    qtbot.addWidget(banner)
    assert "&lt;b&gt;Reid&lt;/b&gt;" in banner.words.text()
    assert name_of(banner) == "<b>Reid</b> A & B"


def test_a_toast_takes_no_keyboard_and_undoes(themed, qtbot):
    themed()
    window = QWidget()
    qtbot.addWidget(window)
    editor = QLineEdit(window)
    toast = Toast(window)
    window.resize(900, 600)
    with qtbot.waitActive(window):
        window.show()
    editor.setFocus()
    toast.say("Call deleted")
    assert toast.isVisible()
    assert editor.hasFocus()
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    assert STAYS == 10_000
    with qtbot.waitSignal(toast.undone):
        toast.undo.click()
    assert not toast.isVisible()
    toast.say("Copied", undo=False)
    assert not toast.undo.isVisible()


def test_progress_is_words_first_and_a_bar_when_the_length_is_known(themed, qtbot):
    themed()
    progress = Progress("Pause", "pause")
    qtbot.addWidget(progress)
    progress.start("Reading the letter")
    assert not progress.isVisible()
    progress.show()
    assert not progress.bar.isVisible()
    progress.tell("9 of 14 sent", 9, 14)
    assert progress.bar.isVisible()
    assert progress.bar.share == pytest.approx(9 / 14)
    assert name_of(progress) == "9 of 14 sent"
    with qtbot.waitSignal(progress.stop_asked):
        progress.stop.click()
    progress.finish()
    assert not progress.isVisible()


def test_an_empty_list_says_what_to_do_next(themed, qtbot):
    themed()
    empty = EmptyState("No calls today.", "Press F8 when the phone rings.", "Log a call", "F8")
    qtbot.addWidget(empty)
    empty.show()
    assert name_of(empty) == "No calls today. Press F8 when the phone rings."
    with qtbot.waitSignal(empty.pressed):
        empty.button.click()
    empty.say("Nothing needs you now.")
    assert not empty.button.isVisible()


def test_badges_and_headings_have_names(themed, qtbot):
    themed()
    badge, heading = Badge("CP", "late"), SectionHeader("Due today", "3 items", "sun")
    for widget in (badge, heading):
        qtbot.addWidget(widget)
    badge.set("Child protection plan", "late", "shield")
    assert (name_of(badge), name_of(heading)) == ("Child protection plan", "Due today, 3 items")
    assert badge.sizeHint().height() == 22
    assert heading.sizeHint().height() == 36
    assert SectionHeader("Home", sunken=True, parent=heading).sizeHint().height() == 30


def test_key_caps_go_at_large_text_but_not_at_the_foot(themed, qtbot):
    themed()
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    plain, foot = KeyCap("R"), KeyCap("Enter", keep=True)
    layout.addWidget(plain)
    layout.addWidget(foot)
    row.show()
    assert plain.isVisible()
    themed("light", 150)
    assert not plain.isVisible()
    assert foot.isVisible()


def test_a_line_too_long_for_its_room_is_whole_in_the_tooltip(themed, qtbot):
    themed()
    label = Label("5 social workers, 107 children. Three things need you first.", "small", elide=True)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""
