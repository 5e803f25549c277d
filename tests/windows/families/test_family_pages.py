"""The list and one family's page, by keys: found, opened, read, gone back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.commands.people import add_family
from desktop_app.records.families import Family
from desktop_app.records.families import Warning as Caution
from desktop_app.vault.queries.families import family_rows
from desktop_app.windows.families.new_family import NewFamily
from desktop_app.windows.shortcuts import all_shortcuts, clashes
from desktop_app.windows.widgets.rows import Heading, Row
from desktop_app.windows.workspaces import WORKSPACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.windows.families.conftest import Families

Key = Qt.Key


def rows(families: Families) -> list[Row]:
    return [one for one in families.page.list_view.list._rows.entries if isinstance(one, Row)]


def test_typing_filters_by_name_number_and_child(families: Families) -> None:
    everyone = len(rows(families))
    families.alt(Key.Key_F)
    for typed in ("Kowalska", "20418", "Leo Reid"):
        families.page.list_view.edit.clear()
        families.write(typed)
        families.until(lambda: 0 < len(rows(families)) < everyone)
        assert rows(families)[0].subject == "Kowalska–Reid" or any(
            one.subject == "Kowalska–Reid" for one in rows(families)
        )
    families.page.list_view.edit.clear()
    families.write("qqzzqq")
    families.until(families.page.list_view.empty.isVisible)
    families.key(Key.Key_Escape)
    families.until(lambda: len(rows(families)) == everyone)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_one_social_workers_families(families: Families) -> None:
    everyone = len(rows(families))
    who = families.page.list_view.who
    families.alt(Key.Key_W)
    who.hidePopup()
    who.setCurrentIndex(1)
    who.activated.emit(1)
    assert 0 < len(rows(families)) < everyone


def test_a_new_family_is_a_name_and_enter(families: Families) -> None:
    families.ctrl(Key.Key_N)
    form = families.page.list_view.new
    families.until(form.name.hasFocus)
    families.key(Key.Key_Return)
    families.until(lambda: "name" in form.name_field.below.text())
    families.write("Ó Súilleabháin 🦋")
    families.key(Key.Key_Tab)
    families.write("20999")
    families.key(Key.Key_Return)
    families.until(lambda: families.page.shown_family is not None)
    shown = families.page.shown_family
    assert shown is not None
    assert (shown.page.family.name, shown.page.family.number) == ("Ó Súilleabháin 🦋", "20999")
    assert families.page.family_view.nobody.isVisible()
    assert not families.shell.findChild(NewFamily).isVisible()  # type: ignore[union-attr]


def test_the_page_says_what_the_picture_says(families: Families) -> None:
    families.open_family()
    page = families.page
    assert page.header.title.text() == "Kowalska–Reid"
    assert page.badge.text.startswith("Child protection plan · emotional · since ")
    assert page.header.sentence.text().startswith("Family 20418 · Naomi Clarke, Team North · 10 people")
    assert [one.role for one in page.family_view.banner_line.banners] == ["guard", "late", "soon"]
    entries = page.family_view.people._rows.entries
    homes = [(one.section.title, one.section.count_words) for one in entries if isinstance(one, Heading)]
    assert homes == [("Anna’s home", "5, address held back"), ("Mark’s home", "2"), ("Elsewhere", "3")]
    said = {one.subject: one for one in entries if isinstance(one, Row)}
    assert said["Anna Kowalska"].second == "PR · 07700 900518 · Polish, interpreter"
    assert said["Leo Reid"].badge == "CP"
    assert said["Maya Reid"].second.startswith("Twin · born 30 Jun 2021")
    assert said["Unborn baby"].second == "Midwife: Grace Adeyemi"
    assert said["Mark Hughes"].second.startswith("PR for Tia")
    assert (said["Darren Reid"].badge, said["Darren Reid"].second) == ("Order", "PR · no contact with Anna")
    assert said["Sheila Reid"].badge == "Careful"
    assert "take care" in said["Sheila Reid"].spoken


def test_the_timeline_by_sort_and_enter_opens(families: Families) -> None:
    families.open_family()
    pane = families.page.family_view.timeline
    assert pane.list.shown() > 3
    pane.sorts.parts[0].setFocus()
    families.key(Key.Key_Right)
    assert pane.sorts.value() == "contacts"
    kinds = {one.key.split()[0] for one in pane.list._rows.entries if isinstance(one, Row)}
    assert kinds <= {"call", "email"}
    for _step in range(2):
        families.key(Key.Key_Right)
    assert pane.sorts.value() == "meetings"
    kinds = {one.key.split()[0] for one in pane.list._rows.entries if isinstance(one, Row)}
    assert kinds <= {"diary_entry", "meeting", "step"}
    families.key(Key.Key_Right)
    pane.list.setFocus()
    pane.list.choose_first()
    order = next(
        one.key for one in pane.list._rows.entries if isinstance(one, Row) and one.key.startswith("court_order")
    )
    pane.list.choose(order)
    families.key(Key.Key_Return)
    from desktop_app.windows.families.fact_sheet import FactSheet

    assert families.sheet(FactSheet).form.item.KIND == "court_order"
    families.key(Key.Key_Escape)
    families.gone(FactSheet)


def test_more_than_three_warnings_fold_away(families: Families) -> None:
    families.open_family()
    family_id = families.page.family_id
    for number in range(2):
        families.desk.do(add_fact, Caution(family_id=family_id, headline=f"Warning {number}")).result()
    line = families.page.family_view.banner_line
    families.until(line.more.isVisible)
    assert line.more.text() == "2 more"


def test_escape_and_coming_again_go_back_to_the_list(families: Families) -> None:
    families.open_family()
    opened = families.page.family_id
    families.key(Key.Key_Escape)
    assert families.page.family_id == ""
    assert families.page.list_view.list.current_key() == opened
    families.open_family()
    families.shell.go("today")
    families.shell.go("families")
    assert families.page.family_id == opened
    families.ctrl(Key.Key_4)
    assert families.page.family_id == ""


def test_f6_goes_round_the_panes(families: Families) -> None:
    families.open_family()
    view = families.page.family_view
    families.key(Key.Key_F6)
    assert view.timeline.list.hasFocus()
    families.key(Key.Key_F6)
    assert any(line.hasFocus() for line in view.around.lines)
    families.key(Key.Key_F6)
    assert view.people.hasFocus()


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_wider_than_its_window(
    families: Families, size: tuple[int, int], percent: int, themed: object
) -> None:
    families.open_family()
    family_id = families.page.family_id
    families.desk.do(change_fact, "family", family_id, name="ﷺ" + "Wielodzietna-" * 23).result()
    themed("dark", percent)  # type: ignore[operator]
    families.shell.resize(*size)
    page = families.page
    families.until(lambda: families.shell.width() <= size[0] and page.minimumSizeHint().width() <= page.width())
    families.until(lambda: page.header.title.accessibleName().startswith("ﷺ"))
    assert page.call_button.isVisible()
    right = page.call_button.mapTo(page, page.call_button.rect().bottomRight()).x()
    assert right <= page.width()


def test_ten_thousand_families_come_page_by_page(desk_of_many: object) -> None:
    reader_desk, today = desk_of_many  # type: ignore[misc]
    seen: list[str] = []
    after = None
    while True:
        page = reader_desk.read(family_rows, today, after=after, limit=60)
        seen += [one.id for one in page]
        if len(page) < 60:
            break
        after = (page[-1].name, page[-1].id)
    assert len(seen) == len(set(seen)) == 300


@pytest.fixture
def desk_of_many(desk: object) -> object:
    from desktop_app import clock

    for number in range(300):
        desk.do(add_family, Family(name=f"Family {number % 40}")).result()  # type: ignore[attr-defined]
    return desk, clock.today()


def test_no_two_keys_clash() -> None:
    assert clashes(all_shortcuts(WORKSPACES)) == []


def test_words_beside_the_filter_give_way_before_they_touch_it(families: Families) -> None:
    families.shell.go("families")
    shown = families.page.list_view
    for width, said in ((1366, True), (800, False), (1366, True)):
        families.shell.resize(width, 768)
        families.bot.waitUntil(lambda one=said: shown.filter_hint.isVisible() is one, timeout=5000)
        assert not shown.filter_hint.isVisible() or shown.filter_hint.x() >= shown.edit.geometry().right() + 8


def test_the_name_of_a_person_stands_beside_esc_with_no_empty_line_above(families: Families) -> None:
    person = families.shell.people.find("leo reid")[0].person_id
    families.shell.open("person", person)
    panel = families.page.panel
    families.bot.waitUntil(lambda: panel.title.isVisible() and panel.title.text() == "Leo Reid", timeout=5000)
    assert panel.title.mapTo(panel, panel.title.rect().topLeft()).y() < 40


@pytest.mark.parametrize("percent", [100, 200])
def test_a_person_is_closed_with_the_mouse_too(
    families: Families, themed: Callable[..., object], qtbot: QtBot, percent: int
) -> None:
    families.open_family()
    themed("light", percent)
    families.open_person("Leo")
    panel = families.page.panel
    assert panel.isAncestorOf(QApplication.focusWidget()), "the keyboard is in the form, not on the button"
    assert QApplication.focusWidget() is not panel.close_button
    assert not panel.esc.isVisible()
    qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    assert not families.page.sheet.isVisible()
    assert families.page.family_view.people.hasFocus()
