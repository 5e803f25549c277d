"""A day of the time study by keys: filled in from the diary, put right, confirmed; the study follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.diary import book
from desktop_app.commands.facts import add_fact
from desktop_app.commands.time_use import answer_pulse, confirm_day
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Worker
from desktop_app.records.time_use import PulseAnswer, TimeDay
from desktop_app.records.words import EntryKind
from desktop_app.rules.time_use import drawn_day
from desktop_app.settings import Settings
from desktop_app.vault.queries.time_use import day_sheet
from desktop_app.windows.post import Poster
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.shell import Shell
from desktop_app.windows.time_use.page import TimeUsePage
from desktop_app.windows.time_use.sheets import InputsSheet, PulseSheet

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=clock.LONDON)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shell(desk: Desk, tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    with clock.as_if(NOW):
        poster = Poster()
        with_post = Desk(desk.database, "Ruth Ellery", post=poster.post)
        for place, name in enumerate(("Naomi Clarke", "Tom Hartley")):
            initials = "".join(word[0] for word in name.split())
            with_post.do(add_fact, Worker(name=name, initials=initials, place=place)).result()
        made = Shell(with_post, Settings(tmp_path / "settings.json"))
        made.resize(1366, 768)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
        yield made
        made.stop()
        with_post.release()


def naomi(shell: Shell) -> Worker:
    return next(one for one in shell.desk.read(lambda reader: reader.all(Worker)) if one.name == "Naomi Clarke")


def page_of(shell: Shell, qtbot: QtBot) -> TimeUsePage:
    shell.go("time_use")
    page = shell.pages["time_use"]
    assert isinstance(page, TimeUsePage)
    qtbot.waitUntil(lambda: page.card.sheet is not None and page._study is not None, timeout=15_000)
    return page


def test_a_day_is_filled_in_from_diary_and_calls_and_confirmed_by_keys(shell: Shell, qtbot: QtBot):
    worker = naomi(shell)
    on = drawn_day(worker.id, clock.today())
    begin = datetime(on.year, on.month, on.day, 10, tzinfo=clock.LONDON)
    visit = DiaryEntry(
        kind=EntryKind.HOME_VISIT, title="Visit", workers=(worker.id,), starts_at=begin,
        ends_at=begin + timedelta(minutes=50), travel_before=20,
    )  # fmt: skip
    shell.desk.do(book, visit).result()
    call = Call(worker_id=worker.id, started_at=begin, ended_at=begin + timedelta(minutes=12), minutes=12)
    shell.desk.do(add_fact, call).result()
    page = page_of(shell, qtbot)
    assert page.card.day == {"F1": 45, "T1": 15}
    assert "12 minutes of calls and email were taken over" in page.card.sentence.text()
    page.card.list.choose("A1")
    for _ in range(4):
        qtbot.keyClick(page.card.list, Qt.Key.Key_Plus)
    qtbot.keyClick(page.card.list, Qt.Key.Key_Minus)
    assert page.card.sum.text() == "1 h 45 min in all"
    qtbot.keyClick(shell, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: "Tom Hartley" in page.card.list.accessibleName(), timeout=15_000)
    (kept,) = shell.desk.read(lambda reader: reader.all(TimeDay))
    assert (kept.on, kept.minutes, kept.transferred) == (on, ("F1=45", "A1=45", "T1=15"), 12)
    qtbot.waitUntil(lambda: "before 1" in page.results.claim.text(), timeout=15_000)
    assert page.results.claim.text() == "No claim yet: it takes 10 days on each side; so far before 1 and after 0."


def test_an_empty_day_is_not_confirmed(shell: Shell, qtbot: QtBot):
    page = page_of(shell, qtbot)
    qtbot.mouseClick(page.card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no minutes yet" in shell.toaster.words.text(), timeout=15_000)
    assert shell.desk.read(lambda reader: reader.all(TimeDay)) == []


def test_days_by_keys_never_beyond_today(shell: Shell, qtbot: QtBot):
    page = page_of(shell, qtbot)
    while page.on < clock.today():
        qtbot.keyClick(shell, Qt.Key.Key_Right, CTRL)
    assert page.on == date(2026, 11, 27)
    qtbot.keyClick(shell, Qt.Key.Key_Right, CTRL)
    assert page.on == date(2026, 11, 27)
    qtbot.keyClick(shell, Qt.Key.Key_Left, CTRL)
    qtbot.waitUntil(lambda: "26 Nov" in page.card.title.text(), timeout=15_000)


def test_ten_days_on_each_side_make_a_claim_and_a_saving_with_its_inputs(shell: Shell, qtbot: QtBot):
    worker = naomi(shell)
    for n in range(10):
        before, after = date(2026, 6, 1) + timedelta(days=n), date(2026, 10, 1) + timedelta(days=n)
        shell.desk.do(confirm_day, worker.id, before, "before", {"A1": 160, "F1": 152, "W1": 132}, 0).result()
        shell.desk.do(confirm_day, worker.id, after, "after", {"A1": 62, "F1": 258, "W1": 124}, 30).result()
    page = page_of(shell, qtbot)
    assert page.results.claim.text().startswith("Administration 36 % before, 14 % after; with families 34 %")
    qtbot.keyClick(shell, Qt.Key.Key_I, ALT)
    (sheet,) = shell.findChildren(InputsSheet)
    hourly, cost = sheet.fields["hourly"].editor, sheet.fields["assistant_cost"].editor
    qtbot.keyClicks(hourly, "many")
    qtbot.keyClick(hourly, Qt.Key.Key_Return, CTRL)
    assert "no whole number" in sheet.fields["hourly"].below.text()
    qtbot.keyClick(hourly, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(hourly, "25")
    qtbot.keyClicks(cost, "13,224")
    qtbot.keyClick(cost, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page._study is not None and page._study.study.inputs.hourly == 25, timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_P, CTRL)
    (paper,) = shell.findChildren(PrintSheet)
    qtbot.waitUntil(lambda: paper.print_button.isEnabled(), timeout=15_000)
    assert paper.title.text() == "Time use"
    paper.dismiss()


def test_the_pulse_is_shown_from_eight_answers_on(shell: Shell, qtbot: QtBot):
    for one in (5, 4, 4, 5, 3, 4, 4):
        shell.desk.do(answer_pulse, clock.today(), "after", one).result()
    page = page_of(shell, qtbot)
    assert "After: 7 answers, shown from 8 on" in page.results.pulse.text()
    qtbot.keyClick(shell, Qt.Key.Key_U, ALT)
    (sheet,) = shell.findChildren(PulseSheet)
    parts = sheet.grid.findChildren(type(sheet.grid.parts[0]))
    qtbot.mouseClick(parts[3], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "88 % (53 to 98, Wilson) of 8" in page.results.pulse.text(), timeout=15_000)
    assert all(one.family_time for one in shell.desk.read(lambda reader: reader.all(PulseAnswer)))


def test_a_sheet_of_nobody_and_undo_of_a_day(shell: Shell, qtbot: QtBot):
    assert shell.desk.read(day_sheet, "nobody", clock.today()) is None
    worker = naomi(shell)
    page = page_of(shell, qtbot)
    shell.desk.do(confirm_day, worker.id, page.on, "after", {"A1": 60}, 0).result()
    qtbot.waitUntil(lambda: page.card.sheet is not None and page.card.sheet.kept is not None, timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.card.sheet is not None and page.card.sheet.kept is None, timeout=15_000)


def test_little_room_shows_the_sheet_or_the_study(shell: Shell, qtbot: QtBot):
    page = page_of(shell, qtbot)
    assert page.card.isVisible()
    assert page.results.isVisible()
    shell.resize(860, 640)
    qtbot.waitUntil(lambda: not page.results.isVisible(), timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_T, ALT)
    assert page.results.isVisible()
    assert not page.card.isVisible()
    assert page.panes() == [page.results]
