"""The deadlines, by real keys: what is late is booked, recorded, asked after, explained, agreed otherwise, printed."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.commands.facts import add_fact, remove_fact
from desktop_app.records.families import Family, LegalStatus
from desktop_app.records.pathway import Step
from desktop_app.records.words import StatusKind, StepKind
from desktop_app.rules.today import Item
from desktop_app.windows import dialogs
from desktop_app.windows.diary.page import DiaryPage
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.today.page import TodayPage
from tests.windows.compliance.conftest import MORNING, Told

Key, Mods = Qt.Key, Qt.KeyboardModifier


def words(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def codes(told: Told) -> set[str]:
    return {one.deadline.clock.rule.code for one in told.page.wanted()}


def steps(told: Told) -> list[Step]:
    return told.desk.read(lambda reader: reader.all(Step))


def test_late_comes_first_and_says_why_it_is_due(told: Told, qtbot: QtBot):
    assert "late" in told.page.header.sentence.text()
    told.choose("CPV")
    qtbot.waitUntil(lambda: all(one in words(told.page.panel) for one in ("Kofi", "working days from", "Naomi Clarke")))
    assert told.shell.rail.items["compliance"].count > 0


def test_one_social_worker_one_group_one_word(told: Told, qtbot: QtBot):
    told.choose("CPV")
    qtbot.keyClick(told.page.list, Key.Key_W, Mods.AltModifier)
    assert {one.deadline.worker for one in told.page.wanted()} == {"Naomi Clarke"}
    qtbot.keyClick(told.page.list, Key.Key_W, Mods.AltModifier)
    for expected in ("worker", "child", "rule", "day"):
        qtbot.keyClick(told.page.list, Key.Key_G, Mods.AltModifier)
        assert told.page.by.value() == expected
    qtbot.keyClick(told.page.list, Key.Key_F, Mods.AltModifier)
    qtbot.keyClicks(told.page.narrow, "ella")
    assert {one.deadline.child for one in told.page.wanted()} == {"Ella"}
    qtbot.keyClicks(told.page.narrow, " zzz")
    assert "Nothing here fits that." in words(told.page)
    qtbot.keyClick(told.page.narrow, Key.Key_Escape)
    assert QApplication.focusWidget() is told.page.list
    assert {one.deadline.child for one in told.page.wanted()} == {"Kofi", "Ella"}


def test_done_is_recorded_on_its_day_with_the_reason_and_undo_brings_it_back(told: Told, qtbot: QtBot):
    chosen = told.choose("CPV")
    qtbot.keyClick(told.page.list, Key.Key_R)
    qtbot.keyClicks(told.page.panel.ask.edit, "Nobody in twice")
    qtbot.keyClick(told.page.panel.ask.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: told.page.found[chosen].reason == "Nobody in twice")
    qtbot.keyClick(told.page.list, Key.Key_D)
    edit = told.page.panel.ask.edit
    edit.selectAll()
    qtbot.keyClicks(edit, "in the spring")
    qtbot.keyClick(edit, Key.Key_Return)
    assert "No day is in that" in words(told.page.panel.ask)
    assert not steps(told)
    edit.selectAll()
    qtbot.keyClicks(edit, "yesterday")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: chosen not in told.page.found)
    (step,) = steps(told)
    assert (step.kind, f"{step.on}", step.late_because) == (StepKind.VISIT, "2026-12-02", "Nobody in twice")
    qtbot.keyClick(told.page.list, Key.Key_Z, Mods.ControlModifier)
    qtbot.waitUntil(lambda: chosen in told.page.found)


def test_a_slot_is_looked_for_in_the_diary(told: Told, qtbot: QtBot):
    told.choose("CPV")
    qtbot.keyClick(told.page.list, Key.Key_B)
    page = told.shell.current
    assert isinstance(page, DiaryPage)
    assert "Kofi" in page.finder.edit.text()


def test_a_question_leaves_as_an_unsent_email_and_is_never_asked_twice(told: Told, tmp_path: Path, qtbot: QtBot):
    chosen = told.choose("CPV")
    dialogs.answer_next(tmp_path)
    qtbot.keyClick(told.page.list, Key.Key_C)
    qtbot.waitUntil(lambda: len(told.page.found[chosen].chases) == 1)
    mail = message_from_bytes((tmp_path / "chase-1.eml").read_bytes())
    assert (mail["X-Unsent"], mail["To"]) == ("1", "Naomi Clarke <naomi@wexcombe.example>")
    assert "OFFICIAL-SENSITIVE" in mail["Subject"]
    assert "20410" in mail["Subject"]
    assert "Amadi" not in mail.as_string()
    qtbot.keyClick(told.page.list, Key.Key_C)
    assert "Nobody was asked." in told.shell.toaster.words.text()
    qtbot.keyClick(told.page.list, Key.Key_N)
    qtbot.keyClicks(told.page.panel.ask.edit, "Done on Friday")
    qtbot.keyClick(told.page.panel.ask.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: told.page.found[chosen].chases[0].answer == "Done on Friday")
    qtbot.waitUntil(lambda: "“Done on Friday”" in words(told.page.panel))


def test_a_question_that_can_t_be_written_records_nothing(told: Told, tmp_path: Path, qtbot: QtBot):
    chosen = told.choose("CPV")
    dialogs.answer_next(tmp_path / "gone")
    qtbot.keyClick(told.page.list, Key.Key_C)
    assert "could not be written there" in told.shell.toaster.words.text()
    assert not told.page.found[chosen].chases


def test_one_letter_has_everything_of_a_social_worker(told: Told, tmp_path: Path, qtbot: QtBot):
    told.choose("CPV")
    dialogs.answer_next(tmp_path)
    qtbot.keyClick(told.page.list, Key.Key_D, Mods.AltModifier)
    payload = message_from_bytes((tmp_path / "deadlines.eml").read_bytes()).get_payload(decode=True)
    assert isinstance(payload, bytes)
    text = payload.decode()
    assert "Dear Naomi" in text
    assert "Kofi (family 20410)" in text
    assert "Ella" not in text


def test_the_plan_s_own_time_counts_and_what_can_t_be_read_is_said(told: Told, qtbot: QtBot):
    chosen = told.choose("CPV")
    due = told.page.found[chosen].deadline.clock.due.day
    qtbot.keyClick(told.page.list, Key.Key_A)
    edit = told.page.panel.ask.edit
    edit.selectAll()
    qtbot.keyClicks(edit, "often")
    qtbot.keyClick(edit, Key.Key_Return)
    assert "no length of time" in words(told.page.panel.ask)
    edit.selectAll()
    qtbot.keyClicks(edit, "5wd")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: told.page.found[chosen].deadline.clock.due.day < due)


def test_what_changes_in_one_family_leaves_the_others_as_they_were(told: Told, qtbot: QtBot):
    ella = told.choose("CINV", 1)
    before = told.page.found[ella]
    told.desk.do(remove_fact, "person", told.children[0].id).result()
    qtbot.waitUntil(lambda: {one.deadline.child for one in told.page.found.values()} == {"Ella"})
    assert told.page.found[ella] is before


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)])
def test_it_prints_and_every_pane_is_reached(told: Told, qtbot: QtBot, size: tuple[int, int]):
    told.shell.resize(*size)
    told.page.list.setFocus()
    seen = []
    for _ in told.page.panes():
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert told.page.narrow in seen
    assert told.page.list in seen
    qtbot.keyClick(told.page.list, Key.Key_P, Mods.ControlModifier)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in told.shell.findChildren(PrintSheet)))


def test_a_clock_that_runs_out_stands_in_today_and_opens_here(told: Told, qtbot: QtBot):
    today = told.shell.page("today")
    told.shell.go("today")
    status = LegalStatus(
        family_id=told.desk.read(lambda reader: reader.all(Family, name="Price"))[0].id, child_id=told.children[1].id,
        kind=StatusKind.CP, since=MORNING.date() - timedelta(days=14),
    )  # fmt: skip
    told.desk.do(add_fact, status).result()
    assert isinstance(today, TodayPage)

    def lines() -> list[Item]:
        return [one for one in today.items.values() if one.kind == "deadline"]

    qtbot.waitUntil(lambda: any(one.rule.startswith("CPV") for one in lines()))
    item = next(one for one in lines() if one.rule.startswith("CPV"))
    assert "Ella" in item.why
    assert today.list.choose(item.id)
    qtbot.keyClick(today.list, Key.Key_Return)
    qtbot.waitUntil(lambda: told.shell.current is told.page and told.page.list.current_key() == item.id)
