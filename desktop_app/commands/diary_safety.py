"""Who is alone in a home: out and safe, later than said, and the ladder when nobody has heard.

The ladder is a message's, so the alarm that watches messages rings for it, after sleep and restart as well.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.commands.base import Work, command
from desktop_app.commands.messages import acknowledge
from desktop_app.errors import UserError
from desktop_app.records.contacts import LadderStep, Message
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import MessageState
from desktop_app.rules.days import time_words

RUNGS = (0, 15, 30)
"""Minutes over: the assistant, duty, the manager."""
OPEN = (MessageState.WAITING, MessageState.SENT, MessageState.SEEN)


@command("Out and safe")
def out_and_safe(work: Work, /, entry_id: str, *, said_by: str = "") -> DiaryEntry:
    """The worker said they are out; an alarm that ran for it has its answer."""
    entry = work.get(DiaryEntry, entry_id)
    _stop(work, entry, said_by or work.actor)
    return work.change(entry, out_at=work.now)


@command("Out later")
def out_later(work: Work, /, entry_id: str, out_by: datetime) -> DiaryEntry:
    """The worker rang: it takes longer. The clock begins anew."""
    if out_by <= work.now:
        raise UserError("That time has passed already.", "Type when they expect to be out.", "out_by")
    entry = work.get(DiaryEntry, entry_id)
    _stop(work, entry, work.actor)
    return work.change(entry, out_by=out_by, out_at=None, alarm_id="")


def _stop(work: Work, entry: DiaryEntry, by: str) -> None:
    alarm = work.peek(Message, entry.alarm_id) if entry.alarm_id else None
    if alarm is not None and alarm.state in OPEN:
        acknowledge(work, alarm.id, by=by)


@command("Visit running over", undoable=False)
def visit_over(work: Work, /, entry_id: str, *, script: str = "") -> Message | None:
    """Nobody has said the worker is out: an urgent message whose ladder counts from the expected end.

    None when somebody has said so meanwhile, or the alarm runs already.
    """
    entry = work.get(DiaryEntry, entry_id)
    over = entry.out_by is not None and entry.out_by <= work.now
    if not over or entry.out_at or entry.done_at or entry.cancelled_at or entry.alarm_id or entry.removed_at:
        return None
    since = entry.out_by or work.now
    worker = work.peek(Worker, entry.workers[0]) if entry.workers else None
    worker = worker or Worker(name="The social worker")
    team = (work.peek(Team, worker.team_id) if worker.team_id else None) or Team()
    what = f"{worker.name} expected to be out of {entry.title or 'a visit'} at {time_words(since)}. {script}".strip()
    alarm = work.add(
        Message(
            family_id=entry.family_id, worker_id=worker.id, what=what, number=worker.phone, by_when=since, urgent=True,
            state=MessageState.SENT, sent_at=since,
        )
    )  # fmt: skip
    told = (
        (work.actor, worker.phone),
        (team.duty or "Duty", team.duty_phone),
        (team.manager or "Team manager", team.manager_phone),
    )
    for rung, ((whom, number), minutes) in enumerate(zip(told, RUNGS, strict=True)):
        work.add(
            LadderStep(
                family_id=entry.family_id, message_id=alarm.id, rung=rung, whom=whom, number=number,
                due_at=since + timedelta(minutes=minutes),
            )
        )  # fmt: skip
    work.change(entry, alarm_id=alarm.id)
    return alarm
