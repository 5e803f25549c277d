"""What is written in the diary, at meetings, on pathways, in checks, referrals, help and papers is on the timeline."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from desktop_app.commands.facts import add_fact
from desktop_app.records.check_words import CheckState, ReferralState
from desktop_app.records.checks import AgencyCheck, Help, Referral
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.documents import Document, DocumentState
from desktop_app.records.families import Family
from desktop_app.records.meetings import Meeting
from desktop_app.records.pathway import Step
from desktop_app.records.people import Person
from desktop_app.records.words import EntryKind, StepKind
from desktop_app.vault.queries.timeline import timeline

if TYPE_CHECKING:
    from desktop_app.desk import Desk

DAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 10, tzinfo=UTC)


def test_each_work_adds_its_own_lines_in_its_group(desk: Desk) -> None:
    add = lambda item: desk.do(add_fact, item).result()  # noqa: E731
    family = add(Family(name="Nash")).id
    leo = add(Person(given="Leo")).id
    visit = {"starts_at": AT, "ends_at": AT, "done_at": AT, "family_id": family}
    add(DiaryEntry(kind=EntryKind.HOME_VISIT, title="CIN visit", outcome="Seen alone", **visit))
    add(DiaryEntry(kind=EntryKind.CORE_GROUP, title="Core group", **visit))
    add(DiaryEntry(kind=EntryKind.BUSY, title="Busy", private=True, **visit))
    add(Meeting(family_id=family, title="Review conference", held_at=AT))
    add(Step(family_id=family, child_id=leo, kind=StepKind.VISIT, on=DAY, virtual=True))
    add(Step(family_id=family, child_id=leo, kind=StepKind.ICPC, on=DAY, late_because="chair ill"))
    check = {"family_id": family, "agency": "gp", "to": "Dr Mehta", "asked_on": DAY}
    add(AgencyCheck(state=CheckState.REPLIED, replied_on=DAY, reply="Seen in May.", **check))
    add(AgencyCheck(state=CheckState.DRAFTED, **check))
    add(Referral(family_id=family, to="Family Hub", state=ReferralState.ACCEPTED, moved_on=DAY))
    add(Help(family_id=family, what="Cot", pence=4250, given_on=DAY))
    add(Document(family_id=family, title="Assessment", state=DocumentState.APPROVED, moved_at=AT, moved_by="NC"))
    add(Document(family_id=family, title="Not yet", begun_at=AT))

    def said(group: str) -> dict[str, str]:
        return {one.headline: one.second for one in desk.read(timeline, family, group=group)}

    assert said("visits") == {"CIN visit": "Seen alone", "Visit: Leo": ""}
    meetings = said("meetings")
    assert {"Core group", "Review conference"} < set(meetings)
    assert "Late because: chair ill" in meetings.values()
    papers = said("papers")
    assert papers["GP: replied"] == "Seen in May."
    assert papers["Referral to Family Hub: accepted"] == ""
    assert papers["Cot"] == "£42.50"
    assert papers["Assessment"] == "Approved"
    assert len(papers) == 4
    assert len(desk.read(timeline, family)) == 9
