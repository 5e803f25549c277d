"""Agency checks: the legal basis is demanded, days are working days, letters tell each agency its own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.records.check_words import CheckState, LegalBasis
from desktop_app.rules.checks import (
    agency_kind,
    agency_kinds,
    basis_sentence,
    demand_basis,
    due_label,
    grounds,
    is_late,
    kind_of,
    reply_by,
    standing_words,
)
from desktop_app.rules.one_day import one_day

TODAY = date(2026, 11, 24)
S17, S47 = LegalBasis.SECTION_17, LegalBasis.SECTION_47


def test_the_eight_kinds_of_agencies_are_there_with_questions():
    assert list(agency_kinds()) == [
        "gp", "health_visitor", "school", "police", "probation", "housing", "camhs", "adult",
    ]  # fmt: skip
    assert all(
        one.questions and one.tells <= {"children", "adults", "address", "school"} for one in agency_kinds().values()
    )


def test_a_school_is_not_told_of_adults_or_addresses_and_housing_not_of_children():
    assert agency_kind("school").tells == {"children", "school"}
    assert agency_kind("housing").tells == {"adults", "address"}
    assert agency_kind("camhs").tells == {"children"}


def test_an_agency_kind_that_is_not_known_is_said_in_words():
    with pytest.raises(UserError, match="no kind of agency"):
        agency_kind("dentist")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (("head of year", "school", "Beacon High School"), "school"),
        (("school nurse", "health", "Wexcombe Community Health"), "health_visitor"),
        (("GP", "surgery", "Harbour Lane Surgery"), "gp"),
        (("police", "police", "Wexcombe Police"), "police"),
        (("housing officer", "housing", "Wexcombe Homes"), "housing"),
        (("Offender Manager", "", ""), "probation"),
        (("CAMHS practitioner", "", ""), "camhs"),
        (("recovery worker", "", "Turning Tide"), "adult"),
        (("dance teacher", "", ""), "school"),
        (("neighbour", "", ""), ""),
        (("", "", ""), ""),
        (("gpx maker", "", ""), ""),
    ],
)
def test_people_around_a_family_are_taken_for_their_agency(said: tuple[str, ...], kind: str):
    assert kind_of(*said) == kind


def _wrong(basis: LegalBasis, **values: object) -> str:
    given_values: dict[str, object] = {"consent_by": "", "consent_on": None, "ground": "", "reason": ""} | values
    with pytest.raises(UserError) as found:
        demand_basis(basis, today=TODAY, **given_values)  # type: ignore[arg-type]
    return found.value.field or ""


def test_no_basis_no_letter():
    assert _wrong(LegalBasis.NOT_SAID, consent_by="Anna", consent_on=TODAY, ground="risk", reason="x") == "basis"
    assert _wrong(S17) == "consent_by"
    assert _wrong(S17, consent_by="Anna Kowalska") == "consent_on"
    assert _wrong(S17, consent_by="Anna Kowalska", consent_on=date(2026, 11, 25)) == "consent_on"
    assert _wrong(S47) == "ground"
    assert _wrong(S47, ground="because") == "ground"
    assert _wrong(S47, ground="risk", reason="  ") == "reason"
    demand_basis(S17, consent_by="Anna", consent_on=TODAY, ground="", reason="", today=TODAY)
    demand_basis(S47, consent_by="", consent_on=None, ground="risk", reason="Bruise", today=TODAY)


def test_the_letter_says_its_basis():
    said = basis_sentence(S17, consent_by="Anna Kowalska", consent_on=date(2026, 11, 20), ground="")
    assert "section 17" in said
    assert "Anna Kowalska gave consent to this request on Fri 20 Nov 2026" in said
    for ground, sentence in grounds().items():
        said = basis_sentence(S47, consent_by="", consent_on=None, ground=ground)
        assert "section 47" in said
        assert sentence[1:] in said


def test_replies_are_asked_for_in_working_days():
    day, why = reply_by(agency_kind("gp"), S17, date(2026, 12, 18))
    assert day == date(2027, 1, 6)
    assert "25 and 28 Dec and 1 Jan" in why or "25, 28 Dec and 1 Jan" in why
    assert reply_by(agency_kind("police"), S47, date(2026, 11, 27))[0] == date(2026, 11, 30)


def test_the_due_label_says_when_and_how_it_stands():
    def label(state: CheckState, due: date | None, chased: int = 0) -> tuple[str, str, str]:
        found = due_label(state, due, date(2026, 11, 20), chased, TODAY)
        return found.first, found.second, found.role

    assert label(CheckState.SENT, date(2026, 11, 20), 1) == ("2 working days late", "chased once", "late")
    assert label(CheckState.SENT, TODAY) == ("Due today", "not chased yet", "soon")
    assert label(CheckState.SENT, date(2026, 12, 1)) == ("By Tue 1 Dec", "not chased yet", "")
    assert label(CheckState.SENT, date(2026, 11, 22))[2] == "late"
    assert label(CheckState.REPLIED, None) == ("Replied", "Fri 20 Nov", "done")
    assert label(CheckState.NOTHING_KNOWN, None)[0] == "Nothing known"
    assert label(CheckState.DRAFTED, TODAY)[0] == "Not sent yet"
    assert label(CheckState.WITHDRAWN, TODAY)[0] == "Withdrawn"
    assert label(CheckState.SENT, None)[0] == "No day set"


def test_a_round_is_counted_without_what_was_withdrawn():
    late, soon = date(2026, 11, 20), date(2026, 12, 1)
    states = [("replied", late), ("nothing_known", late), ("sent", late), ("sent", soon), ("withdrawn", late)]
    assert standing_words(states, TODAY) == "2 of 4 replied, 1 late"


@given(st.dates(date(2026, 1, 1), date(2027, 10, 1)), st.sampled_from(list(CheckState)))
def test_only_what_is_waited_for_can_be_late(due: date, state: CheckState):
    assert is_late(state, due, TODAY) == (state is CheckState.SENT and due < TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Mon", date(2026, 11, 23)), ("Tue", TODAY), ("12 Nov", date(2026, 11, 12)), ("12/11", date(2026, 11, 12)),
        ("12 Dec", date(2025, 12, 12)), ("yesterday", date(2026, 11, 23)), ("24/11/2026", TODAY),
        ("tomorrow", date(2026, 11, 25)), ("in 2 weeks", date(2026, 12, 8)), ("", None),
    ],
)  # fmt: skip
def test_a_day_that_has_gone_is_the_nearest_one_before(typed: str, day: date | None):
    assert one_day(typed, TODAY, gone=True) == (day, "")


def test_a_day_to_come_is_asked_for_where_it_may_be_two():
    assert one_day("Fri", TODAY) == (date(2026, 11, 27), "")
    assert one_day("soonish", TODAY)[1].startswith("No day is in that")
    assert one_day("Tue", TODAY)[0] is None
