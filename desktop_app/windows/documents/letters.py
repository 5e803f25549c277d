"""Letters to a family from the record: whom to write to, what is known for the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.papers.letters import LetterTo, letter_paper
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.meetings import Attendance, Meeting
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.records.work import Task
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.documents.letters import letters
from desktop_app.rules.minutes import LineKind, here, read_minutes, without_restricted
from desktop_app.vault.queries.checks import home_of, worker_of
from desktop_app.vault.queries.families import FamilyPage, family_page
from desktop_app.vault.reader import Reader
from desktop_app.windows.documents.leaving import read_here


@dataclass(frozen=True, slots=True)
class _About:
    """What the record of a letter says: its family, words for the sentences, and a list."""

    family_id: str
    values: dict[str, str]
    listed: tuple[str, ...] = ()
    worker_id: str = ""


def letter_of(desk: Desk, kind: str, record_id: str, *, easy: bool = False) -> Paper:
    """A letter of this kind to the first parent or carer of the record's family."""
    letter = letters()[kind]

    def read(reader: Reader) -> Paper:
        about = _READ[letter.of](reader, record_id)
        page = family_page(reader, about.family_id) if about is not None else None
        if about is None or page is None:
            raise UserError(
                f"There is no such {letter.of.replace('_', ' ')} of a family in this vault.", "Give the id of one."
            )
        return letter_paper(letter, _to(reader, page, about), Making(desk.actor, clock.now()), easy=easy)

    return read_here(desk, read)


def _to(reader: Reader, page: FamilyPage, about: _About) -> LetterTo:
    """The first adult of the family, at their home unless it is held back."""
    members = sorted(page.members, key=lambda one: (one.place, one.id))
    grown = [page.people[one.person_id] for one in members if not one.is_child and one.person_id in page.people]
    living = [one for one in grown if not one.died]
    to = living[0] if living else None
    home, _held = home_of(reader, page.family.id, [to.id], clock.today()) if to is not None else (None, False)
    own = any(one.hold_back for one in page.addresses.get(to.id, [])) if to is not None else False
    address = "" if home is None or own else "\n".join(part for part in (home.lines, home.postcode) if part)
    worker = (reader.get(Worker, about.worker_id) if about.worker_id else None) or worker_of(reader, page.family.id)
    team = page.teams.get(worker.team_id) if worker is not None else None
    theirs = _children_of(page, to.id) if to is not None else set()
    children = [page.people[one.person_id] for one in members if one.is_child and one.person_id in theirs]
    names = [one.known_as or one.given or "your unborn baby" for one in children]
    values = {"children": _listed(names)} | about.values
    return LetterTo(
        _name(to) if to is not None else "", address, page.family.number, worker.name if worker else "",
        team.name if team else "", worker.phone if worker else "",
        to.language if to is not None and to.interpreter else "", about.listed, values,
    )  # fmt: skip


def _children_of(page: FamilyPage, person_id: str) -> set[str]:
    """The children this adult is a parent of or lives with: a letter names no others, such as a former partner's."""
    homes = {one.household_id for one in page.livings if one.person_id == person_id and one.until is None}
    beside = {one.person_id for one in page.livings if one.household_id in homes and one.until is None}
    return {one.child_id for one in page.parents if one.parent_id == person_id} | (beside & set(page.people))


def _name(person: Person) -> str:
    return " ".join(part for part in (person.title, person.given, person.surname) if part)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _meeting(reader: Reader, record_id: str) -> _About | None:
    """A meeting's decisions, none of its restricted part."""
    meeting = reader.get(Meeting, record_id)
    if meeting is None or meeting.held_at is None:
        return None
    people = sorted(reader.all(Attendance, meeting_id=meeting.id), key=lambda one: (one.place, one.id))
    held = clock.local(meeting.held_at)
    found = read_minutes(without_restricted(meeting.notes), held, here(people))
    decisions = tuple(line.words for line in found.of(LineKind.DECISION))
    values = {"day": day_words(held.date(), year=True), "what": meeting.title, "place": meeting.place}
    return _About(meeting.family_id, values, decisions)


def _entry(reader: Reader, record_id: str) -> _About | None:
    entry = reader.get(DiaryEntry, record_id)
    if entry is None or not entry.family_id or entry.private:
        return None
    starts = clock.local(entry.starts_at) if entry.starts_at else None
    day = starts.date() if starts else entry.first_day
    values = {
        "what": entry.title, "place": entry.place, "time": time_words(starts) if starts else "",
        "day": day_words(day, year=True) if day else "",
    }  # fmt: skip
    return _About(entry.family_id, values, (), entry.workers[0] if entry.workers else "")


def _task(reader: Reader, record_id: str) -> _About | None:
    task = reader.get(Task, record_id)
    if task is None or not task.family_id:
        return None
    due = day_words(task.due_on, year=True) if task.due_on else ""
    return _About(task.family_id, {"what": task.title, "day": due}, (), task.worker_id)


_READ = {"meeting": _meeting, "diary_entry": _entry, "task": _task}
