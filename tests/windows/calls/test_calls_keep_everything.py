"""What must never be lost, lowered or guessed: drafts, harm, dates, ladders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app import clock
from desktop_app.records.contacts import Call, LadderStep, Message
from desktop_app.records.words import CallState, Harm, MessageState
from desktop_app.rules.ladder import standing
from desktop_app.vault.queries.contacts import drafts, open_messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from .conftest import Scene

K = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def test_what_is_typed_is_in_the_vault_before_anybody_saves(scene: Scene):
    scene.ring()
    scene.keys.write("He said he is scar")
    call_id = scene.page.current.call_id
    scene.keys.until(lambda: not scene.page.current.pending)  # nothing but time has passed
    scene.desk.wait()
    kept = scene.desk.read(lambda reader: reader.get(Call, call_id))
    assert kept is not None
    assert kept.note == "He said he is scar"


def test_a_call_that_was_left_is_offered_again_with_every_word(opened: Callable[[], Scene]):
    scene = opened()
    scene.ring()
    scene.keys.write("He is scared of going ho")
    scene.keys.alt(K.Key_W)
    scene.keys.write("Ring he")
    scene = opened()  # locked in mid-word, opened again
    (left,) = scene.desk.read(drafts)
    assert left.note == "He is scared of going ho"
    assert left.to_do == "Ring he"
    scene.shell.go("calls")
    scene.page.contacts.list.setFocus()
    scene.keys.write("d")
    scene.keys.until(lambda: scene.page.contacts.list.shown() == 1)
    scene.keys.press(K.Key_Home)
    scene.keys.press(K.Key_Return)
    form = scene.page.call.form
    assert form.note.hasFocus()
    scene.keys.press(K.Key_End, Qt.KeyboardModifier.ControlModifier)
    scene.keys.write("me")
    assert scene.call.note == "He is scared of going home"
    assert form.to_do.edit.text() == "Ring he"
    scene.keys.press(K.Key_Delete, ALT)
    scene.keys.until(lambda: scene.page.current.call is None)
    scene.desk.wait()
    assert scene.desk.read(drafts) == []
    scene.page.contacts.list.setFocus()
    scene.keys.press(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    scene.keys.until(lambda: len(scene.desk.read(drafts)) == 1)


def test_a_call_left_overnight_ends_when_it_was_last_written_in(opened: Callable[[], Scene]):
    start = clock.now()
    scene = opened()
    with clock.as_if(start):
        scene.ring()
        scene.keys.write("She hung up.")
        call_id = scene.call.id
    with clock.as_if(start + timedelta(hours=14)):
        scene.page.current.close()
        scene.shell.open("call", call_id)
        scene.keys.end()
        scene.keys.until(lambda: not scene.page.current.going_on)
    assert scene.call.minutes <= 2


def test_words_ask_and_never_lower(scene: Scene):
    scene.ring()
    form = scene.page.call.form
    scene.keys.until(lambda: form.prompt.ready)
    scene.keys.write("He has a bruise. ")
    scene.keys.until(lambda: form.prompt.banner.isVisible())
    assert form.prompt.banner.accessibleName() == (
        "You wrote “bruise”. Is anyone at risk now? It can only raise this call. You decide."
    )
    assert scene.call.harm is Harm.NOT_SORTED
    scene.keys.alt(K.Key_Y)
    assert not form.prompt.banner.isVisible()
    scene.keys.write("No concerns of harm, he is fine. ")
    form.prompt.read()
    assert scene.call.harm is Harm.YES
    assert not form.prompt.banner.isVisible()


def test_a_new_word_is_asked_about_after_a_no(scene: Scene):
    scene.ring()
    form = scene.page.call.form
    scene.keys.until(lambda: form.prompt.ready)
    scene.keys.write("He has a bruise. ")
    form.prompt.read()
    scene.keys.alt(K.Key_N)
    assert scene.call.harm is Harm.NO
    scene.keys.write("His dad strangled her. ")
    form.prompt.read()
    assert form.prompt.banner.isVisible()
    assert "bruise" not in form.prompt.banner.accessibleName()
    assert scene.call.harm is Harm.NO
    assert len(scene.call.prompted) == 2


def test_an_unsorted_word_makes_the_message_urgent(scene: Scene):
    scene.ring()
    scene.keys.until(lambda: scene.page.call.form.prompt.ready)
    scene.keys.write("He has a bruise.")
    scene.keys.alt(K.Key_W)
    scene.keys.write("Ring her")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    assert scene.call.harm is Harm.NOT_SORTED
    assert [one.urgent for one in messages(scene)] == [True]


def messages(scene: Scene) -> list[Message]:
    scene.desk.wait()
    return scene.desk.read(lambda reader: reader.all(Message, call_id=scene.page.current.call_id))


def test_an_ambiguous_day_is_asked_with_figures_and_never_guessed(scene: Scene):
    scene.ring()
    scene.keys.alt(K.Key_W)
    line = scene.page.call.form.to_do
    today = clock.local(clock.now())
    scene.keys.write(f"Ring her {today:%A} 11pm")  # today's own weekday may mean either
    assert line.asks
    assert line.field.below.text()
    scene.keys.end()
    assert scene.page.current.going_on
    assert line.question.hasFocus()
    readings = line.when.readings
    assert len(readings) >= 2
    scene.keys.write("2")
    assert not line.asks
    assert line.edit.text().startswith("Ring her")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    (message,) = messages(scene)
    assert message.by_when == readings[1].moment


def test_text_pieces_become_sentences_in_one_step_of_undo(scene: Scene):
    scene.ring()
    note = scene.page.call.form.note
    scene.keys.write(";vml ")
    said = note.toPlainText()
    assert said.startswith("Left a voicemail for Sheila Reid on ")
    assert "07700 900142" in said
    scene.keys.press(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert note.toPlainText() == ";vml"
    note.clear()
    scene.keys.write("a;vml ")
    assert note.toPlainText() == "a;vml "


def urgent_message(scene: Scene) -> Message:
    scene.ring()
    scene.keys.alt(K.Key_Y)
    scene.keys.alt(K.Key_W)
    scene.keys.write("Ring her")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    return messages(scene)[0]


def rang(scene: Scene, message: Message) -> list[bool]:
    scene.desk.wait()
    steps = scene.desk.read(lambda reader: reader.all(LadderStep, message_id=message.id))
    return [step.rang_at is not None for step in sorted(steps, key=lambda one: one.rung)]


def look_at(scene: Scene, moment: datetime) -> None:
    with clock.as_if(moment):
        scene.shell.alarm._take(scene.desk.read(open_messages))
        scene.desk.wait()


def test_the_ladder_climbs_through_restart_and_a_moved_clock_until_a_person_has_it(opened: Callable[[], Scene]):
    scene = opened()
    message = urgent_message(scene)
    sent = message.sent_at
    assert sent is not None
    for minutes, expected in ((9, [False, False, False]), (11, [True, False, False]), (21, [True, True, False])):
        look_at(scene, sent + timedelta(minutes=minutes))
        assert rang(scene, message) == expected
    scene = opened()  # asleep and restarted meanwhile
    look_at(scene, sent - timedelta(hours=2))  # the clock was put back: nothing is forgotten, nothing rings twice
    assert rang(scene, message) == [True, True, False]
    look_at(scene, sent + timedelta(minutes=31))
    assert rang(scene, message) == [True, True, True]


def test_only_a_person_stops_the_ladder(scene: Scene):
    message = urgent_message(scene)
    scene.keys.alt(K.Key_H)
    ask = scene.page.call.followed.ask
    assert ask.edit.hasFocus()
    ask.edit.clear()
    scene.keys.press(K.Key_Return)
    assert "only a person" in ask.field.below.text()
    scene.keys.write("Naomi Clarke")
    scene.keys.press(K.Key_Return)
    scene.keys.until(lambda: messages(scene)[0].state is MessageState.ACKNOWLEDGED)
    taken = messages(scene)[0]
    assert taken.acknowledged_by == "Naomi Clarke"
    steps = scene.desk.read(lambda reader: reader.all(LadderStep, message_id=message.id))
    assert not standing(taken, steps, clock.now() + timedelta(minutes=40)).running
    scene.keys.press(K.Key_D, ALT | SHIFT)
    scene.keys.until(lambda: messages(scene)[0].state is MessageState.ACTED)


def test_who_was_told_is_kept_with_time_and_channel(scene: Scene):
    message = urgent_message(scene)
    scene.keys.press(K.Key_R, ALT | SHIFT)
    scene.keys.write("t she is driving")
    scene.page.call.followed.ask.edit.setText("t she is driving")
    scene.keys.press(K.Key_Return)

    def first() -> LadderStep:
        scene.desk.wait()
        steps = scene.desk.read(lambda reader: reader.all(LadderStep, message_id=message.id))
        return min(steps, key=lambda one: one.rung)

    scene.keys.until(lambda: first().told_at)
    assert (first().channel, first().note) == ("text", "she is driving")
    scene.keys.press(K.Key_W, ALT | SHIFT)
    scene.keys.until(lambda: messages(scene)[0].state is MessageState.WITHDRAWN)


def test_a_finished_call_can_still_be_changed(scene: Scene):
    scene.ring()
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    scene.keys.alt(K.Key_E)
    scene.keys.write("Forgot to say: he is with his nan.")
    scene.keys.alt(K.Key_M)
    scene.page.call.form.minutes.selectAll()
    scene.keys.write("7")
    call = scene.call
    assert call.note == "Forgot to say: he is with his nan."
    assert call.minutes == 7
    assert call.state is CallState.DONE


def test_a_message_opens_the_call_it_came_from(scene: Scene):
    message = urgent_message(scene)
    scene.shell.go("today")
    scene.page.current.close()
    scene.shell.open("message", message.id)
    assert scene.shell.current_id == "calls"
    assert scene.page.current.call_id == message.call_id


def test_the_team_s_own_piece_is_heard_of_at_once(scene: Scene):
    from desktop_app.commands.facts import add_fact
    from desktop_app.records.work import TextPiece

    scene.ring()
    scene.desk.do(add_fact, TextPiece(trigger="nok", text="Rang {caller}, nobody in.")).result()
    scene.keys.until(lambda: "nok" in scene.page.call._pieces)
    scene.keys.write(";nok ")
    assert scene.page.call.form.note.toPlainText() == "Rang Sheila Reid, nobody in. "
