"""Wexcombe's services, and agency checks, referrals and practical help in every state, around today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.records.check_words import CheckState, HelpKind, LegalBasis, ReferralState
from desktop_app.records.checks import AgencyCheck, CheckSet, Help, HelpBudget, Referral, Service
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Worker
from desktop_app.rules.checks import agency_kind, reply_by
from desktop_app.rules.referrals import look_on
from desktop_app.rules.working_days import add_working_days

SERVICES = (
    # name, provider, helps with, areas, ages, number, weeks
    ("Safe Start", "Wexcombe Women’s Aid", ("domestic abuse", "play therapy"), ("North", "Harbour"), (4, 12),
     "600111", 6),
    ("Stepping Up parenting", "Family Hub", ("parenting", "routines"), (), (0, 11), "600122", 2),
    ("Young carers", "Wexcombe Council", ("young carers", "respite"), (), (8, 18), "600133", 3),
    ("Turning Tide", "NHS", ("alcohol", "drugs"), ("Harbour",), (18, 0), "600144", 1),
    ("Footsteps", "Quarry Hill Church", ("food", "clothes", "furniture"), ("Quarry Hill",), (0, 0), "600155", 0),
    ("Calm Minds", "CAMHS", ("anxiety", "self-harm"), (), (5, 17), "600166", 18),
    ("Dads Together", "Family Hub", ("fathers", "parenting"), ("North",), (0, 0), "600177", 0),
    ("Debt and benefits advice", "Citizens’ advice", ("debt", "benefits", "housing"), (), (0, 0), "600188", 1),
)  # fmt: skip
SENT, REPLIED, NOTHING = CheckState.SENT, CheckState.REPLIED, CheckState.NOTHING_KNOWN
KOWALSKA = (
    # kind, to, state, working days since asked, chased, reply
    ("gp", "Dr Mehta, Harbour Lane Surgery", SENT, 6, 1, ""),
    ("health_visitor", "Grace Adeyemi, Wexcombe Community Health", REPLIED, 6, 0,
     "Maya and Isla seen at home on their birthday, growth on the 50th centile, speech as expected. Anna is warm with "
     "both. Two clinic appointments missed in September; she says the bus did not run."),
    ("school", "Quarry Hill Primary", REPLIED, 6, 0,
     "Leo’s attendance is 81 % this term. Quiet after weekends. He told his teacher that he does not like shouting."),
    ("police", "PC Lowther, Wexcombe Police", SENT, 2, 0, ""),
    ("housing", "Dawn Hollins, Wexcombe Homes", NOTHING, 6, 0, ""),
)  # fmt: skip


@command("Demo: checks, referrals and help")
def add_checks(work: Work, /, now: datetime) -> None:
    """Everything of the workspace Checks, for Kowalska–Reid and the families behind today's list."""
    today = clock.local(now).date()
    services = _services(work, today)
    families = {name: _family(work, name) for name in ("Kowalska–Reid", "Osei-Bonsu", "Pike", "Amadi", "Whittaker")}
    kowalska = families["Kowalska–Reid"]
    _round(work, kowalska, LegalBasis.SECTION_47, KOWALSKA, now)
    _round(work, families["Pike"], LegalBasis.SECTION_17, (
        ("camhs", "Wexcombe CAMHS", SENT, 3, 0, ""),
        ("probation", "Karl Jessop, Probation", CheckState.WITHDRAWN, 5, 0, ""),
    ), now)  # fmt: skip
    _round(work, families["Amadi"], LegalBasis.SECTION_17, (
        ("school", "Mrs Doyle, Beacon High School", CheckState.DRAFTED, 0, 0, ""),
        ("adult", "Turning Tide", CheckState.DRAFTED, 0, 0, ""),
    ), now)  # fmt: skip
    _referrals(work, families, services, today)
    _help(work, families, today)


def _family(work: Work, name: str) -> Family:
    return work.find(Family, name=name)[0]


def _services(work: Work, today: date) -> dict[str, Service]:
    made = [
        Service(
            name=name, provider=provider, needs=needs, areas=areas, age_from=ages[0], age_to=ages[1],
            phone=f"01632 {number}", email=f"{name.split()[0].lower()}@services.example", weeks=weeks,
            how="Form by email; they ring the family within a week.", seen_on=today - timedelta(days=40),
        )
        for name, provider, needs, areas, ages, number, weeks in SERVICES
    ]  # fmt: skip
    return {one.name: work.add(one) for one in made}


def _people(work: Work, family: Family) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(children, mother) of a family."""
    members = work.find(Member, family_id=family.id)
    children = tuple(one.person_id for one in members if one.is_child)
    return children, tuple(one.person_id for one in members if one.role == "mother")


def _worker(work: Work, family: Family) -> Worker:
    return work.get(Worker, work.find(Allocation, family_id=family.id)[0].worker_id)


def _round(
    work: Work, family: Family, basis: LegalBasis, lines: tuple[tuple[str, str, CheckState, int, int, str], ...],
    now: datetime,
) -> None:  # fmt: skip
    today = clock.local(now).date()
    children, mother = _people(work, family)
    worker, seventeen = _worker(work, family).id, basis is LegalBasis.SECTION_17
    first = add_working_days(today, -max(line[3] for line in lines))
    consent = work.get(Person, mother[0])
    asked = work.add(
        CheckSet(
            family_id=family.id, worker_id=worker, basis=basis, made_at=_at(first),
            consent_by=f"{consent.given} {consent.surname}, mother" if seventeen else "",
            consent_on=first if seventeen else None, ground="" if seventeen else "risk",
            reason="" if seventeen else "A bruise that nobody can explain, and an order against the father.",
        )
    )  # fmt: skip
    for key, to, state, ago, chased, reply in lines:
        kind, on = agency_kind(key), add_working_days(today, -ago)
        done = state in (REPLIED, NOTHING)
        named = (*(children if "children" in kind.tells else ()), *(mother if "adults" in kind.tells else ()))
        work.add(
            AgencyCheck(
                family_id=family.id, worker_id=worker, set_id=asked.id, agency=key, to=to, about=named, asked_on=on,
                email=f"{key}@agency.example".replace("_", "."), due_on=reply_by(kind, basis, on)[0], state=state,
                left_at=None if state is CheckState.DRAFTED else _at(on), chased=chased,
                chased_on=add_working_days(today, -3) if chased else None, reply=reply,
                replied_on=add_working_days(today, -4) if done else None, replied_by=to.split(",")[0] if done else "",
            )
        )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 40), clock.LONDON)


def _referrals(work: Work, families: dict[str, Family], services: dict[str, Service], today: date) -> None:
    state = ReferralState
    for name, service, now_is, ago, need, more in (
        ("Kowalska–Reid", "Safe Start", state.WAITING, 12,
         "Leo and the twins saw violence at home and have moved. Leo is quiet and sleeps badly.", {"position": 4}),
        ("Kowalska–Reid", "Stepping Up parenting", state.SENT, 6,
         "Anna asks for help with evenings: three children, one room, a baby to come.", {}),
        ("Kowalska–Reid", "Footsteps", state.CLOSED, 15, "Beds and bedding for the new home.",
         {"outcome": "Three beds and bedding delivered. The twins have their own for the first time."}),
        ("Osei-Bonsu", "Young carers", state.ACCEPTED, 4, "Kwame gets his mother up and himself to school.", {}),
        ("Pike", "Calm Minds", state.DECLINED, 8, "Marlon has panic attacks on the way to school.",
         {"why_not": "Under their threshold; they suggest the school’s own counsellor first."}),
        ("Amadi", "Dads Together", state.DRAFTED, 0, "Kofi’s father has asked for somebody to talk to.", {}),
        ("Whittaker", "Debt and benefits advice", state.STARTED, 10, "Arrears of two months; a notice came.", {}),
    ):  # fmt: skip
        family, to = families[name], services[service]
        children, mother = _people(work, family)
        on = add_working_days(today, -ago)
        parent = work.get(Person, mother[0])
        work.add(
            Referral(
                family_id=family.id, service_id=to.id, worker_id=_worker(work, family).id, need=need, state=now_is,
                to=f"{to.name}, {to.provider}", about=children[:3], moved_on=on, look_on=look_on(now_is, on),
                consent_by=f"{parent.given} {parent.surname}, mother", consent_on=on,
                sent_on=None if now_is is state.DRAFTED else on,
                expected_on=add_working_days(today, 30) if now_is is state.WAITING else None,
            ).but(**more)
        )  # fmt: skip


def _help(work: Work, families: dict[str, Family], today: date) -> None:
    work.add(HelpBudget(family_limit=15_000, team_limit=60_000))
    for name, kind, what, supplier, pence, ago, receipt, over in (
        ("Kowalska–Reid", HelpKind.TRANSPORT, "Taxi to the hospital and back, with the twins", "Harbour Cars", 2840, 1,
         "HC-20418", ""),
        ("Kowalska–Reid", HelpKind.EQUIPMENT, "Stair gate and two cot mattresses", "Baby Bank", 6400, 3, "", ""),
        ("Kowalska–Reid", HelpKind.VOUCHER, "Supermarket voucher", "", 4000, 8, "V-88123", ""),
        ("Amadi", HelpKind.FOOD, "Food parcel for the weekend", "Footsteps", 0, 2, "", ""),
        ("Whittaker", HelpKind.BILL, "Electricity meter topped up", "", 3000, 4, "4471", ""),
        ("Pike", HelpKind.OTHER, "School shoes and a coat", "Wexcombe Outfitters", 16250, 5, "WO 5521",
         "Nothing warm to wear; the discretionary fund takes three weeks."),
    ):  # fmt: skip
        worker = _worker(work, families[name])
        work.add(
            Help(
                family_id=families[name].id, team_id=worker.team_id, worker_id=worker.id, kind=kind, what=what,
                supplier=supplier, pence=pence, given_on=add_working_days(today, -ago), receipt=receipt,
                approved_by="Dean Aldous" if over else "", why_over=over,
            )
        )  # fmt: skip
