"""What the end of a call writes, in one step; holds, left calls, promises kept and tried."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_app import clock
from desktop_app.commands.calls import discard_call, end_call, hold_call, is_urgent, keep_call, resume_call, start_call
from desktop_app.commands.facts import add_fact
from desktop_app.errors import UserError
from desktop_app.records.contacts import Call, CallBack, CallBackTry, Message
from desktop_app.records.team import Worker
from desktop_app.records.words import CallState, ClockToday, Direction, Harm, Outcome
from desktop_app.vault.queries.contacts import changed_at, contact_rows, counts_by_day, drafts

if TYPE_CHECKING:
    from desktop_app.desk import Desk


@pytest.fixture
def worker(desk: Desk) -> Worker:
    return desk.do(add_fact, Worker(name="Naomi Clarke", initials="NC")).result()  # type: ignore[return-value]


def begun(desk: Desk, **values: object) -> Call:
    return desk.do(start_call, Call(**values)).result()  # type: ignore[arg-type]


def test_a_call_is_a_draft_with_its_start(desk: Desk):
    call = begun(desk)
    assert (call.state, call.taken_by) == (CallState.DRAFT, "Ruth Ellery")
    assert call.started_at is not None
    assert [one.id for one in desk.read(drafts)] == [call.id]


def test_the_end_sends_and_promises_in_one_step_of_undo(desk: Desk, worker: Worker):
    call = begun(desk, caller="Sheila", number="07700 900142", person_id="p")
    noon = clock.now() + timedelta(hours=2)
    desk.do(end_call, call.id, message="Ring her", message_for=worker.id, by_when=noon, call_back_by=noon).result()
    done = desk.read(lambda reader: reader.get(Call, call.id))
    assert done is not None
    assert (done.state, done.outcome, done.minutes) == (CallState.DONE, Outcome.MESSAGE, 1)
    assert len(desk.read(lambda reader: reader.all(Message, call_id=call.id))) == 1
    assert len(desk.read(lambda reader: reader.all(CallBack, about_call_id=call.id))) == 1
    desk.undo().result()
    assert desk.read(lambda reader: reader.all(Message, call_id=call.id)) == []
    assert desk.read(lambda reader: reader.all(CallBack, about_call_id=call.id)) == []
    assert [one.id for one in desk.read(drafts)] == [call.id]
    desk.redo().result()
    assert desk.read(drafts) == []


def test_nothing_is_ended_when_the_message_has_nobody_to_go_to(desk: Desk):
    call = begun(desk)
    with pytest.raises(UserError, match="nobody to go to"):
        desk.do(end_call, call.id, message="Ring her", note="kept?").result()
    assert [one.note for one in desk.read(drafts)] == [""]


def test_a_call_ends_once(desk: Desk):
    call = begun(desk)
    desk.do(end_call, call.id).result()
    with pytest.raises(UserError, match="already ended"):
        desk.do(end_call, call.id).result()


def test_hold_counts_no_minutes_and_ends_with_the_call(desk: Desk):
    start = clock.now()
    call = begun(desk, started_at=start)
    with clock.as_if(start + timedelta(minutes=1)):
        desk.do(hold_call, call.id).result()
        with pytest.raises(UserError):
            desk.do(hold_call, call.id).result()
    with clock.as_if(start + timedelta(minutes=11)):
        desk.do(resume_call, call.id).result()
    with clock.as_if(start + timedelta(minutes=12)):
        desk.do(hold_call, call.id).result()
    with clock.as_if(start + timedelta(minutes=22)):
        done = desk.do(end_call, call.id).result()
    assert 1198 <= done.held_seconds <= 1202
    assert done.minutes in (2, 3)
    assert done.held_since is None


def test_minutes_a_person_wrote_stay(desk: Desk):
    call = begun(desk)
    desk.do(keep_call, call.id, minutes=25).result()
    assert desk.do(end_call, call.id).result().minutes == 25


def test_a_left_call_ends_when_it_was_last_written_in_and_never_before_it_began(desk: Desk):
    start = clock.now()
    call = begun(desk, started_at=start)
    with clock.as_if(start + timedelta(minutes=4)):
        desk.do(keep_call, call.id, note="He hung up").result()
        last = desk.read(changed_at, call.id)
    assert last is not None
    with clock.as_if(start + timedelta(hours=14)):
        done = desk.do(end_call, call.id, ended_at=last).result()
    assert done.minutes in (4, 5)
    other = begun(desk)
    done = desk.do(end_call, other.id, ended_at=start - timedelta(days=1)).result()
    assert done.ended_at == done.started_at


@pytest.mark.parametrize(
    ("values", "urgent"),
    [
        ({}, False),
        ({"prompted": ("bruise",)}, True),
        ({"prompted": ("bruise",), "harm": Harm.NO}, False),
        ({"harm": Harm.YES}, True),
        ({"harm": Harm.NOT_SURE}, True),
        ({"clock": ClockToday.TODAY, "harm": Harm.NO}, True),
    ],
)
def test_what_is_urgent(values: dict[str, object], urgent: bool):
    assert is_urgent(Call(**values)) is urgent  # type: ignore[arg-type]


@pytest.mark.parametrize(("outcome", "kept"), [(Outcome.ANSWERED, True), (Outcome.NO_ANSWER, False)])
def test_ringing_back_keeps_a_promise_or_is_a_try(desk: Desk, outcome: Outcome, kept: bool):
    first = begun(desk, caller="Sheila")
    desk.do(end_call, first.id, call_back_by=clock.now() + timedelta(hours=1)).result()
    (promise,) = desk.read(lambda reader: reader.all(CallBack))
    back = begun(desk, direction=Direction.OUT, keeps=promise.id)
    desk.do(end_call, back.id, outcome=outcome).result()
    (promise,) = desk.read(lambda reader: reader.all(CallBack))
    assert (promise.done_at is not None) is kept
    assert len(desk.read(lambda reader: reader.all(CallBackTry))) == (0 if kept else 1)


def test_a_promise_made_while_ringing_out_is_not_kept_by_that_call(desk: Desk):
    call = begun(desk, direction=Direction.OUT, person_id="p")
    desk.do(end_call, call.id, call_back_by=clock.now() + timedelta(hours=1)).result()
    (promise,) = desk.read(lambda reader: reader.all(CallBack))
    assert promise.done_at is None


def test_a_thrown_away_call_comes_back(desk: Desk):
    call = begun(desk, note="a word")
    desk.do(discard_call, call.id).result()
    assert desk.read(drafts) == []
    desk.undo().result()
    assert [one.note for one in desk.read(drafts)] == ["a word"]


def test_the_list_says_what_is_open_and_counts_days(desk: Desk, worker: Worker):
    call = begun(desk, caller="Sheila")
    desk.do(end_call, call.id, message="Ring her", message_for=worker.id, call_back_by=clock.now()).result()
    (row,) = desk.read(contact_rows)
    assert row.messages_open == 1
    assert row.call_back_by is not None
    today = clock.today()
    assert desk.read(counts_by_day, today - timedelta(days=2), today) == {today: (1, 0)}
