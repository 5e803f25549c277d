"""Papers of checks, referrals and help: each agency is told its own and no more; the ledger adds up; tags hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.papers import write_text
from desktop_app.papers.check_letters import check_letter, cover_note
from desktop_app.papers.help_ledger import LedgerRow, help_ledger
from desktop_app.papers.making import Making
from desktop_app.papers.referral_form import Person as OnForm
from desktop_app.papers.referral_form import ReferralForm, referral_form
from desktop_app.records.check_words import LegalBasis
from desktop_app.records.checks import AgencyCheck, CheckSet
from desktop_app.records.families import Family, Household
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.rules.checks import agency_kind, agency_kinds
from desktop_app.rules.help_money import pounds
from desktop_app.vault.queries.checks import CheckPage
from desktop_app.windows.checks.letters import letter_of

LEO = Person(id="leo", given="Leo", surname="Reid", born="2017-05-09", school="Quarry Hill Primary")
ANNA = Person(id="anna", given="Anna", surname="Kowalska", born="1990-04-02", note="health note")
BABY = Person(id="baby", due="2027-03-05")
HOME = Household(lines="41 Quarry Hill", postcode="WX2 7HB")
REASON = "An unexplained bruise on the left arm"


def page(agency: str, *, held_back: bool = False, basis: LegalBasis = LegalBasis.SECTION_47) -> CheckPage:
    asked = CheckSet(basis=basis, ground="risk", reason=REASON, purpose="Ring before you visit.")
    if basis is LegalBasis.SECTION_17:
        asked = CheckSet(basis=basis, consent_by="Anna Kowalska", consent_on=date(2026, 11, 20))
    check = AgencyCheck(agency=agency, to="Somebody", due_on=date(2026, 12, 1))
    people = ((LEO, "son", True), (BABY, "unborn baby", True), (ANNA, "mother", False))
    family = Family(name="Kowalska–Reid", number="20418", word="lighthouse")
    worker = Worker(name="Naomi Clarke", phone="07700 900123", email="naomi@wexcombe.example")
    return CheckPage(check, asked, family, worker, None, people, None if held_back else HOME, held_back, None, ())


@pytest.mark.parametrize("agency", list(agency_kinds()))
@pytest.mark.parametrize("held_back", [False, True])
def test_each_agency_is_told_only_what_its_kind_needs(agency: str, held_back: bool, making: Making):
    text = write_text(check_letter(letter_of(page(agency, held_back=held_back), None), making))
    tells = agency_kind(agency).tells
    assert ("Leo Reid" in text) == ("children" in tells)
    assert ("due 5 Mar 2027" in text) == ("children" in tells)
    assert ("Anna Kowalska" in text) == ("adults" in tells)
    assert ("41 Quarry Hill" in text) == ("address" in tells and not held_back)
    assert ("Quarry Hill Primary" in text) == ("school" in tells)
    for never in (REASON, "lighthouse", "Kowalska–Reid", "health note"):
        assert never not in text
    assert "Asking for consent would put a child at risk".lower() in text.lower()
    assert all(" ".join(one.split()) in " ".join(text.split()) for one in agency_kind(agency).questions)


def test_the_letter_is_marked_tagged_and_asks_by_a_day(printed: Callable[..., Any], making: Making):
    read = printed(check_letter(letter_of(page("gp", basis=LegalBasis.SECTION_17), None), making))
    assert len(read.pages) == 2
    assert all("OFFICIAL-SENSITIVE" in words for words in read.pages)
    said = [words for _tag, words in read.structure]
    assert "Request for information" in said
    assert "Tue 1 Dec 2026" in said
    assert any("Anna Kowalska gave consent to this request on Fri 20 Nov 2026" in words for words in said)
    assert [tag for tag, words in read.structure if words == "What we ask"] == ["H2"]


def test_a_reminder_says_so_in_the_letter_and_in_its_email(making: Making):
    letter = letter_of(page("gp"), None)
    again = dataclasses.replace(letter, chased=1)
    assert "We have not had your reply" in write_text(check_letter(again, making))
    assert "Section 47 enquiry" in write_text(check_letter(letter, making))
    assert cover_note(again)[0] == "Reminder: Request for information, 20418"
    for said in cover_note(again):
        assert not any(name in said for name in ("Leo", "Anna", "Kowalska"))


def form(**values: Any) -> ReferralForm:
    made = ReferralForm(
        "Safe Start", "Women’s Aid", "", "20418", (OnForm("Leo Reid", "9 May 2017", "son"),),
        (OnForm("Anna Kowalska", "", "mother", "Polish, interpreter needed", phone="07700 900518"),),
        "41 Quarry Hill", False, "Sleeps badly", "Sleeps through", "Anna Kowalska", date(2026, 11, 20), "Naomi Clarke",
        "", "", "Team North",
    )  # fmt: skip
    return dataclasses.replace(made, **values)


def test_the_form_is_filled_in_and_holds_the_address_back(making: Making):
    text = write_text(referral_form(form(), making))
    for words in (
        "Leo Reid",
        "9 May 2017",
        "Polish",
        "41 Quarry Hill",
        "Sleeps badly",
        "Fri 20 Nov",
    ):
        assert words in text
    held = write_text(referral_form(form(address="", held_back=True), making))
    assert "41 Quarry Hill" not in held
    assert "Held back. Ask the social worker" in held
    assert "Nobody is named" in write_text(referral_form(form(carers=()), making))


ROWS = st.lists(
    st.builds(
        LedgerRow, st.dates(date(2026, 11, 1), date(2026, 11, 30)), st.sampled_from(["Pike", "Amadi"]),
        st.sampled_from(["Transport", "Food"]), st.just("Taxi"), st.just(""), st.integers(0, 20_000),
        st.sampled_from(["", "HC-1"]), st.just(""),
    ),
    max_size=12,
)  # fmt: skip


@given(ROWS)
def test_the_ledger_adds_up_by_day_family_and_kind(rows: list[LedgerRow]):
    paper = help_ledger("November 2026", rows, "None set", Making("Ruth", datetime(2026, 11, 30, tzinfo=UTC)))
    text = write_text(paper)
    assert pounds(sum(row.pence for row in rows)) in text
    for family in {row.family for row in rows}:
        assert pounds(sum(row.pence for row in rows if row.family == family)) in text
    bare = sum(row.pence > 0 and not row.receipt for row in rows)
    assert ("have no receipt" in text) == bool(bare)
