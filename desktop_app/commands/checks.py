"""Agency checks: asking several agencies at once, letters going out, chasing, replies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.tasks import note_printed
from desktop_app.errors import UserError
from desktop_app.records.check_words import CheckState
from desktop_app.records.checks import AgencyCheck, CheckSet
from desktop_app.records.contacts import Email
from desktop_app.records.families import Family
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import TaskKind
from desktop_app.records.work import Printed, Task
from desktop_app.rules.chasing import LADDER
from desktop_app.rules.checks import CHASE_DAYS, OPEN, agency_kind, demand_basis, reply_by
from desktop_app.rules.days import counted, often
from desktop_app.rules.working_days import add_working_days


@command("Ask agencies")
def ask_agencies(work: Work, /, asked: CheckSet, checks: Sequence[AgencyCheck]) -> list[AgencyCheck]:
    """One round of checks, each still to be sent. UserError without a legal basis, or with nobody to ask about."""
    today = clock.local(work.now).date()
    work.get(Family, asked.family_id)
    demand_basis(
        asked.basis, consent_by=asked.consent_by, consent_on=asked.consent_on, ground=asked.ground,
        reason=asked.reason, today=today,
    )  # fmt: skip
    if not checks:
        raise UserError("No agency is ticked.", "Tick the agencies that are to be asked.", "agencies")
    for one in checks:
        if not one.about:
            title = agency_kind(one.agency).title
            raise UserError(
                f"Nobody is named in the letter to {title}.", "Tick a child it may be asked about.", "about"
            )
    work.title = f"Ask {counted(len(checks), 'agency', 'agencies')}"
    kept = work.add(asked.but(made_at=work.now))
    return [
        work.add(
            one.but(
                family_id=asked.family_id, worker_id=asked.worker_id, set_id=kept.id, asked_on=today,
                due_on=one.due_on or reply_by(agency_kind(one.agency), asked.basis, today)[0],
                state=CheckState.DRAFTED,
            )
        )
        for one in checks
    ]  # fmt: skip


@command("Letters sent")
def letters_left(work: Work, /, check_ids: Sequence[str]) -> list[AgencyCheck]:
    """The letters left the vault: from today the replies are waited for, as many days as were meant."""
    today = clock.local(work.now).date()
    left = []
    for check_id in check_ids:
        check = work.get(AgencyCheck, check_id)
        if check.state not in OPEN:
            raise UserError("A check that is answered or withdrawn is not sent again.")
        if check.state is CheckState.DRAFTED:
            asked = work.get(CheckSet, check.set_id)
            due = check.due_on
            if check.asked_on is not None and check.asked_on < today:  # made on one day, sent on another
                due = reply_by(agency_kind(check.agency), asked.basis, today)[0]
            check = work.change(check, state=CheckState.SENT, asked_on=today, left_at=work.now, due_on=due)
        left.append(check)
    return left


@command("Letters in the print register", undoable=False)
def register_letters(work: Work, /, papers: Sequence[Printed]) -> list[Printed]:
    """Each letter that became a file, in the register: what left can't be undone."""
    return [note_printed(work, one) for one in papers]


@command("Chase check")
def chase_check(work: Work, /, check_id: str) -> AgencyCheck:
    """The agency was asked again today and has some days more. Never about a check that is answered.

    From the last rung of the chase ladder on the manager is told too, by a follow-up in Today.
    """
    check = work.get(AgencyCheck, check_id)
    today = clock.local(work.now).date()
    if check.state is not CheckState.SENT:
        raise UserError(
            "That letter has not left yet." if check.state is CheckState.DRAFTED else "That check is answered already.",
            "Nobody was chased.",
        )
    if check.chased_on == today:
        raise UserError("They were chased today already.", "Nobody is chased twice on one day.")
    due = max(check.due_on or today, add_working_days(today, CHASE_DAYS))
    chased = work.change(check, chased=check.chased + 1, chased_on=today, due_on=due)
    if chased.chased >= len(LADDER):
        _tell_manager(work, chased, today)
    return chased


def _tell_manager(work: Work, check: AgencyCheck, today: date) -> None:
    """The last rung of the ladder: somebody with more weight rings them. Said once."""
    if work.find(Task, source_id=check.id):
        return
    worker = work.peek(Worker, check.worker_id)
    team = work.peek(Team, worker.team_id) if worker is not None else None
    manager = team.manager if team is not None and team.manager else "the manager"
    work.add(
        Task(
            family_id=check.family_id, worker_id=check.worker_id, source_id=check.id, kind=TaskKind.FOLLOW_UP,
            title=f"Tell {manager}: {agency_kind(check.agency).title} does not reply",
            why=f"Chased {often(check.chased)}. {check.to}".strip(), due_on=today,
        )
    )  # fmt: skip


@command("Reply to a check")
def reply_came(
    work: Work, /, check_id: str, *, reply: str, on: date, by: str = "", email_id: str = "",
    nothing_known: bool = False,
) -> AgencyCheck:  # fmt: skip
    """What the agency answered, who and when. Nothing known is an answer too and needs no words."""
    check = work.get(AgencyCheck, check_id)
    if not reply.strip() and not nothing_known and not email_id:
        raise UserError("What did they answer?", "Type it, attach the email, or say that nothing is known.", "reply")
    if on > clock.local(work.now).date():
        raise UserError("That day has not come yet.", "Say the day on which the reply came.", "on")
    if email_id and work.get(Email, email_id).family_id != check.family_id:
        raise UserError("That email is filed to another family.", "Move it to this family first.", "email_id")
    return work.change(
        check, state=CheckState.NOTHING_KNOWN if nothing_known else CheckState.REPLIED, reply=reply.strip(),
        replied_on=on, replied_by=by.strip() or check.to, email_id=email_id,
    )  # fmt: skip


@command("Withdraw check")
def withdraw_check(work: Work, /, check_id: str) -> AgencyCheck:
    """Nobody waits for the reply any more."""
    check = work.get(AgencyCheck, check_id)
    if check.state not in OPEN:
        raise UserError("That check is closed already.")
    return work.change(check, state=CheckState.WITHDRAWN)


@command("Move check")
def move_check(work: Work, /, check_id: str, due_on: date) -> AgencyCheck:
    """Another day to reply by."""
    return work.change(work.get(AgencyCheck, check_id), due_on=due_on)
