"""The phone: a call is a draft from its first key, complete at hang-up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.commands.base import Work, command
from desktop_app.commands.messages import send_message
from desktop_app.errors import UserError
from desktop_app.records.contacts import Call, CallBack
from desktop_app.records.words import CallState, ClockToday, Direction, Harm, Outcome


@command("Log call")
def start_call(work: Work, /, call: Call) -> Call:
    """A call begins: the draft is on the disk before anything is typed."""
    return work.add(
        call.but(
            started_at=call.started_at or work.now,
            state=CallState.DRAFT,
            taken_by=call.taken_by or work.actor,
        )
    )


@command("Change call")
def keep_call(work: Work, /, call_id: str, **values: Any) -> Call:  # noqa: ANN401
    """Keep what was typed or chosen so far."""
    call = work.get(Call, call_id)
    if call.state is CallState.DRAFT or call.state is CallState.HELD:
        work.title = "Log call"
    return work.change(call, **values)


@command("Put call on hold")
def hold_call(work: Work, /, call_id: str) -> Call:
    """The caller waits; the note stays as it is."""
    return work.change(work.get(Call, call_id), state=CallState.HELD)


@command("Take call off hold")
def resume_call(work: Work, /, call_id: str, *, held_seconds: int = 0) -> Call:
    """The caller is back; the time on hold is not counted as talking."""
    call = work.get(Call, call_id)
    return work.change(call, state=CallState.DRAFT, held_seconds=call.held_seconds + held_seconds)


@command("End call")
def end_call(
    work: Work,
    /,
    call_id: str,
    *,
    message: str = "",
    message_for: str = "",
    by_when: datetime | None = None,
    call_back_by: datetime | None = None,
    **values: Any,  # noqa: ANN401
) -> Call:
    """The phone goes down: the call is complete, its message sent and its promised call-back set, in one step.

    `message` is what the social worker `message_for` needs to do. Minutes are rounded up, at least one.
    """
    call = work.change(work.get(Call, call_id), **values)
    if call.state is CallState.DONE:
        raise UserError("This call has already ended.", "Change it in the list of calls.")
    if message and not (message_for or call.worker_id):
        raise UserError("The message has nobody to go to.", "Choose a social worker.", "worker_id")
    ended = work.now
    talked = max(0, int((ended - (call.started_at or ended)).total_seconds()) - call.held_seconds)
    minutes = call.minutes or max(1, -(-talked // 60))
    outcome = call.outcome or (Outcome.MESSAGE if message else None)
    call = work.change(call, state=CallState.DONE, ended_at=ended, minutes=minutes, outcome=outcome)
    if message:
        send_message(
            work, call_id=call.id, family_id=call.family_id, worker_id=message_for or call.worker_id, what=message,
            who=call.caller, number=call.number, by_when=by_when, urgent=is_urgent(call),
        )  # fmt: skip
    if call_back_by is not None:
        work.add(
            CallBack(
                family_id=call.family_id, about_call_id=call.id, person_id=call.person_id, worker_id=call.worker_id,
                who=call.caller, number=call.number, about=call.note[:120], by_when=call_back_by,
            )
        )  # fmt: skip
    if call.direction is Direction.OUT and call.outcome is not Outcome.NO_ANSWER:
        _close_call_backs(work, call)
    return call


def is_urgent(call: Call) -> bool:
    """Harm not ruled out by a person, or the clock runs today. Unsorted with a safeguarding word counts too."""
    if call.harm in (Harm.YES, Harm.NOT_SURE) or call.clock is ClockToday.TODAY:
        return True
    return bool(call.prompted) and call.harm is Harm.NOT_SORTED


def _close_call_backs(work: Work, call: Call) -> None:
    """Ringing someone back keeps the promise to ring them."""
    for promise in work.find(CallBack, person_id=call.person_id, done_at=None) if call.person_id else []:
        work.change(promise, done_at=work.now, outcome="rang back")


@command("Throw call away")
def discard_call(work: Work, /, call_id: str) -> Call:
    """A call opened by mistake; undo brings it back."""
    return work.remove(work.get(Call, call_id))
