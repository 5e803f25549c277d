"""Messages, their ladders, and promises: who has it is said by a person, and everything has its time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_app import clock
from desktop_app.commands import messages
from desktop_app.commands.facts import add_fact
from desktop_app.errors import UserError
from desktop_app.records.contacts import CallBack, LadderStep, Message
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import MessageState
from desktop_app.rules.ladder import standing
from desktop_app.vault.queries.contacts import ladders, message_rows, open_messages, waiting

if TYPE_CHECKING:
    from desktop_app.desk import Desk


@pytest.fixture
def worker(desk: Desk) -> Worker:
    team = desk.do(add_fact, Team(name="East", ladder_worker=5, ladder_duty=15, ladder_manager=25)).result()
    return desk.do(add_fact, Worker(name="Naomi Clarke", team_id=team.id)).result()  # type: ignore[return-value]


def sent(desk: Desk, worker: Worker, *, urgent: bool = True) -> Message:
    return desk.do(messages.send_message, worker_id=worker.id, what="Ring her", urgent=urgent).result()


def steps(desk: Desk, message: Message) -> list[LadderStep]:
    found = desk.read(lambda reader: reader.all(LadderStep, message_id=message.id))
    return sorted(found, key=lambda one: one.rung)


def test_an_urgent_message_gets_its_team_s_ladder(desk: Desk, worker: Worker):
    message = sent(desk, worker)
    assert message.sent_at is not None
    gaps = [round((step.due_at - message.sent_at).total_seconds() / 60) for step in steps(desk, message) if step.due_at]
    assert gaps == [5, 15, 25]
    assert steps(desk, sent(desk, worker, urgent=False)) == []


def test_an_empty_message_is_refused(desk: Desk, worker: Worker):
    with pytest.raises(UserError, match="says nothing"):
        desk.do(messages.send_message, worker_id=worker.id, what="  ").result()


def test_seen_is_not_acknowledged(desk: Desk, worker: Worker):
    message = sent(desk, worker)
    seen = desk.do(messages.message_seen, message.id).result()
    assert seen.state is MessageState.SEEN
    assert standing(seen, steps(desk, message), clock.now() + timedelta(hours=1)).ended
    assert len(desk.read(open_messages)) == 1


def test_only_a_named_person_acknowledges(desk: Desk, worker: Worker):
    message = sent(desk, worker)
    with pytest.raises(UserError, match="Who has it"):
        desk.do(messages.acknowledge, message.id, by=" ").result()
    taken = desk.do(messages.acknowledge, message.id, by=" Naomi ").result()
    assert (taken.state, taken.acknowledged_by) == (MessageState.ACKNOWLEDGED, "Naomi")
    assert desk.read(open_messages) == []


def test_raised_later_its_ladder_begins_then(desk: Desk, worker: Worker):
    message = sent(desk, worker, urgent=False)
    with clock.as_if(clock.now() + timedelta(hours=3)):
        desk.do(messages.make_urgent, message.id).result()
        now = clock.now()
    due = [step.due_at for step in steps(desk, message)]
    assert all(at is not None and at > now for at in due)
    desk.do(messages.make_urgent, message.id).result()
    assert len(steps(desk, message)) == 3


def test_told_has_time_and_channel_and_an_alarm_rings_once(desk: Desk, worker: Worker):
    message = sent(desk, worker)
    first = steps(desk, message)[0]
    desk.do(messages.alarm_rang, first.id).result()
    rang = steps(desk, message)[0].rang_at
    assert rang is not None
    with clock.as_if(clock.now() + timedelta(minutes=1)):
        assert desk.do(messages.alarm_rang, first.id).result().rang_at == rang
    told = desk.do(messages.step_told, first.id, channel="phone", note="on her way").result()
    assert (told.channel, told.note) == ("phone", "on her way")
    assert told.told_at is not None


def test_unacknowledged_messages_come_first(desk: Desk, worker: Worker):
    taken, plain, urgent = sent(desk, worker), sent(desk, worker, urgent=False), sent(desk, worker)
    desk.do(messages.acknowledge, taken.id, by="Naomi").result()
    assert [row.message.id for row in desk.read(message_rows)] == [urgent.id, plain.id, taken.id]


def test_a_promise_needs_a_time_and_counts_its_tries(desk: Desk):
    with pytest.raises(UserError, match="By when"):
        desk.do(messages.promise_call_back, CallBack(who="Sheila")).result()
    promise = desk.do(messages.promise_call_back, CallBack(who="Sheila", by_when=clock.now())).result()
    for _time in range(3):
        desk.do(messages.tried, promise.id).result()
    (row,) = desk.read(waiting, clock.now())
    assert (row.who, row.tries) == ("Sheila", 3)
    later = clock.now() + timedelta(hours=2)
    desk.do(messages.move_call_back, promise.id, later).result()
    desk.do(messages.call_back_done, promise.id).result()
    assert desk.read(waiting, clock.now()) == []


def test_ladders_name_each_worker_with_their_team(desk: Desk, worker: Worker):
    found = desk.read(ladders)[worker.id]
    assert found.team is not None
    assert (found.worker.name, found.team.name) == ("Naomi Clarke", "East")
