"""What the papers of a call need, read from the vault: runs on a thread, since it is built before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.records.contacts import Call, LadderStep, Message
from desktop_app.records.families import Family
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.records.words import Direction
from desktop_app.vault.queries.contacts import CallPage, call_page
from desktop_app.windows.calls.family_facts import FamilyFacts

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.papers.call_sheet import CallRow, CallSheet, StepRow
    from desktop_app.papers.message_slip import SlipRow
    from desktop_app.papers.model import Paper
    from desktop_app.vault.reader import Reader


def sheet_of(desk: Desk, call_id: str, facts: FamilyFacts | None) -> Paper:
    """The sheet of one call; `facts` give what its caller may be told."""
    from desktop_app.papers.call_sheet import call_sheet
    from desktop_app.papers.making import Making

    sheet = desk.read_later(_sheet, call_id, facts).result()
    return call_sheet(sheet, Making(desk.actor, clock.now()))


def _sheet(reader: Reader, call_id: str, facts: FamilyFacts | None) -> CallSheet:
    from desktop_app.papers import call_sheet as paper

    page = call_page(reader, call_id)
    if page is None:
        raise UserError("This call is no longer in the vault.")
    call = page.call
    telling = paper.TellingRow()
    if facts is not None and facts.page.family.id == call.family_id:
        advice = facts.advice(call.person_id, clock.today(), professional=bool(call.professional_id))
        telling = paper.TellingRow(advice.do_not, advice.may, advice.why, advice.checked)
    message = None
    for one in page.messages[:1]:
        steps = sorted((step for step in page.steps if step.message_id == one.id), key=lambda step: step.rung)
        message = paper.MessageRow(
            _worker(reader, one.worker_id), one.what, one.by_when, one.urgent, one.sent_at, one.acknowledged_at,
            one.acknowledged_by, tuple(_step(step) for step in steps),
        )  # fmt: skip
    return paper.CallSheet(_row(reader, page), telling, message)


def _step(step: LadderStep) -> StepRow:
    from desktop_app.papers.call_sheet import StepRow

    return StepRow(step.whom, step.number, step.channel, step.due_at, step.told_at, step.note)


def _row(reader: Reader, page: CallPage) -> CallRow:
    from desktop_app.commands.calls import is_urgent
    from desktop_app.papers.call_sheet import CallRow

    call, family = page.call, page.family
    about = reader.among(Person, "id", list(call.about))
    return CallRow(
        caller=call.caller, relation=call.relation, family=family.name if family else "",
        family_reference=family.number if family else "", social_worker=page.worker.name if page.worker else "",
        started_at=call.started_at, minutes=call.minutes,
        direction="they rang" if call.direction is Direction.IN else "we rang", channel=call.channel.words(),
        number=call.number, reason=call.reason.words() if call.reason else "",
        outcome=call.outcome.words() if call.outcome else "", note=call.note, harm=call.harm.words(),
        clock=call.clock.words(), prompted=call.prompted, word_given=call.word_given, taken_by=call.taken_by,
        about=tuple(one.known_as or one.given or one.surname for one in about), raised=is_urgent(call),
    )  # fmt: skip


def slip_of(desk: Desk, message_id: str) -> Paper:
    """The slip of one message."""
    from desktop_app.papers.making import Making
    from desktop_app.papers.message_slip import message_slip

    slip = desk.read_later(_slip, message_id).result()
    return message_slip(slip, Making(desk.actor, clock.now()))


def _slip(reader: Reader, message_id: str) -> SlipRow:
    from desktop_app.papers.message_slip import SlipRow

    message = reader.get(Message, message_id)
    if message is None:
        raise UserError("This message is no longer in the vault.")
    call = reader.get(Call, message.call_id) if message.call_id else None
    family = reader.get(Family, message.family_id) if message.family_id else None
    return SlipRow(
        to=_worker(reader, message.worker_id), who=message.who, what=message.what, number=message.number,
        family=family.name if family else "", reference=family.number if family else "", by_when=message.by_when,
        taken_at=call.started_at if call else message.sent_at, taken_by=call.taken_by if call else "",
        urgent=message.urgent,
    )  # fmt: skip


def _worker(reader: Reader, worker_id: str) -> str:
    worker = reader.get(Worker, worker_id) if worker_id else None
    return worker.name if worker else ""
