"""Follow-ups, things waited for, visits, and putting an item of Today higher or lower with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.records.work import Printed, RankOverride, Task, TextPiece


@command("Add task")
def add_task(work: Work, /, task: Task) -> Task:
    """Something to do or to wait for."""
    if not task.title.strip():
        raise UserError("The task has no words yet.", "Say what is to be done.", "title")
    work.title = f"Add {task.kind.words()}"
    return work.add(task)


@command("Change task")
def change_task(work: Work, /, task_id: str, **values: Any) -> Task:  # noqa: ANN401
    """Another day, another person, other words."""
    return work.change(work.get(Task, task_id), **values)


@command("Task done")
def task_done(work: Work, /, task_id: str, *, outcome: str = "") -> Task:
    """It leaves Today."""
    return work.change(work.get(Task, task_id), done_at=work.now, outcome=outcome)


@command("Chase")
def chase(work: Work, /, task_id: str, *, next_due: Any = None) -> Task:  # noqa: ANN401
    """What is waited for was asked for again. Never about something done."""
    task = work.get(Task, task_id)
    if task.done_at is not None:
        raise UserError("That is already done, so nobody was chased.")
    values: dict[str, Any] = {"chased": task.chased + 1}
    if next_due is not None:
        values["due_on"] = next_due
    return work.change(task, **values)


@command("Rank by hand")
def set_rank(
    work: Work,
    /,
    item_id: str,
    *,
    urgent: int,
    important: int,
    reason: str,
    family_id: str = "",
    until: datetime | None = None,
) -> RankOverride:
    """A person puts an item of Today where it belongs; the reason stands beside it."""
    if not reason.strip():
        raise UserError("Why is it more or less pressing?", "A few words are enough; they stand beside it.", "reason")
    for old in work.find(RankOverride, item_id=item_id):
        work.remove(old)
    return work.add(
        RankOverride(
            family_id=family_id,
            item_id=item_id,
            urgent=urgent,
            important=important,
            reason=reason.strip(),
            until=until,
        )
    )


@command("Rank by rule")
def clear_rank(work: Work, /, item_id: str) -> None:
    """The rule decides again."""
    for old in work.find(RankOverride, item_id=item_id):
        work.remove(old)


@command("Print", undoable=False)
def note_printed(work: Work, /, printed: Printed) -> Printed:
    """A paper left the machine: register and audit."""
    before = work.find(Printed, paper=printed.paper, about_id=printed.about_id)
    kept = work.add(
        printed.but(printed_at=work.now, printed_by=work.actor, copy=max((one.copy for one in before), default=0) + 1)
    )
    work.note("print", kept, f"{printed.paper}, copy {kept.copy}, {printed.pages} pages")
    return kept


@command("Paper back")
def paper_back(work: Work, /, printed_id: str, **values: Any) -> Printed:  # noqa: ANN401
    """A paper was returned, shredded, or went somewhere."""
    return work.change(work.get(Printed, printed_id), **values)


@command("Set up team")
def set_up_team(work: Work, /, me: str, team: Team, workers: list[Worker]) -> Worker:
    """First start: who I am, my team and the social workers I work for. Gives me."""
    kept_team = work.add(team)
    for place, worker in enumerate(workers):
        work.add(worker.but(team_id=worker.team_id or kept_team.id, place=place))
    return work.add(Worker(name=me, initials=initials(me), role="personal assistant", mine=False, is_me=True))


@command("Allocate family")
def allocate(work: Work, /, family_id: str, worker_id: str, *, role: str = "social worker") -> Allocation:
    """A family goes to a worker from today; two at once are possible."""
    for there in work.find(Allocation, family_id=family_id, worker_id=worker_id, until=None):
        return there
    return work.add(Allocation(family_id=family_id, worker_id=worker_id, role=role, since=work.now.date()))


@command("End allocation")
def end_allocation(work: Work, /, allocation_id: str) -> Allocation:
    """The worker no longer has the family."""
    return work.change(work.get(Allocation, allocation_id), until=work.now.date())


@command("Keep text piece")
def keep_text_piece(work: Work, /, piece: TextPiece) -> TextPiece:
    """A few letters after a semicolon that become a sentence."""
    trigger = piece.trigger.strip().lstrip(";").lower()
    if not trigger or not piece.text.strip():
        raise UserError("A text piece needs its letters and its sentence.", field="trigger")
    for old in work.find(TextPiece, trigger=trigger):
        return work.change(old, text=piece.text, team_id=piece.team_id)
    return work.add(piece.but(trigger=trigger))


def initials(name: str) -> str:
    """Up to three initials of a name."""
    return "".join(part[0] for part in name.replace("-", " ").split() if part)[:3].upper()
