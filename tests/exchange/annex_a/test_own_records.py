"""Annex A from our own records: each list as it is true, blank where nothing is known, and read back the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.exchange.annex_a import read_annex_a
from desktop_app.exchange.annex_a.own import Child, Tables, Window, half_year_to, own_tables
from desktop_app.exchange.annex_a.write import annex_a_workbook, opened
from desktop_app.records.families import LegalStatus
from desktop_app.records.pathway import Placement, Step
from desktop_app.records.people import Person
from desktop_app.records.words import Sex, StatusKind, StepKind

AS_AT = date(2026, 11, 30)
WINDOW = half_year_to(AS_AT)


def step(kind: StepKind, day: date, **more: object) -> Step:
    return Step(id=f"{kind}{day}", kind=kind, on=day, **more)  # type: ignore[arg-type]


LEO = Child(
    Person(id="p1", number="C104", given="Leo", sex=Sex.MALE, born="2017-05-09", ethnicity="WOTH", disability="Asthma"),
    (
        LegalStatus(id="s0", kind=StatusKind.CP, category="neglect", since=date(2020, 1, 6), until=date(2021, 1, 6)),
        LegalStatus(id="s1", kind=StatusKind.CP, category="emotional", since=date(2026, 10, 12)),
    ),
    (
        step(StepKind.REFERRAL, date(2026, 1, 9)),
        step(StepKind.REFERRAL, date(2026, 9, 14)),
        step(StepKind.REFERRAL_DECISION, date(2026, 9, 15), outcome="C&F assessment"),
        step(StepKind.VISIT, date(2026, 9, 21), alone=False),
        step(StepKind.STRATEGY_S47, date(2026, 9, 25)),
        step(StepKind.ICPC, date(2026, 10, 12)),
        step(StepKind.ASSESSMENT_AUTHORISED, date(2026, 10, 8)),
        step(StepKind.VISIT, date(2026, 11, 17), alone=True),
        step(StepKind.VISIT, date(2026, 11, 24), virtual=True),
    ),
    team="Team North",
    worker="Naomi Clarke",
)
MIA = Child(
    Person(id="p2", number="=C105", sex=Sex.FEMALE, born="2012-02", ethnicity="not asked yet"),
    (LegalStatus(id="s2", kind=StatusKind.SECTION_20, since=date(2026, 3, 2)),),
    (
        step(StepKind.LAC_REVIEW, date(2026, 9, 1)),
        step(StepKind.MISSING, date(2026, 8, 3)),
        step(StepKind.RETURN_INTERVIEW, date(2026, 8, 6)),
    ),
    (
        Placement(id="l1", since=date(2026, 3, 2), until=date(2026, 6, 1)),
        Placement(id="l2", since=date(2026, 6, 1), postcode="WX4 2AB"),
    ),
)
CLOSED = Child(
    Person(id="p3"), (LegalStatus(id="s3", kind=StatusKind.CIN, since=date(2025, 1, 1), until=date(2026, 7, 1)),)
)
LONG_GONE = Child(
    Person(id="p4"), (LegalStatus(id="s4", kind=StatusKind.CIN, since=date(2020, 1, 1), until=date(2021, 1, 1)),)
)


def tables() -> Tables:
    return own_tables([LEO, MIA, CLOSED, LONG_GONE], WINDOW)


def cells(number: int) -> list[dict[str, object]]:
    heading, *rows = tables()[number]
    return [dict(zip((str(one) for one in heading), row, strict=True)) for row in rows]


def test_the_window_is_six_months_and_short_months_clip():
    assert Window(date(2026, 5, 30), AS_AT) == WINDOW
    assert half_year_to(date(2026, 8, 31)).since == date(2026, 2, 28)
    assert half_year_to(date(2026, 3, 31)).since == date(2025, 9, 30)


def test_lists_are_filled_as_the_template_writes_them():
    (referral,) = cells(3)
    assert referral["Child Unique ID"] == "C104"
    assert (referral["Gender"], referral["Ethnicity"]) == ("a) Male", "d) WOTH")
    assert (referral["Age of Child (Years)"], referral["Date of Birth"]) == (9, date(2017, 5, 9))
    assert (referral["Referral NFA?"], referral["Number of Referrals in Last 12 Months"]) == ("b) No", 1)
    assert (referral["Allocated Team"], referral["Allocated Worker"]) == ("Team North", "Naomi Clarke")
    opened_before, assessed = cells(4)
    assert opened_before["Continuous Assessment Date of Authorisation"] is None, "the first was never authorised"
    assert assessed["Continuous Assessment Date of Authorisation"] == date(2026, 10, 8)
    assert assessed["Child Seen During Continuous Assessment"] == "a) Yes"
    (enquiry,) = cells(5)
    assert enquiry["Date of Initial Child Protection Conference"] == date(2026, 10, 12)
    assert enquiry["Did the Initial Child Protection Conference Result in a Child Protection Plan"] == "a) Yes"


def test_a_visit_by_video_is_no_statutory_visit():
    (plan,) = cells(7)
    assert plan["Date of the Last Statutory Visit"] == date(2026, 11, 17)
    assert plan["Was the Child Seen Alone?"] == "a) Yes"
    assert (plan["Latest Category of Abuse"], plan["Number of Previous Child Protection Plans"]) == (
        "d) Emotional abuse", 1,
    )  # fmt: skip


def test_children_in_need_and_in_care():
    assert [(row["Child Unique ID"], row["Case Status"]) for row in cells(6)] == [
        ("C104", "b) Child protection plan"), ("=C105", "a) Looked after child"), ("p3", "e) Closed episode"),
    ]  # fmt: skip
    assert cells(6)[2]["CIN Closure Date"] == date(2026, 7, 1)
    (mia,) = cells(8)
    assert (mia["Child's Legal Status"], mia["Number of Placements in the Last 12 months"]) == ("V2", 2)
    assert (mia["Start Date of Most Recent Placement"], mia["Placement postcode"]) == (date(2026, 6, 1), "WX4 2AB")
    assert mia["Did the child accept a Return Interview after their last missing episode (Y/N)?"] == "a) Yes"
    assert (mia["Ethnicity"], mia["Date of Birth"]) == (None, None), "what is no code and no full date stays blank"


def test_what_is_written_is_read_back_the_same(tmp_path: Path):
    file = tmp_path / "annex-a.xlsx"
    file.write_bytes(annex_a_workbook(tables()))
    from_file = read_annex_a(file, AS_AT)
    in_memory = opened(tables(), "Our own records").read(AS_AT)
    assert {number: [one.values for one in rows] for number, rows in from_file.lists.items() if rows} == {
        number: [one.values for one in rows] for number, rows in in_memory.lists.items()
    }
    assert all(one.sure for one in from_file.guesses)
    for number, rows in in_memory.lists.items():
        written = tables()[number][1:]
        assert [one.child for one in rows] == [row[0] for row in written]
        assert len(rows) == len(written)
    plan = in_memory.entries(7)[0]
    assert (plan.says("abuse"), plan.day("visited"), plan.number("before")) == ("EMO", date(2026, 11, 17), 1)


def test_what_is_missing_is_said():
    found = opened(tables(), "Our own records").read(AS_AT)
    missing = {(one.sheet, one.column.split(" (", 1)[1].rstrip(")")) for one in found.not_understood}
    assert ("List 3", "Referral Source") in missing
    assert ("List 6", "Primary Need Code") in missing
    assert {one.why for one in found.not_understood} == {"it may not be blank"}
