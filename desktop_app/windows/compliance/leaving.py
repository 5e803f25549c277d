"""Questions that leave as unsent emails: one about a deadline, or one letter with all of a social worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop_app import clock
from desktop_app.commands.chasing import ClockName
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.mail.draft import MARKING, draft_message
from desktop_app.exchange.mail.names import unlike
from desktop_app.exchange.mail.shapes import Address
from desktop_app.records.team import Team, Worker
from desktop_app.rules.chasing import Asked, Rung, digest, question
from desktop_app.rules.days import near_day
from desktop_app.vault.queries.compliance import Standing


def asked_of(one: Standing, today: date) -> Asked:
    """What a question says of a deadline: the child by first name, the family by number."""
    deadline, running = one.deadline, one.deadline.clock
    booked = ""
    if deadline.booked_at is not None:
        at = clock.local(deadline.booked_at)
        booked = f"A slot is booked for {near_day(at.date(), today)} at {at:%H:%M}."
    return Asked(
        running.rule.title, deadline.child, one.number, running.due.day, running.words(), running.due.why, booked
    )


def clock_name(one: Standing) -> ClockName:
    """The clock as the command names it."""
    running = one.deadline.clock
    return ClockName(
        running.family_id, running.child_id, running.rule.code, running.rule.title, running.started, running.due.day,
        running.rule.met_by,
    )  # fmt: skip


def chase_draft(one: Standing, rung: Rung, worker: Worker, team: Team | None, me: Worker | None) -> bytes:
    """One question as an unsent email. The manager's address is not kept: that one leaves without."""
    today = clock.today()
    before = [clock.local(asked.at).date() for asked in one.chases if asked.at is not None]
    manager = team.manager if team is not None and team.manager else "colleague"
    subject, text = question(rung, asked_of(one, today), worker.name, manager, me.name if me else "", before)
    to = [] if rung.manager or not worker.email else [Address(worker.name, worker.email)]
    return _draft(to, subject, text, me)


def digest_draft(rows: Sequence[Standing], worker: Worker, me: Worker | None) -> bytes:
    """Everything late and soon due of one social worker as one unsent email."""
    today = clock.today()
    subject, text = digest(worker.name, me.name if me else "", [asked_of(one, today) for one in rows], today)
    return _draft([Address(worker.name, worker.email)] if worker.email else [], subject, text, me)


def _draft(to: Sequence[Address], subject: str, text: str, me: Worker | None) -> bytes:
    sender = Address(me.name, me.email) if me is not None and me.email else None
    return draft_message(to, [], subject, text, from_address=sender, marking=MARKING, now=clock.now())


def keep_draft(folder: Path, name: str, draft: bytes) -> Path:
    """Write it under a name nobody has yet, without a word about anybody in it."""
    if not draft:
        raise UserError("There is nothing to write.")
    try:
        path = folder / unlike(f"{name}.eml", {one.name for one in folder.iterdir()})
        path.write_bytes(draft)
    except OSError:
        raise EnvironmentProblem(
            "The letter could not be written there.", "Nothing was recorded.", "Choose another folder."
        ) from None
    return path
