"""Messages for social workers, their ladders, and promised call-backs."""

from __future__ import annotations

from datetime import datetime

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.contacts import CallBack, CallBackTry, LadderStep, Message
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import MessageState
from desktop_app.rules.ladder import Rung, rungs


@command("Send message")
def send_message(
    work: Work,
    /,
    *,
    worker_id: str,
    what: str,
    who: str = "",
    number: str = "",
    family_id: str = "",
    call_id: str = "",
    by_when: datetime | None = None,
    urgent: bool = False,
) -> Message:
    """What a social worker is to do. An urgent one gets its team's ladder, ticking from now."""
    if not what.strip():
        raise UserError("The message says nothing yet.", "Write what they need to do.", "what")
    message = work.add(
        Message(
            family_id=family_id, call_id=call_id, worker_id=worker_id, what=what.strip(), who=who, number=number,
            by_when=by_when, urgent=urgent, state=MessageState.SENT, sent_at=work.now,
        )
    )  # fmt: skip
    if urgent:
        _start_ladder(work, message)
    return message


def _start_ladder(work: Work, message: Message) -> None:
    worker = work.peek(Worker, message.worker_id) or Worker(name="the social worker")
    team = work.peek(Team, worker.team_id) if worker.team_id else None
    for place, rung in enumerate(rungs(worker, team, message.sent_at or work.now)):
        work.add(_step(message, place, rung))


def _step(message: Message, place: int, rung: Rung) -> LadderStep:
    return LadderStep(
        family_id=message.family_id, message_id=message.id, rung=place, whom=rung.whom, number=rung.number,
        due_at=rung.due_at,
    )  # fmt: skip


@command("Make urgent")
def make_urgent(work: Work, /, message_id: str) -> Message:
    """Raise a message; its ladder begins now."""
    message = work.change(work.get(Message, message_id), urgent=True)
    if not work.find(LadderStep, message_id=message_id):
        _start_ladder(work, message.but(sent_at=work.now))
    return message


@command("Seen")
def message_seen(work: Work, /, message_id: str) -> Message:
    """It was opened. That is not an acknowledgement: the ladder goes on."""
    message = work.get(Message, message_id)
    if message.state is not MessageState.SENT:
        return message
    return work.change(message, state=MessageState.SEEN, seen_at=work.now)


@command("Acknowledge message")
def acknowledge(work: Work, /, message_id: str, *, by: str) -> Message:
    """A person said "I have this". Only now the ladder stops. `by` names that person."""
    if not by.strip():
        raise UserError("Who has it?", "Name the person who said so: only a person can acknowledge.", "by")
    message = work.get(Message, message_id)
    return work.change(message, state=MessageState.ACKNOWLEDGED, acknowledged_at=work.now, acknowledged_by=by.strip())


@command("Acted on")
def message_acted(work: Work, /, message_id: str) -> Message:
    """What was asked has been done."""
    message = work.get(Message, message_id)
    by = message.acknowledged_by or work.actor
    return work.change(
        message,
        state=MessageState.ACTED,
        acted_at=work.now,
        acknowledged_at=message.acknowledged_at or work.now,
        acknowledged_by=by,
    )


@command("Withdraw message")
def withdraw(work: Work, /, message_id: str) -> Message:
    """It is no longer needed; its ladder ends."""
    return work.change(work.get(Message, message_id), state=MessageState.WITHDRAWN)


@command("Alarm rang", undoable=False)
def alarm_rang(work: Work, /, step_id: str) -> LadderStep:
    """The local alarm of a rung went off, on time or on waking."""
    step = work.get(LadderStep, step_id)
    return step if step.rang_at else work.change(step, rang_at=work.now)


@command("Told")
def step_told(work: Work, /, step_id: str, *, channel: str, note: str = "") -> LadderStep:
    """Somebody on the ladder was told: when, how, what they said."""
    return work.change(work.get(LadderStep, step_id), told_at=work.now, channel=channel, note=note)


@command("Promise a call back")
def promise_call_back(work: Work, /, promise: CallBack) -> CallBack:
    """Someone will be rung, by when."""
    if promise.by_when is None:
        raise UserError("By when was the call promised?", 'Type a time, "before noon", or a day.', "by_when")
    return work.add(promise)


@command("Tried to ring")
def tried(work: Work, /, call_back_id: str, *, outcome: str = "no answer") -> CallBackTry:
    """One attempt, with its time."""
    promise = work.get(CallBack, call_back_id)
    return work.add(CallBackTry(family_id=promise.family_id, call_back_id=call_back_id, at=work.now, outcome=outcome))


@command("Rang back")
def call_back_done(work: Work, /, call_back_id: str, *, outcome: str = "rang back") -> CallBack:
    """The promise is kept."""
    return work.change(work.get(CallBack, call_back_id), done_at=work.now, outcome=outcome)


@command("Move call back")
def move_call_back(work: Work, /, call_back_id: str, by_when: datetime) -> CallBack:
    """The promise was changed with the person."""
    return work.change(work.get(CallBack, call_back_id), by_when=by_when)
