"""Raw minutes as they are typed: actions with owner and day, decisions, people, speakers, and nothing made up."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import clock
from desktop_app.rules.minutes import Attendee, LineKind, Presence, read_minutes

NOW = datetime(2026, 12, 2, 14, tzinfo=clock.LONDON)  # a Wednesday
HEAD = "Present: Naomi Clarke (NC, social worker), Jo Ahmed (HV); Mrs Patel - Albany school, Anna Kowalska (mum)\n"

# line | words | owner | due or what is wrong
ACTIONS = """
A: ring GP about appointment @NC by 4 Dec|ring GP about appointment|NC|2026-12-04
A: letter to housing @NC|letter to housing|NC|no date
A: book room for review on 12 Jan @PA|book room for review on 12 Jan|PA|no date
A: book room for review on 12 Jan @PA by Monday|book room for review on 12 Jan|PA|2026-12-07
action: school to send attendance by 11/12|send attendance|school|2026-12-11
Action - NC to visit unannounced before Christmas|visit unannounced before Christmas|NC|“before Christmas” is no date
A: HV to weigh Mia within 10 working days|weigh Mia|HV|2026-12-16
A: ring mum by phone @NC by Fri|ring mum by phone|NC|2026-12-04
A: send report @HV 4 Dec|send report|HV|2026-12-04
A: chase police re: disclosure by end of the month|chase police re: disclosure|None|2026-12-31
A: Mrs Patel to check free school meals by 8th Dec|check free school meals|Mrs Patel|2026-12-08
A: send minutes @NC and @HV by 16 Dec|send minutes|NC, HV|2026-12-16
A: send minutes @NC & HV by 16 Dec|send minutes|NC, HV|2026-12-16
A: share plan by the next core group @NC|share plan by the next core group|NC|“the next core group” is no date
A NC: refer to Early Help by 9/12/26|refer to Early Help|NC|2026-12-09
A: talk to Leo (NC) by tomorrow|talk to Leo|NC|2026-12-03
A: refer to CAMHS - NC - 10 Dec|refer to CAMHS|NC|2026-12-10
A: ring dentist | HV | 9 Dec|ring dentist|HV|2026-12-09
a: get birth certificate @mum by 18 dec|get birth certificate|mum|2026-12-18
NC says fine A: ring nan @NC by Fri|ring nan|NC|2026-12-04
A: Mum to bring Leo's passport by 5pm Friday|bring Leo's passport|Mum|2026-12-04
A: @HV to review sleep plan, by 14th December 2026.|review sleep plan|HV|2026-12-14
A: Invite FGC co-ordinator. Owner: NC. Deadline: 7 Dec|Invite FGC co-ordinator|NC|2026-12-07
A: do the thing asap @NC|do the thing asap|NC|“asap” is no date
A: send chronology @HV by next Friday|send chronology|HV|Which week is meant? Fri 4 Dec 2026 or Fri 11 Dec 2026?
A: Book room ¦ TBC ¦|Book room|None|no date
A: 1 ¦ Ring school ¦ HV ¦ 4 Dec|Ring school|HV|2026-12-04
A: Ring school ¦ Jo Ahmed ¦ next core group|Ring school|Jo Ahmed|“next core group” is no date
A: Ring school ¦ ¦ ASAP|Ring school|None|“ASAP” is no date
A: CIN to continue as now|CIN to continue as now|None|no date
A: PEP to be updated by 9 Dec|PEP to be updated|None|2026-12-09
A: update plan (CP)|update plan (CP)|None|no date
A: send out letter dated 4 Dec @NC|send out letter dated 4 Dec|NC|no date
A: refer to CAMHS, lead: TBC|refer to CAMHS, lead: TBC|None|no date
A: Probation officer to ring NC by 9 Dec|ring NC|Probation officer|2026-12-09
A: Cllr Shah to write by Monday|write|Cllr Shah|2026-12-07
- A: Jo to send red book copies by Thursday week|send red book copies|Jo|2026-12-10
1. Action 3: NC to update plan by w/c 7 Dec|update plan|NC|“w/c 7 Dec” is no single day
"""


@pytest.mark.parametrize("line", ACTIONS.split("\n")[1:-1])
def test_actions_have_the_right_owner_and_day(line: str):
    typed, words, owner, due = line.rsplit("|", 3)
    typed = typed.replace("¦", "|")
    (action,) = read_minutes(HEAD + typed, NOW).actions
    assert (action.text, action.owner or "None", action.line) == (words, owner, 2)
    if due.startswith("2026"):
        assert action.due == date.fromisoformat(due)
    else:
        assert action.due is None
        assert due in action.problems
    assert ("no owner" in action.problems) == (owner == "None")


@pytest.mark.parametrize(
    "line",
    [
        "HV: vitamin A: five drops a day",
        "NC will act on the action plan",
        "Actions: none",
        "A: nil",
        "A:",
        "mum asked what the decision was",
        "Agreed with mum that school stays",
        "a: first option, b: second option",
        "At 4pm she left",
        "Plan A: not needed now",
        "A level results came",
        "By 4 Dec @NC",
    ],
)
def test_nothing_is_made_up(line: str):
    found = read_minutes(HEAD + line, NOW)
    assert found.actions == ()
    assert found.of(LineKind.DECISION) == []


def test_a_list_under_its_heading():
    text = "Actions:\n\n- NC to ring GP by 4 Dec\n- HV: weigh Mia (by Fri)\n* none\n\n"
    text += "Decisions:\n1. Plan to continue\n2. Meet on 13 January\n"
    found = read_minutes(HEAD + text, NOW)
    assert [(one.text, one.owner, str(one.due), one.line) for one in found.actions] == [
        ("ring GP", "NC", "2026-12-04", 4),
        ("weigh Mia", "HV", "2026-12-04", 5),
    ]
    assert [one.words for one in found.of(LineKind.DECISION)] == ["Plan to continue", "Meet on 13 January"]


def test_the_head_of_a_table_is_no_action():
    text = "Actions:\n| Action | Owner | By when |\n|---|---|---|\n| Ring school | HV | 4 Dec |\n"
    found = read_minutes(HEAD + text, NOW)
    assert [(one.text, one.owner, str(one.due)) for one in found.actions] == [("Ring school", "HV", "2026-12-04")]


def test_who_was_there_and_how():
    text = HEAD + "Chair: NC\nApologies: Dr Shah (GP) and police\nPart only: Miss Lee (left at 3)\nDNA: none\n"
    people = {one.name: one for one in read_minutes(text, NOW).attendees}
    assert people["Naomi Clarke"] == Attendee("Naomi Clarke", "NC", "social worker, chair")
    assert people["Jo Ahmed"].initials == "HV"
    assert people["Mrs Patel"].role == "Albany school"
    assert (people["Dr Shah"].presence, people["police"].presence) == (Presence.APOLOGIES, Presence.APOLOGIES)
    assert people["Miss Lee"].presence is Presence.PART
    assert len(people) == 7


def test_people_one_a_line_and_by_their_profession():
    listed = "Present:\n- Naomi Clarke, social worker\n- HV = Jo Ahmed\n- Anna (mum), left early\n\nNC: hello\n"
    found = read_minutes(listed, NOW)
    assert [(one.name, one.initials, one.role) for one in found.attendees] == [
        ("Naomi Clarke", "", "social worker"),
        ("Jo Ahmed", "HV", ""),
        ("Anna", "", "mum"),
    ]
    assert found.unknown == ("NC",), "asked once, afterwards"


def test_speakers_need_no_colon_once_they_are_known():
    found = read_minutes(HEAD + "NC visited three times\nGP letter came\nHV  weighed Mia\nXY: who is this\n", NOW)
    said = [(one.speaker, one.words) for one in found.of(LineKind.SAID)]
    assert said == [("NC", "visited three times"), ("HV", "weighed Mia"), ("XY", "who is this")]
    assert found.unknown == ("XY",)


def test_dissent_and_restricted_parts_are_marked():
    text = HEAD + (
        "Dissent (mum): does not agree with the category\n[restricted]\nPC: intelligence about Darren\n"
        "A: check address @Police by 3 Dec\n[/restricted]\nHV: weight is fine\nRestricted: one line only\nNC: and on\n"
    )
    found = read_minutes(text, NOW)
    (dissent,) = found.of(LineKind.DISSENT)
    assert (dissent.speaker, dissent.words) == ("mum", "does not agree with the category")
    assert [line.number for line in found.lines if line.restricted] == [4, 5, 8]


def test_windows_line_ends_and_empty_text():
    assert read_minutes("", NOW).actions == ()
    found = read_minutes(HEAD.strip() + "\r\nA: ring GP @NC by Fri\r\n", NOW)
    assert (found.actions[0].line, found.actions[0].owner) == (2, "NC")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_whatever_is_typed_is_read(text: str):
    found = read_minutes(HEAD + text, NOW)
    lines = len((HEAD + text).splitlines())
    assert all(1 <= line.number <= lines for line in found.lines)
    assert all(action.text or action.owner for action in found.actions)


WORDS = st.lists(
    st.sampled_from(["ring", "send", "check", "plan", "letter", "school", "about", "visit"]), min_size=1, max_size=6
)
DAYS = st.dates(date(2026, 12, 3), date(2027, 11, 30))


@given(
    WORDS, st.sampled_from(["NC", "HV", "GP", "mum", "School"]), DAYS, st.booleans(), st.sampled_from(["A:", "Action:"])
)
def test_every_action_with_an_owner_and_a_day_is_found_whole(
    words: list[str], owner: str, due: date, owner_first: bool, marker: str
):
    tail = [f"@{owner}", f"by {due.day} {due:%b} {due.year}"]
    line = f"{marker} {' '.join(words)} {' '.join(tail if owner_first else reversed(tail))}"
    (action,) = read_minutes(line, NOW).actions
    assert (action.text, action.owner, action.due, action.problems) == (" ".join(words), owner, due, ())
