"""What is done with checks, referrals, services and practical help, on a real vault, with undo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_app import clock
from desktop_app.commands import checks, referrals
from desktop_app.commands import help as giving
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.check_words import CheckState, HelpKind, LegalBasis, ReferralState
from desktop_app.records.checks import AgencyCheck, CheckSet, Help, Referral, Service
from desktop_app.records.contacts import Email
from desktop_app.records.families import Family, Household, Living, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Team, Worker
from desktop_app.records.work import Task
from desktop_app.rules.help_money import Limits, Spent
from desktop_app.vault.queries import today
from desktop_app.vault.queries.checks import around, check_counts, check_page, check_rows, replies, round_of
from desktop_app.vault.queries.help import help_rows, limits, month_total, spent
from desktop_app.vault.queries.referrals import referral_page, referral_rows, service_rows

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
STATE = ReferralState


@pytest.fixture(autouse=True)
def at_noon():
    with clock.as_if(NOON):
        yield


def add(desk: Desk, item: object) -> str:
    return desk.do(add_fact, item).result().id  # type: ignore[arg-type]


def family(desk: Desk, *, hold_back: bool = False) -> tuple[str, str, str]:
    """(family, child, mother), living together."""
    made = add(desk, Family(name="Kowalska", number="20418"))
    child = add(desk, Person(given="Leo", surname="Kowalska", born="2017-05-09", school="Quarry Hill Primary"))
    mother = add(desk, Person(given="Anna", surname="Kowalska"))
    add(desk, Member(family_id=made, person_id=child, role="son", is_child=True))
    add(desk, Member(family_id=made, person_id=mother, role="mother"))
    home = add(desk, Household(family_id=made, lines="41 Quarry Hill", postcode="WX2 7HB", hold_back=hold_back))
    add(desk, Living(family_id=made, household_id=home, person_id=child))
    add(desk, Living(family_id=made, household_id=home, person_id=mother))
    return made, child, mother


def asked(desk: Desk, *kinds: str) -> list[AgencyCheck]:
    made, child, _mother = family(desk)
    basis = CheckSet(family_id=made, basis=LegalBasis.SECTION_17, consent_by="Anna Kowalska", consent_on=TODAY)
    lines = [AgencyCheck(agency=kind, about=(child,), to="Somebody") for kind in kinds]
    return desk.do(checks.ask_agencies, basis, lines).result()


def test_a_round_is_one_undo_step(desk: Desk):
    made = asked(desk, "gp", "school", "police")
    assert [one.due_on for one in made] == [date(2026, 12, 8)] * 3
    assert desk.read(check_counts, TODAY) == {"drafted": 3, "sent": 0, "late": 0}
    desk.undo().result()
    assert desk.read(check_rows) == []
    desk.redo().result()
    assert len(desk.read(check_rows)) == 3


def test_nobody_is_asked_without_basis_agency_or_child(desk: Desk):
    made, child, _mother = family(desk)
    line = AgencyCheck(agency="gp", about=(child,))
    good = CheckSet(family_id=made, basis=LegalBasis.SECTION_47, ground="risk", reason="Bruise")
    for basis, lines, field in (
        (good.but(basis=LegalBasis.NOT_SAID), [line], "basis"), (good.but(reason=""), [line], "reason"),
        (good, [], "agencies"), (good, [line.but(about=())], "about"),
    ):  # fmt: skip
        with pytest.raises(UserError) as wrong:
            desk.do(checks.ask_agencies, basis, lines).result()
        assert wrong.value.field == field
    assert desk.read(check_rows) == []


def test_letters_of_another_day_get_their_whole_time(desk: Desk):
    (check,) = asked(desk, "gp")
    with clock.as_if(NOON + timedelta(days=3)):
        (sent,) = desk.do(checks.letters_left, [check.id]).result()
        assert (sent.state, sent.asked_on, sent.due_on) == (CheckState.SENT, date(2026, 11, 27), date(2026, 12, 11))


def test_a_check_is_chased_only_while_it_is_waited_for_and_once_a_day(desk: Desk):
    (check,) = asked(desk, "gp")
    with pytest.raises(UserError, match="has not left yet"):
        desk.do(checks.chase_check, check.id).result()
    desk.do(checks.letters_left, [check.id]).result()
    with clock.as_if(NOON + timedelta(days=20)):
        late = desk.read(check_counts, date(2026, 12, 14))
        assert late["late"] == 1
        chased = desk.do(checks.chase_check, check.id).result()
        assert (chased.chased, chased.due_on) == (1, date(2026, 12, 16))
        with pytest.raises(UserError, match="chased today already"):
            desk.do(checks.chase_check, check.id).result()
        desk.do(checks.reply_came, check.id, reply="Seen in May.", on=date(2026, 12, 14)).result()
        with pytest.raises(UserError, match="answered already"):
            desk.do(checks.chase_check, check.id).result()


def test_the_third_chase_tells_the_manager_once(desk: Desk):
    (check,) = asked(desk, "gp")
    team = add(desk, Team(name="Team North", manager="Dean Aldous"))
    worker = add(desk, Worker(name="Naomi Clarke", team_id=team))
    desk.do(change_fact, "agency_check", check.id, worker_id=worker).result()
    desk.do(checks.letters_left, [check.id]).result()
    for days in (20, 22, 26, 28):
        with clock.as_if(NOON + timedelta(days=days)):
            desk.do(checks.chase_check, check.id).result()
            told = desk.read(lambda reader: reader.all(Task, source_id=check.id))
            assert len(told) == (days >= 26)
    assert told[0].title == "Tell Dean Aldous: GP does not reply"


def test_a_reply_needs_words_or_nothing_known_and_a_day_that_has_come(desk: Desk):
    (check,) = asked(desk, "gp")
    with pytest.raises(UserError) as wrong:
        desk.do(checks.reply_came, check.id, reply=" ", on=TODAY).result()
    assert wrong.value.field == "reply"
    with pytest.raises(UserError) as wrong:
        desk.do(checks.reply_came, check.id, reply="All well", on=TODAY + timedelta(days=1)).result()
    assert wrong.value.field == "on"
    elsewhere = add(desk, Email(family_id="another", subject="Re"))
    with pytest.raises(UserError, match="another family"):
        desk.do(checks.reply_came, check.id, reply="All well", on=TODAY, email_id=elsewhere).result()
    mail = add(desk, Email(family_id=check.family_id, subject="Re: request"))
    desk.do(checks.reply_came, check.id, reply="All well", on=TODAY, by="Dr Mehta", email_id=mail).result()
    page = desk.read(check_page, check.id, TODAY)
    assert page is not None
    assert page.email is not None
    (reply,) = desk.read(replies, check.family_id)
    assert (reply.agency, reply.by, reply.text, reply.nothing_known) == ("GP", "Dr Mehta", "All well", False)
    desk.undo().result()
    assert desk.read(replies, check.family_id) == []


def test_the_list_puts_what_is_to_do_first_and_pages_without_losing_any(desk: Desk):
    made = asked(desk, *["gp"] * 7)
    desk.do(checks.letters_left, [one.id for one in made[:5]]).result()
    desk.do(checks.reply_came, made[0].id, reply="All well", on=TODAY).result()
    desk.do(checks.move_check, made[4].id, date(2026, 11, 1)).result()
    desk.do(checks.withdraw_check, made[1].id).result()
    whole = [one.id for one in desk.read(check_rows)]
    assert set(whole[:2]) == {made[5].id, made[6].id}
    assert whole[2] == made[4].id
    paged: list[str] = []
    after = None
    while rows := desk.read(check_rows, after=after, limit=2):
        paged += [one.id for one in rows]
        after = rows[-1].cursor
    assert paged == whole
    assert [one.id for one in desk.read(check_rows, state="late", today=TODAY)] == [made[4].id]
    assert desk.read(check_rows, typed="kowal%") == []
    assert set(desk.read(round_of, made[0].id, drafted=True)) == {made[5].id, made[6].id}


def test_a_held_back_address_is_in_no_page_of_a_check(desk: Desk):
    made, child, _mother = family(desk, hold_back=True)
    basis = CheckSet(family_id=made, basis=LegalBasis.SECTION_47, ground="risk", reason="Bruise")
    (check,) = desk.do(checks.ask_agencies, basis, [AgencyCheck(agency="police", about=(child,))]).result()
    page = desk.read(check_page, check.id, TODAY)
    assert page is not None
    assert (page.home, page.held_back) == (None, True)


def test_today_tells_of_letters_to_send_and_replies_whose_day_has_come(desk: Desk):
    made = asked(desk, "gp", "school")
    assert {item.subject for item in desk.read(today.items, NOON)} == {
        "Letter to GP not sent", "Letter to School not sent",
    }  # fmt: skip
    desk.do(checks.letters_left, [one.id for one in made]).result()
    assert desk.read(today.items, NOON) == []
    desk.do(checks.move_check, made[0].id, TODAY).result()
    (item,) = desk.read(today.items, NOON)
    assert (item.kind, item.id, item.subject, item.due_on) == ("agency_check", made[0].id, "GP has not replied", TODAY)
    assert item.why == "Asked Tue 24 Nov, not chased yet. Somebody"


def test_each_school_is_asked_about_its_own_children(desk: Desk):
    made, leo, mother = family(desk)
    tia = add(desk, Person(given="Tia", born="2013-09-04", school="Beacon High School"))
    add(desk, Member(family_id=made, person_id=tia, role="daughter", is_child=True))
    found = desk.read(around, made)
    assert found is not None
    schools = {one.to: one.about for one in found.proposed if one.agency == "school"}
    assert schools == {"Quarry Hill Primary": (leo,), "Beacon High School": (tia,)}
    (housing,) = [one for one in found.proposed if one.agency == "housing"]
    assert housing.about == (mother,)
    assert not housing.known


def drafted(desk: Desk) -> Referral:
    made, child, _mother = family(desk)
    draft = Referral(family_id=made, to="Safe Start", about=(child,), need="Sleeps badly")
    return desk.do(referrals.draft_referral, draft).result()


def test_a_referral_goes_its_way_and_is_asked_about(desk: Desk):
    draft = drafted(desk)
    with pytest.raises(UserError) as wrong:
        desk.do(referrals.move_referral, draft.id, STATE.SENT).result()
    assert wrong.value.field == "consent_by"
    desk.do(referrals.change_referral, draft.id, consent_by="Anna", consent_on=TODAY).result()
    sent = desk.do(referrals.move_referral, draft.id, STATE.SENT).result()
    assert (sent.sent_on, sent.look_on) == (TODAY, date(2026, 12, 1))
    with clock.as_if(NOON + timedelta(days=7)):
        (item,) = desk.read(today.items, clock.now())
        assert (item.kind, item.subject) == ("referral", "Ask Safe Start")
        asked_again = desk.do(referrals.ask_about_referral, draft.id).result()
        assert (asked_again.chased, asked_again.look_on) == (1, date(2026, 12, 8))
        waiting = desk.do(
            referrals.move_referral, draft.id, STATE.WAITING, position=4, expected_on=date(2027, 1, 12)
        ).result()
        assert waiting.look_on == date(2027, 1, 12)
        desk.do(referrals.move_referral, draft.id, STATE.STARTED).result()
        with pytest.raises(UserError) as wrong:
            desk.do(referrals.move_referral, draft.id, STATE.CLOSED).result()
        assert wrong.value.field == "outcome"
        closed = desk.do(referrals.move_referral, draft.id, STATE.CLOSED, outcome="Sleeps through").result()
        assert closed.look_on is None
        with pytest.raises(UserError, match="can’t become"):
            desk.do(referrals.move_referral, draft.id, STATE.STARTED).result()
    desk.undo().result()
    page = desk.read(referral_page, draft.id, TODAY)
    assert page is not None
    assert page.referral.state is STATE.STARTED
    assert [one.id for one in desk.read(referral_rows)] == [draft.id]


def test_a_service_that_declines_says_why(desk: Desk):
    draft = drafted(desk)
    desk.do(referrals.change_referral, draft.id, consent_by="Anna", consent_on=TODAY).result()
    desk.do(referrals.move_referral, draft.id, STATE.SENT).result()
    with pytest.raises(UserError) as wrong:
        desk.do(referrals.move_referral, draft.id, STATE.DECLINED).result()
    assert wrong.value.field == "why_not"
    declined = desk.do(referrals.move_referral, draft.id, STATE.DECLINED, why_not="Too young").result()
    assert declined.look_on is None


def test_services_are_found_by_need_area_and_age(desk: Desk):
    for service in (
        Service(name="Stepping Up", needs=("parenting",), areas=("North",), age_to=11),
        Service(name="Dads Together", needs=("parenting",)),
        Service(name="Calm Minds", needs=("anxiety",), areas=("South",), age_from=5, age_to=17),
    ):
        desk.do(referrals.keep_service, service).result()

    def names(typed: str) -> list[str]:
        return [one.service.name for one in desk.read(service_rows, typed=typed)]

    assert names("parenting north 5") == ["Dads Together", "Stepping Up"]
    assert names("parenting south") == ["Dads Together"]
    assert names("parenting aged 14") == ["Dads Together"]
    assert names("anxiety 4") == []
    assert names("ANXIETY") == ["Calm Minds"]
    assert names("100%") == []


def test_an_import_adds_and_brings_up_to_date_in_one_step(desk: Desk):
    desk.do(referrals.keep_service, Service(name="Calm Minds", phone="01")).result()
    came = desk.do(referrals.import_services, [Service(name="calm minds", weeks=8), Service(name="New Start")]).result()
    assert came == (1, 1)
    kept = {one.service.name: one.service for one in desk.read(service_rows)}
    assert (kept["Calm Minds"].phone, kept["Calm Minds"].weeks) == ("01", 8)
    desk.undo().result()
    assert [one.service.weeks for one in desk.read(service_rows)] == [0]


def test_money_beyond_the_limit_needs_an_approver_and_a_reason(desk: Desk):
    made, _child, _mother = family(desk)
    desk.do(giving.set_limits, family_limit=5000, team_limit=0).result()
    taxi = Help(family_id=made, kind=HelpKind.TRANSPORT, what="Taxi", pence=4000, given_on=TODAY)
    kept = desk.do(giving.give_help, taxi).result()
    with pytest.raises(UserError) as wrong:
        desk.do(giving.give_help, taxi).result()
    assert wrong.value.field == "approved_by"
    assert "£30.00 over the family’s £50.00" in wrong.value.message
    with pytest.raises(UserError) as wrong:
        desk.do(giving.give_help, taxi.but(approved_by="Dean Aldous")).result()
    assert wrong.value.field == "why_over"
    desk.do(giving.give_help, taxi.but(given_on=date(2026, 10, 31))).result()  # another month
    desk.do(giving.give_help, taxi.but(approved_by="Dean Aldous", why_over="Hospital twice")).result()
    assert desk.read(spent, made, "", TODAY) == Spent(8000, 8000)
    assert desk.read(limits, "no such team") == Limits(5000, 0)
    assert desk.read(month_total, TODAY) == (8000, 2, 2)
    desk.do(giving.change_help, kept.id, receipt="HC-1").result()  # no money moves, so nobody approves it
    assert desk.read(month_total, TODAY) == (8000, 2, 1)
    with pytest.raises(UserError):
        desk.do(giving.change_help, kept.id, pence=4100).result()
    desk.do(giving.change_help, kept.id, pence=100, approved_by="Dean", why_over="Corrected").result()


def test_a_receipt_is_kept_in_the_vault_and_undone(desk: Desk):
    made, _child, _mother = family(desk)
    kept = desk.do(giving.give_help, Help(family_id=made, what="Cot", pence=100, given_on=TODAY)).result()
    assert [one.help.id for one in desk.read(help_rows, kind="no_receipt")] == [kept.id]
    part = desk.do(giving.attach_receipt, kept.id, "cot.pdf", b"%PDF-1.7").result()
    assert desk.read(lambda reader: reader.blob(part.blob_id)) == b"%PDF-1.7"
    assert desk.read(help_rows, kind="no_receipt") == []
    with pytest.raises(UserError, match="empty"):
        desk.do(giving.attach_receipt, kept.id, "cot.pdf", b"").result()
    desk.undo().result()
    assert len(desk.read(help_rows, kind="no_receipt")) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": " "}, "what"), ({"given_on": None}, "given_on"), ({"given_on": date(2026, 11, 25)}, "given_on"),
        ({"pence": -1}, "pence"),
    ],
)  # fmt: skip
def test_help_says_what_and_when(desk: Desk, values: dict[str, object], field: str):
    made, _child, _mother = family(desk)
    with pytest.raises(UserError) as wrong:
        desk.do(giving.give_help, Help(family_id=made, what="Cot", given_on=TODAY).but(**values)).result()
    assert wrong.value.field == field
