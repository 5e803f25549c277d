"""The phone: a call is a draft from its first key, complete at hang-up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.commands.base import Work, command
from desktop_app.commands.messages import send_message, tried
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
    call = work.get(Call, call_id)
    if call.state is not CallState.DRAFT:
        raise UserError("Only a call in progress can be put on hold.")
    return work.change(call, state=CallState.HELD, held_since=work.now)


@command("Take call off hold")
def resume_call(work: Work, /, call_id: str) -> Call:
    """The caller is back; the time on hold is not counted as talking."""
    call = work.get(Call, call_id)
    return work.change(call, state=CallState.DRAFT, held_seconds=held_until(call, work.now), held_since=None)


def held_until(call: Call, now: datetime) -> int:
    """Seconds on hold so far, those of a hold that still lasts among them."""
    lasting = int((now - call.held_since).total_seconds()) if call.held_since else 0
    return call.held_seconds + max(0, lasting)


def talked(call: Call, now: datetime) -> int:
    """Seconds of talking up to `now`, or to the end of a call that has ended."""
    until = call.ended_at or now
    held = call.held_seconds if call.ended_at else held_until(call, now)
    return max(0, int((until - (call.started_at or until)).total_seconds()) - held)


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
    ended_at: datetime | None = None,
    **values: Any,  # noqa: ANN401
) -> Call:
    """The phone goes down: the call is complete, its message sent and its promised call-back set, in one step.

    `message` is what the social worker `message_for` needs to do. Minutes are rounded up, at least one, unless a
    person wrote them. `ended_at` is for a call that was left lying; it never lies before the start.
    """
    call = work.change(work.get(Call, call_id), **values)
    if call.state is CallState.DONE:
        raise UserError("This call has already ended.", "Change it in the list of calls.")
    whom = message_for or call.message_for or call.worker_id
    if message.strip() and not whom:
        raise UserError("The message has nobody to go to.", "Choose a social worker.", "message_for")
    ended = max(ended_at or work.now, call.started_at or work.now)
    call = call.but(held_seconds=held_until(call, ended), held_since=None)
    minutes = call.minutes or max(1, -(-talked(call, ended) // 60))
    call = work.change(
        work.get(Call, call_id), state=CallState.DONE, ended_at=ended, minutes=minutes, held_since=None,
        held_seconds=call.held_seconds, outcome=call.outcome or _outcome(message, call_back_by),
    )  # fmt: skip
    if message.strip():
        send_message(
            work, call_id=call.id, family_id=call.family_id, worker_id=whom, what=message, who=call.caller,
            number=call.number, by_when=by_when, urgent=is_urgent(call),
        )  # fmt: skip
    if call_back_by is not None:
        work.add(
            CallBack(
                family_id=call.family_id, about_call_id=call.id, person_id=call.person_id, worker_id=call.worker_id,
                who=call.caller, number=call.number, about=" ".join(call.note.split())[:120], by_when=call_back_by,
            )
        )  # fmt: skip
    _keep_promises(work, call)
    return call


def _outcome(message: str, call_back_by: datetime | None) -> Outcome | None:
    """What can be seen from what was done; nothing is guessed otherwise."""
    if message.strip():
        return Outcome.MESSAGE
    return Outcome.CALL_BACK if call_back_by is not None else None


def is_urgent(call: Call) -> bool:
    """Harm not ruled out by a person, or the clock runs today. Unsorted with a safeguarding word counts too."""
    if call.harm in (Harm.YES, Harm.NOT_SURE) or call.clock is ClockToday.TODAY:
        return True
    return bool(call.prompted) and call.harm is Harm.NOT_SORTED


NOT_REACHED = (Outcome.NO_ANSWER, Outcome.VOICEMAIL)


def _keep_promises(work: Work, call: Call) -> None:
    """Ringing someone back keeps the promise to ring them; nobody there is one more try, with its time."""
    if call.direction is not Direction.OUT:
        return
    promises = work.find(CallBack, person_id=call.person_id, done_at=None) if call.person_id else []
    kept = work.peek(CallBack, call.keeps) if call.keeps else None
    if kept is not None and kept.done_at is None and kept.id not in [one.id for one in promises]:
        promises.append(kept)
    for promise in promises:
        if promise.about_call_id == call.id:
            continue
        if call.outcome in NOT_REACHED:
            tried(work, promise.id, outcome=call.outcome.words())
        else:
            work.change(promise, done_at=work.now, outcome="rang back")


@command("Throw call away")
def discard_call(work: Work, /, call_id: str) -> Call:
    """A call opened by mistake; undo brings it back."""
    return work.remove(work.get(Call, call_id))
