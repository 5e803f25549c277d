"""Minutes from the first key to the sent record: typed as a draft, then checked, approved, sent; afterwards amended."""

from __future__ import annotations

import hashlib
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.families import Family, Member
from desktop_app.records.meetings import Attendance, Meeting, MinuteSign
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Involvement, Professional, Worker
from desktop_app.records.words import MinuteState, TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.days import day_words
from desktop_app.rules.minutes import Minutes, Presence, here, read_minutes
from desktop_app.rules.minutes.ready import checks, is_ready
from desktop_app.rules.minutes.templates import Template, template

_ORDER = list(MinuteState)


@command("Start minutes")
def start_meeting(
    work: Work,
    /,
    family_id: str,
    kind: str,
    *,
    place: str = "",
    entry_id: str = "",
    **values: Any,  # noqa: ANN401
) -> Meeting:
    """A meeting begins now, with everyone around the family to be ticked as here."""
    family = work.get(Family, family_id)
    chosen = template(kind)
    work.title = f"Start minutes of {chosen.title.lower()}"
    before = [one for one in work.find(Meeting, family_id=family_id) if one.template == kind]
    meeting = work.add(
        Meeting(
            family_id=family.id, template=kind, title=chosen.title, held_at=work.now, place=place, entry_id=entry_id,
            before_id=max(before, key=lambda one: one.id).id if before else "",
        ).but(**values)
    )  # fmt: skip
    _ask_network(work, meeting)
    return meeting


def _ask_network(work: Work, meeting: Meeting) -> None:
    """The family's network as people who may be here: its social workers, adults, and professionals."""
    place = 0
    entry = work.peek(DiaryEntry, meeting.entry_id) if meeting.entry_id else None
    with_it = [one for one in work.find(Allocation, family_id=meeting.family_id) if one.until is None]
    workers = [*(entry.workers if entry else ()), *(one.worker_id for one in with_it)]
    for worker_id in dict.fromkeys(workers):
        worker = work.peek(Worker, worker_id)
        if worker is not None:
            _expect(work, meeting, worker.name, worker.initials, worker.role, place)
            place += 1
    for member in sorted(work.find(Member, family_id=meeting.family_id), key=lambda one: (one.place, one.id)):
        person = work.peek(Person, member.person_id)
        if person is not None and not member.is_child and not person.died:
            name = " ".join(filter(None, (person.given, person.surname)))
            _expect(work, meeting, name, _letters(name), member.role, place, person_id=person.id)
            place += 1
    for link in work.find(Involvement, family_id=meeting.family_id):
        one = work.peek(Professional, link.professional_id)
        if one is not None and link.until is None:
            role = link.role or one.role
            _expect(work, meeting, one.name, _letters(one.name), role, place, professional_id=one.id)
            place += 1


def _expect(
    work: Work, meeting: Meeting, name: str, initials: str, role: str, place: int,
    *, person_id: str = "", professional_id: str = "",
) -> None:  # fmt: skip
    work.add(
        Attendance(
            family_id=meeting.family_id, meeting_id=meeting.id, name=name, initials=initials, role=role, presence="",
            place=place, person_id=person_id, professional_id=professional_id,
        )
    )  # fmt: skip


def _letters(name: str) -> str:
    return "".join(word[0].upper() for word in name.replace("-", " ").split() if word[0].isalpha())[:3]


@command("Type minutes")
def keep_notes(work: Work, /, meeting_id: str, notes: str) -> Meeting:
    """What is typed, as it is typed. After approval the approved words stay and more can only follow them."""
    meeting = work.get(Meeting, meeting_id)
    if meeting.state in (MinuteState.APPROVED, MinuteState.SENT) and not notes.startswith(meeting.notes):
        raise UserError(
            "These minutes are approved, so their words stay as they are.", "Write the amendment below the last line."
        )
    values: dict[str, Any] = {"notes": notes}
    if meeting.state is MinuteState.CHECKED and notes != meeting.notes:
        values["state"] = MinuteState.DRAFT
    return work.change(meeting, **values)


@command("Attendance")
def set_presence(work: Work, /, attendance_id: str, presence: str) -> Attendance:
    """Here, apologies, for a part, not here; empty takes it back."""
    if presence and presence not in [str(one) for one in Presence]:
        raise UserError(f"“{presence}” is no way to attend.")
    return work.change(work.get(Attendance, attendance_id), presence=presence)


@command("Ready for the chair")
def ready_for_chair(work: Work, /, meeting_id: str, *, because: str = "") -> Meeting:
    """Checked: its actions become tasks, the clocks of its kind start. `because`: why, where something lacks."""
    meeting = work.get(Meeting, meeting_id)
    _demand_state(meeting, MinuteState.DRAFT)
    found = read(work, meeting)
    looked = checks(found, meeting.notes, template(meeting.template))
    if not is_ready(looked) and not because.strip():
        missing = next(one.words for one in looked if not one.right)
        raise UserError(f"{missing}.", "Mend it, or say why it goes to the chair as it is.", "because")
    _keep_actions(work, meeting, found)
    _start_clocks(work, meeting, template(meeting.template))
    return _sign(work, meeting, MinuteState.CHECKED, ended_at=meeting.ended_at or work.now)


@command("Approve minutes")
def approve(work: Work, /, meeting_id: str, *, by: str) -> Meeting:
    """The chair agrees to the words as they stand."""
    if not by.strip():
        raise UserError("Who approved them?", "The chair's name stands with the minutes.", "by")
    meeting = work.get(Meeting, meeting_id)
    _demand_state(meeting, MinuteState.CHECKED)
    return _sign(work, meeting, MinuteState.APPROVED, by=by.strip())


@command("Minutes sent")
def sent(work: Work, /, meeting_id: str) -> Meeting:
    """They went to everyone who gets them; the clock of the record stops."""
    meeting = work.get(Meeting, meeting_id)
    _demand_state(meeting, MinuteState.APPROVED)
    for task in work.find(Task, source_id=meeting.id):
        if task.rule and task.done_at is None:
            work.change(task, done_at=work.now)
    return _sign(work, meeting, MinuteState.SENT)


def read(work: Work, meeting: Meeting) -> Minutes:
    """A meeting's notes as they are understood, with the people ticked as here."""
    people = sorted(work.find(Attendance, meeting_id=meeting.id), key=lambda one: (one.place, one.id))
    return read_minutes(meeting.notes, clock.local(meeting.held_at or work.now), here(people))


def _demand_state(meeting: Meeting, state: MinuteState) -> None:
    if meeting.state is not state:
        raise UserError(
            f"These minutes are {meeting.state.words()}, not {state.words()}.",
            f"The order is {', '.join(one.words() for one in _ORDER)}.",
        )


def _keep_actions(work: Work, meeting: Meeting, found: Minutes) -> None:
    """Each action as a task of Today; the ones of an earlier check are kept where they say the same."""
    there = {task.title: task for task in work.find(Task, source_id=meeting.id) if not task.rule}
    for action in found.actions:
        if there.pop(action.text, None) is not None:
            continue
        held = clock.local(meeting.held_at or work.now).date()
        work.add(
            Task(
                family_id=meeting.family_id, source_id=meeting.id, kind=TaskKind.WAITING_FOR, title=action.text,
                waiting_on=action.owner, due_on=action.due, asked_on=held,
                why=f"Action of the {meeting.title.lower()} on {day_words(held)}.",
            )
        )  # fmt: skip
    for left in there.values():
        if left.done_at is None:
            work.remove(left)


def _start_clocks(work: Work, meeting: Meeting, chosen: Template) -> None:
    """The decision letter and the record are due so many working days after the meeting."""
    held = clock.local(meeting.held_at or work.now).date()
    running = {task.rule for task in work.find(Task, source_id=meeting.id)}
    for rule, title, days in (
        ("CONF-DEC", "Send the decision letter", chosen.decisions),
        ("CONF-MIN", f"Send the record of the {meeting.title.lower()}", chosen.record),
    ):
        if days and rule not in running:
            due = chosen.due(held, days)
            work.add(
                Task(
                    family_id=meeting.family_id, source_id=meeting.id, kind=TaskKind.DOCUMENT, title=title, rule=rule,
                    due_on=due, why=f"{days} working day{'' if days == 1 else 's'} after {day_words(held)}.",
                )
            )  # fmt: skip


def _sign(work: Work, meeting: Meeting, state: MinuteState, *, by: str = "", **values: Any) -> Meeting:  # noqa: ANN401
    print_of = hashlib.sha256(meeting.notes.encode("utf-8")).hexdigest()
    work.add(
        MinuteSign(
            family_id=meeting.family_id, meeting_id=meeting.id, state=state, at=work.now, by=by or work.actor,
            hash=print_of,
        )
    )  # fmt: skip
    return work.change(meeting, state=state, **values)
