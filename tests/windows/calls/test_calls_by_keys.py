"""A call from the first ring to hang-up with nothing but keys, as the issue promises it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from desktop_app import clock
from desktop_app.records.contacts import Call, CallBack, CallBackTry, Email, LadderStep, Message
from desktop_app.records.words import CallState, Channel, ClockToday, Direction, Harm, MessageState, Outcome, Reason
from desktop_app.windows.calls.email_view import EmailView
from desktop_app.windows.calls.mail_reply import ReplySheet
from desktop_app.windows.look.theme import look
from desktop_app.windows.shortcuts import all_shortcuts, clashes
from desktop_app.windows.shortcuts_sheet import KeysSheet, told_once
from desktop_app.windows.widgets.rows import Row
from desktop_app.windows.workspaces import WORKSPACES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from .conftest import Scene

K = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def messages(scene: Scene) -> list[Message]:
    scene.desk.wait()
    return scene.desk.read(lambda reader: reader.all(Message, call_id=scene.page.current.call_id))


def test_no_two_keys_fight():
    assert clashes(all_shortcuts(WORKSPACES)) == []


def test_every_key_has_a_method():
    from desktop_app.windows.calls import CALLS
    from desktop_app.windows.calls.page import CallsPage

    assert all(callable(getattr(CallsPage, action.run)) for action in CALLS.actions)
    assert len({action.id for action in CALLS.actions}) == len(CALLS.actions)


def test_f8_opens_the_panel_from_anywhere_with_the_timer_running(scene: Scene):
    assert scene.shell.current_id == "today"
    scene.keys.press(K.Key_F8)
    assert scene.shell.current_id == "calls"
    assert scene.page.call.form.caller.edit.hasFocus()
    assert scene.call.state is CallState.DRAFT
    assert scene.page.call.form.head.time.text().startswith("00:0")


def test_the_caller_in_six_keystrokes_with_family_and_what_may_be_told(scene: Scene):
    scene.keys.press(K.Key_F8)
    scene.keys.count = 0
    scene.keys.write("sheil")
    first = scene.page.call.form.caller.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Sheila Reid" in first
    assert "Kowalska–Reid" in first
    scene.keys.press(K.Key_Return)
    assert scene.keys.count <= 6
    scene.keys.until(lambda: scene.page.current.call.worker_id)
    said = [label.text() for label in scene.page.before.findChildren(type(scene.page.before.checked))]
    assert any("the boat" in line for line in said)
    assert "Where Anna and the children live" in said
    assert scene.call.relation == "grandmother"
    assert scene.call.number == "07700 900142"


def test_a_number_s_tail_and_a_child_find_the_caller(scene: Scene):
    for typed in ("0142", "nan of leo"):
        scene.ring(typed)
        assert scene.call.caller == "Sheila Reid"
        scene.keys.press(K.Key_Delete, ALT)
        scene.keys.until(lambda: scene.page.current.call is None)


def test_a_call_thrown_away_opens_no_other_by_itself(scene: Scene):
    """The list reads again while it has the keyboard: the row that takes the lost one's place is not opened."""
    scene.ring()
    row, rows = f"call:{scene.page.current.call_id}", scene.page.contacts.list.model()
    scene.keys.until(lambda: scene.page.contacts.list.choose(row))
    scene.keys.press(K.Key_Delete, ALT)
    scene.keys.until(lambda: scene.page.contacts.list.current_key() != row)
    assert scene.page.contacts.list.hasFocus()
    assert rows.rowCount() > 1
    scene.keys.until(lambda: scene.page.current.call is None)
    assert scene.page.middle.currentWidget() is scene.page.empty
    scene.keys.press(K.Key_Down)
    scene.keys.until(lambda: scene.page.current.call is not None)
    assert not scene.page.current.going_on


def test_a_whole_call_in_twenty_five_keystrokes_besides_the_note(scene: Scene):
    scene.keys.count = 0
    scene.ring("sheil")
    before = scene.keys.count
    scene.keys.write("Leo told her he has a bruise.")
    scene.keys.count = before
    scene.keys.alt(K.Key_2)
    scene.keys.alt(K.Key_S)
    scene.keys.alt(K.Key_T)
    scene.keys.alt(K.Key_W)
    scene.keys.write(";rb ")
    scene.keys.write("noon")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    assert scene.keys.count <= 25
    call = scene.call
    assert call.state is CallState.DONE
    assert (call.reason, call.harm, call.clock) == (Reason.WORRY, Harm.NOT_SURE, ClockToday.TODAY)
    assert call.note == "Leo told her he has a bruise."
    assert call.prompted == ("bruise",)
    assert call.outcome is Outcome.MESSAGE
    assert call.minutes == 1
    assert call.worker_id
    assert call.ended_at is not None
    (message,) = messages(scene)
    assert message.what == "Ring Sheila back before noon"
    assert (message.state, message.urgent, message.who) == (MessageState.SENT, True, "Sheila Reid")
    assert message.number == "07700 900142"
    assert clock.local(message.by_when).strftime("%H:%M") == "12:00"
    steps = scene.desk.read(lambda reader: reader.all(LadderStep, message_id=message.id))
    assert [round((step.due_at - message.sent_at).total_seconds() / 60) for step in steps] == [10, 20, 30]


def test_every_choice_has_its_key_while_the_note_has_the_keyboard(scene: Scene):
    scene.ring()
    form = scene.page.call.form
    for place, reason in enumerate(Reason, start=1):
        scene.keys.alt(K(K.Key_0.value + place))
        assert form.note.hasFocus()
        assert scene.call.reason is reason
    for key, harm in ((K.Key_Y, Harm.YES), (K.Key_S, Harm.NOT_SURE), (K.Key_N, Harm.NO)):
        scene.keys.alt(key)
        assert scene.call.harm is harm
    scene.keys.alt(K.Key_T)
    assert scene.call.clock is ClockToday.TODAY
    scene.keys.press(K.Key_T, ALT | SHIFT)
    assert scene.call.clock is ClockToday.NO
    scene.keys.alt(K.Key_D)
    assert scene.call.direction is Direction.OUT
    for channel in (*list(Channel)[1:], Channel.PHONE):
        scene.keys.alt(K.Key_C)
        assert scene.call.channel is channel
    for key, outcome in ((K.Key_A, Outcome.ANSWERED), (K.Key_N, Outcome.NO_ANSWER), (K.Key_V, Outcome.VOICEMAIL),
                         (K.Key_P, Outcome.PASSED_ON), (K.Key_O, Outcome.NOTHING)):  # fmt: skip
        scene.keys.press(key, ALT | SHIFT)
        assert scene.call.outcome is outcome
        assert form.note.hasFocus()
    assert form.note.toPlainText() == ""


def test_the_mouse_way(scene: Scene, qtbot: QtBot):
    scene.shell.go("calls")
    qtbot.mouseClick(scene.page.call_button, Qt.MouseButton.LeftButton)
    form = scene.page.call.form
    scene.keys.write("sheil")
    place = form.caller.list.visualRect(form.caller.list.model().index(0, 0)).center()
    qtbot.mouseClick(form.caller.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    scene.keys.until(lambda: scene.page.current.call.worker_id)
    for button in (form.reason.parts[1], form.harm.parts[2], form.clock.parts[2], form.outcome.parts[1]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    form.to_do.edit.setFocus()
    scene.keys.write("Ring her")
    qtbot.mouseClick(scene.page.call.end_button, Qt.MouseButton.LeftButton)
    scene.keys.until(lambda: not scene.page.current.going_on)
    call = scene.call
    assert (call.reason, call.harm, call.clock, call.outcome) == (
        Reason.WORRY, Harm.NOT_SURE, ClockToday.TODAY, Outcome.ANSWERED,
    )  # fmt: skip


def test_about_by_figures(scene: Scene):
    scene.ring()
    scene.keys.alt(K.Key_A)
    scene.keys.write("12")
    children = dict(scene.page.call.facts.children)
    assert [children[one].split(",")[0] for one in scene.call.about] == ["Leo", "Maya"]
    scene.keys.write("1")
    assert [children[one].split(",")[0] for one in scene.call.about] == ["Maya"]
    scene.keys.press(K.Key_Return)
    assert scene.page.call.form.note.hasFocus()


def test_the_family_word(scene: Scene):
    scene.ring()
    scene.keys.alt(K.Key_G)
    given = scene.call.word_given
    assert given is not None
    scene.keys.alt(K.Key_G)
    assert scene.call.word_given == given


def test_hold_is_not_talking_time(scene: Scene):
    start = clock.now()
    with clock.as_if(start):
        scene.ring()
    with clock.as_if(start + timedelta(minutes=2)):
        scene.keys.press(K.Key_F7)
        assert scene.call.state is CallState.HELD
    with clock.as_if(start + timedelta(minutes=12)):
        scene.page.call.tick()
        assert scene.page.call.form.head.time.text().startswith("02:0")
        scene.keys.press(K.Key_F7)
        assert scene.call.state is CallState.DRAFT
    with clock.as_if(start + timedelta(minutes=15)):
        scene.keys.end()
        scene.keys.until(lambda: not scene.page.current.going_on)
    assert 599 <= scene.call.held_seconds <= 602
    assert scene.call.minutes in (5, 6)


def test_a_name_nobody_has_goes_on_and_a_new_person_can_be_added(scene: Scene):
    scene.keys.press(K.Key_F8)
    scene.keys.write("Zebedee Quux")
    scene.keys.press(K.Key_Tab)
    assert scene.call.caller == "Zebedee Quux"
    assert scene.call.person_id == ""
    assert scene.page.call.form.note.hasFocus()
    scene.keys.alt(K.Key_K)
    scene.keys.press(K.Key_Return)
    assert scene.page.call.form.new_person.family.hasFocus()
    scene.keys.write("leo reid")
    scene.keys.press(K.Key_Return)
    scene.keys.write("uncle")
    scene.keys.press(K.Key_Return)
    scene.keys.until(lambda: scene.page.current.call.person_id)
    call = scene.call
    assert (call.caller, call.relation) == ("Zebedee Quux", "uncle")
    assert call.family_id
    scene.keys.until(lambda: any(one.score > 0.9 for one in scene.shell.people.find("zebedee quux")))


def test_undo_takes_back_the_end_of_a_call_with_its_message_and_ladder(scene: Scene):
    scene.ring()
    scene.keys.alt(K.Key_Y)
    scene.keys.alt(K.Key_W)
    scene.keys.write("Ring her")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    assert len(messages(scene)) == 1
    scene.page.contacts.list.setFocus()
    scene.keys.press(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    scene.keys.until(lambda: scene.page.current.going_on)
    assert messages(scene) == []
    assert scene.call.state is CallState.DRAFT
    assert scene.page.call.form.to_do.edit.text() == "Ring her"
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    assert len(messages(scene)) == 1


def test_an_urgent_call_does_not_end_silently_with_nobody_told(scene: Scene):
    scene.ring()
    scene.keys.alt(K.Key_Y)
    scene.keys.end()
    assert scene.page.current.going_on
    assert "nobody is told" in scene.page.call.form.to_do.field.below.text()
    assert scene.page.call.form.to_do.edit.hasFocus()
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    assert messages(scene) == []


def test_a_promised_call_back_its_tries_and_keeping_it(scene: Scene):
    scene.ring()
    scene.keys.press(K.Key_B, ALT | SHIFT)
    assert scene.page.call.form.call_back.edit.hasFocus()
    scene.keys.write("whenever")
    scene.keys.end()
    assert scene.page.current.going_on
    assert "By when" in scene.page.call.form.call_back.field.below.text()
    scene.page.call.form.call_back.edit.selectAll()
    scene.keys.write("before noon")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    call_id = scene.page.current.call_id

    def promise() -> CallBack:
        scene.desk.wait()
        (found,) = scene.desk.read(lambda reader: reader.all(CallBack, about_call_id=call_id))
        return found

    assert clock.local(promise().by_when).strftime("%H:%M") == "12:00"
    for _time in range(3):
        scene.keys.press(K.Key_K, ALT | SHIFT)
    scene.desk.wait()
    tries = scene.desk.read(lambda reader: reader.all(CallBackTry, call_back_id=promise().id))
    assert len(tries) == 3
    scene.page.show_waiting()
    shown = scene.page.contacts.list.model()
    scene.keys.until(lambda: any("tried ×3" in shown.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)
                                 for n in range(shown.rowCount())))  # fmt: skip
    scene.keys.alt(K.Key_R)
    scene.keys.until(lambda: scene.page.current.going_on and scene.page.current.call_id != call_id)
    assert scene.call.direction is Direction.OUT
    assert scene.call.caller == "Sheila Reid"
    scene.keys.press(K.Key_A, ALT | SHIFT)
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    assert promise().done_at is not None


def test_a_second_call_puts_the_first_on_hold(scene: Scene):
    scene.ring()
    first = scene.page.current.call_id
    scene.ring("barb")
    held = scene.desk.read(lambda reader: reader.get(Call, first))
    assert held is not None
    assert held.state is CallState.HELD
    assert scene.call.caller == "Barbara Kowalska"


def test_repeat_callers_are_said(scene: Scene):
    scene.ring()
    scene.keys.until(lambda: "this week" in scene.page.call.form.head.line.text())


def test_list_filters_by_letters(scene: Scene):
    scene.shell.go("calls")
    scene.keys.until(lambda: scene.page.contacts.list.shown())
    scene.page.contacts.list.setFocus()
    for letter, name in (("w", "waiting"), ("m", "messages"), ("d", "drafts"), ("a", "all")):
        QTest.keyClicks(scene.page.contacts.list, letter)
        assert scene.page.contacts.filter.value() == name


def test_an_empty_f8_is_not_doubled(scene: Scene):
    scene.keys.press(K.Key_F8)
    one = scene.page.current.call_id
    scene.keys.press(K.Key_F8)
    assert scene.page.current.call_id == one


def test_the_letters_on_an_emails_buttons_work_while_the_list_has_the_keyboard(scene: Scene):
    email = scene.desk.read(lambda reader: reader.all(Email))[0]
    scene.shell.open("email", email.id)
    scene.page.contacts.list.setFocus()
    view = scene.page.middle.currentWidget()
    assert isinstance(view, EmailView)
    scene.page.show_email(email.id)
    scene.keys.write("f")
    assert view.ask.edit.hasFocus()
    scene.keys.press(K.Key_Escape)
    assert scene.page.contacts.list.hasFocus()
    scene.keys.write("r")
    scene.keys.until(lambda: scene.shell.findChildren(ReplySheet))
    for sheet in scene.shell.findChildren(ReplySheet):
        sheet.dismiss()


@pytest.mark.parametrize("height", [768, 800, 850, 900, 1080])
def test_a_whole_call_is_seen_at_once_on_a_small_laptop(scene: Scene, height: int):
    scene.shell.resize(1366, height)
    scene.ring()
    form, bar = scene.page.call.form, scene.page.call.scroller.verticalScrollBar()
    scene.keys.until(form.message_for.key)
    scene.keys.until(lambda: form.prompt.ready)
    banner = scene.shell.alarm_banner
    for alarm, note in ((False, ""), (True, ""), (False, "Leo has a bruise. ")):
        banner.setVisible(alarm)  # an urgent message waits above the page, or none does
        form.note.selectAll()
        scene.keys.write(note)
        scene.keys.until(lambda: form.prompt.banner.isVisible() == bool(note))  # noqa: B023 - asked within the round
        scene.keys.until(lambda: bar.maximum() == 0)
        for field in (form.minutes, form.outcome, form.note, form.harm):
            seen = scene.page.call.scroller.viewport()
            assert seen.rect().contains(QRect(field.mapTo(seen, QPoint()), field.size()))
        assert form.note.viewport().height() >= 3 * look().line("note")


def test_after_the_call_nobody_is_told_to_think_before_speaking(scene: Scene):
    scene.ring()
    assert scene.page.before.title.text() == "Before you speak"
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    scene.keys.until(lambda: scene.page.before.title.text() == "If they ring again")
    assert scene.page.before.accessibleName() == "If they ring again"


def test_the_sheet_of_keys_says_everything_once(scene: Scene):
    told = told_once(all_shortcuts(WORKSPACES))
    assert len({(one.where, one.title) for one in told}) == len(told)
    assert [one.key for one in told if one.title == "Search in everything"] == ["/, Ctrl+F"]
    assert {one.where for one in told if one.title in ("Text pieces", "Safeguarding words")} == {"Everywhere"}
    scene.keys.press(K.Key_F1)
    (sheet,) = [one for one in scene.shell.findChildren(KeysSheet) if one.isVisible()]
    scene.keys.write("search in everything")
    rows = [one for one in sheet.list.model().entries if isinstance(one, Row)]
    assert [(row.subject, row.time) for row in rows] == [("Search in everything", "/, Ctrl F")]
    scene.keys.press(K.Key_Escape)
