"""Minutes on a real vault: the network asked, notes kept, actions as tasks, clocks, signatures, amendments."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pytest

from desktop_app import clock
from desktop_app.commands import meetings
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.families import Family, Member
from desktop_app.records.meetings import Attendance, Meeting, MinuteSign
from desktop_app.records.people import Person
from desktop_app.records.team import Involvement, Professional
from desktop_app.records.words import MinuteState
from desktop_app.records.work import Task
from desktop_app.rules.working_days import add_working_days
from desktop_app.vault.queries.meetings import meeting_page, meeting_rows

WHOLE = """# Why the plan exists
neglect
# Visits since last time
three
# The child's view
Leo drew his house
# Family's update
fine
# The plan, item by item
goes on
# Next date
13 January
NC says hello
A: ring the GP @NC by 4 Jan 2027
"""


@pytest.fixture
def family(desk: Desk) -> str:
    family = desk.do(add_fact, Family(name="Kowalska")).result()
    for given, role, child in (("Anna", "mother", False), ("Leo", "son", True)):
        person = desk.do(add_fact, Person(given=given, surname="Kowalska")).result()
        desk.do(add_fact, Member(family_id=family.id, person_id=person.id, role=role, is_child=child)).result()
    one = desk.do(add_fact, Professional(name="Naomi Clarke", role="health visitor")).result()
    desk.do(add_fact, Involvement(family_id=family.id, professional_id=one.id)).result()
    return str(family.id)


def begun(desk: Desk, family: str, notes: str = "") -> Meeting:
    meeting = desk.do(meetings.start_meeting, family, "core_group").result()
    if notes:
        desk.do(meetings.keep_notes, meeting.id, notes).result()
    return meeting


def here(desk: Desk, meeting: Meeting) -> None:
    page = desk.read(meeting_page, meeting.id)
    assert page is not None
    for one in page.people:
        desk.do(meetings.set_presence, one.id, "present").result()


def test_everyone_around_the_family_is_asked_and_nobody_is_here_yet(desk: Desk, family: str):
    page = desk.read(meeting_page, begun(desk, family).id)
    assert page is not None
    assert [(one.name, one.initials, one.role, one.presence) for one in page.people] == [
        ("Anna Kowalska", "AK", "mother", ""),
        ("Naomi Clarke", "NC", "health visitor", ""),
    ]
    desk.undo().result()
    assert desk.read(lambda reader: reader.all(Attendance)) == []


def test_what_is_missing_keeps_it_from_the_chair_until_somebody_says_why(desk: Desk, family: str):
    meeting = begun(desk, family, "NC: hello\nA: ring the GP @NC\n")
    with pytest.raises(UserError, match=r"is empty"):
        desk.do(meetings.ready_for_chair, meeting.id).result()
    ready = desk.do(meetings.ready_for_chair, meeting.id, because="the chair asked for it today").result()
    assert ready.state is MinuteState.CHECKED


def test_actions_become_tasks_and_the_record_has_its_clock(desk: Desk, family: str):
    meeting = begun(desk, family, WHOLE)
    here(desk, meeting)
    desk.do(meetings.ready_for_chair, meeting.id).result()
    tasks = {task.title: task for task in desk.read(lambda reader: reader.all(Task, source_id=meeting.id))}
    action = tasks["ring the GP"]
    assert (action.waiting_on, str(action.due_on)) == ("NC", "2027-01-04")
    record = tasks["Send the record of the core group"]
    held = clock.local(meeting.held_at or datetime.now(clock.LONDON)).date()
    assert record.due_on == add_working_days(held, 10)
    desk.do(meetings.keep_notes, meeting.id, WHOLE + "A: write to school @AK by 5 Jan 2027\n").result()
    again = desk.do(meetings.ready_for_chair, meeting.id).result()
    assert again.state is MinuteState.CHECKED, "a changed draft is checked anew"
    titles = [task.title for task in desk.read(lambda reader: reader.all(Task, source_id=meeting.id))]
    assert sorted(titles) == ["Send the record of the core group", "ring the GP", "write to school"]


def test_signed_words_stay_and_an_amendment_only_follows(desk: Desk, family: str):
    meeting = begun(desk, family, WHOLE)
    here(desk, meeting)
    with pytest.raises(UserError, match="are draft, not checked"):
        desk.do(meetings.approve, meeting.id, by="Moira Stott").result()
    desk.do(meetings.ready_for_chair, meeting.id).result()
    desk.do(meetings.approve, meeting.id, by="Moira Stott").result()
    with pytest.raises(UserError, match="approved, so their words stay"):
        desk.do(meetings.keep_notes, meeting.id, "other words").result()
    desk.do(meetings.keep_notes, meeting.id, WHOLE + "Amendment: the date was 14 January\n").result()
    desk.do(meetings.sent, meeting.id).result()
    signs = desk.read(lambda reader: reader.all(MinuteSign, meeting_id=meeting.id))
    assert [(one.state, one.by) for one in signs] == [
        (MinuteState.CHECKED, "Ruth Ellery"),
        (MinuteState.APPROVED, "Moira Stott"),
        (MinuteState.SENT, "Ruth Ellery"),
    ]  # fmt: skip
    assert signs[1].hash == hashlib.sha256(WHOLE.encode()).hexdigest()
    record = [task for task in desk.read(lambda reader: reader.all(Task, source_id=meeting.id)) if task.rule]
    assert all(task.done_at is not None for task in record)


def test_the_next_meeting_of_its_kind_takes_up_the_open_actions(desk: Desk, family: str):
    first = begun(desk, family, WHOLE)
    here(desk, first)
    desk.do(meetings.ready_for_chair, first.id).result()
    page = desk.read(meeting_page, begun(desk, family).id)
    assert page is not None
    assert [task.title for task in page.last_time] == ["ring the GP"]


def test_the_list_is_read_in_pages(desk: Desk, family: str):
    for _ in range(5):
        begun(desk, family)
    first, more = desk.read(meeting_rows, limit=3)
    assert more is not None
    rest, end = desk.read(meeting_rows, after=more, limit=3)
    assert (len(first), len(rest), end) == (3, 2, None)
    assert len({one.id for one in [*first, *rest]}) == 5
    assert desk.read(meeting_rows, typed="nobody")[0] == []
