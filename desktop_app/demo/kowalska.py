"""The Kowalska–Reid family, with everything a family can bring: written by hand, around today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from desktop_app import clock
from desktop_app.commands.base import Work
from desktop_app.commands.messages import send_message
from desktop_app.demo.names import Chooser
from desktop_app.demo.writing import add_professional
from desktop_app.records.contacts import Call, LadderStep
from desktop_app.records.families import (
    CourtOrder,
    Family,
    Household,
    LegalStatus,
    Living,
    Member,
    ParentLink,
    Telling,
    Union,
    Warning,
)  # fmt: skip
from desktop_app.records.people import Person, Phone, Responsibility
from desktop_app.records.team import Allocation, Involvement, Worker
from desktop_app.records.words import (
    CallState,
    Certainty,
    ClockToday,
    Direction,
    Harm,
    Outcome,
    Reason,
    Sex,
    StatusKind,
    TaskKind,
    UnionEnd,
    UnionKind,
    WarningKind,
)  # fmt: skip
from desktop_app.records.work import Task
from desktop_app.rules.phones import digits
from desktop_app.rules.working_days import add_working_days


def add_kowalska_reid(work: Work, chooser: Chooser, naomi: Worker, now: datetime) -> None:
    """Two homes, an order, a held-back address, a baby to come, and the call about a bruise."""
    today = clock.local(now).date()
    family = work.add(
        Family(
            name="Kowalska–Reid",
            number="20418",
            word="lighthouse",
            word_hint="the boat",
            note="Initial conference in November.",
        )
    )
    work.add(Allocation(family_id=family.id, worker_id=naomi.id, since=today - timedelta(days=60)))
    homes = [
        work.add(
            Household(
                family_id=family.id, name="Anna’s home", lines="Flat 12, 3 Weir Cottages, Wexcombe", postcode="WX4 2AD",
                hold_back=True, held_from="anyone on the Reid side", place=0,
            )
        ),
        work.add(
            Household(
                family_id=family.id, name="Mark’s home", lines="41 Quarry Hill, Wexcombe", postcode="WX2 7HB", place=1
            )
        ),
    ]  # fmt: skip
    people = _kowalska_people(work, chooser, family, homes)
    _kowalska_facts(work, family, people, now)
    _kowalska_calls(work, chooser, family, people, naomi, now)


PEOPLE = (
    # name, family name, role, sex, born, home, child, phone, place
    ("Anna", "Kowalska", "mother", Sex.FEMALE, "1990-04-02", 0, False, "07700 900518", 0),
    ("Leo", "Reid", "son", Sex.MALE, "2017-05-09", 0, True, "", 1),
    ("Maya", "Reid", "daughter", Sex.FEMALE, "2021-06-30", 0, True, "", 2),
    ("Isla", "Reid", "daughter", Sex.FEMALE, "2021-06-30", 0, True, "", 3),
    ("", "", "unborn baby", Sex.UNKNOWN, "", 0, True, "", 4),
    ("Mark", "Hughes", "Tia’s father", Sex.MALE, "1988-01-17", 1, False, "07700 900684", 5),
    ("Tia", "Hughes", "daughter", Sex.FEMALE, "2013-09-04", 1, True, "", 6),
    ("Darren", "Reid", "father", Sex.MALE, "1987-02-11", None, False, "", 7),
    ("Barbara", "Kowalska", "grandmother", Sex.FEMALE, "1958-03-22", None, False, "07700 900227", 8),
    ("Sheila", "Reid", "grandmother", Sex.FEMALE, "1962-08-15", None, False, "07700 900142", 9),
)

PARENTS = (
    # child, parents
    ("Tia", ("Anna", "Mark")),
    ("Anna", ("Barbara",)),
    ("Darren", ("Sheila",)),
    ("baby", ("Anna",)),
)

COUPLES = (
    # one, the other, what they are, from, to, how it ended
    ("Anna", "Mark", UnionKind.PARTNERS, "2011", "2014", UnionEnd.SEPARATED),
    ("Anna", "Darren", UnionKind.MARRIED, "2016-05", "2026", UnionEnd.SEPARATED),
)


def _kowalska_people(work: Work, chooser: Chooser, family: Family, homes: list[Household]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for given, surname, role, sex, born, home, child, number, place in PEOPLE:
        unborn = role == "unborn baby"
        person = work.add(
            Person(
                given=given, surname=surname, sex=sex, born=born, due=_due_date() if unborn else "",
                language="Polish" if surname == "Kowalska" else "", interpreter=given == "Anna",
                school="Quarry Hill Primary" if given in ("Leo",) else "Beacon High School" if given == "Tia" else "",
            )
        )  # fmt: skip
        people[given or "baby"] = person
        careful = "Darren’s mother; rings often." if given == "Sheila" else ""
        work.add(
            Member(family_id=family.id, person_id=person.id, role=role, is_child=child, place=place, careful=careful)
        )
        if home is not None:
            work.add(Living(family_id=family.id, household_id=homes[home].id, person_id=person.id))
        if number:
            work.add(Phone(person_id=person.id, number=number, digits=digits(number), hold_back=given == "Anna"))
    for index, (name, role) in enumerate(
        (("Mr Pugh", "head of year"), ("Grace Adeyemi", "midwife"), ("PC Lowther", "police"))
    ):
        professional = add_professional(work, chooser, (0, 1, 3)[index])
        address = f"{name.lower().replace(' ', '.')}@{professional.email.partition('@')[2]}"
        work.change(professional, name=name, role=role, email=address)
        work.add(Involvement(family_id=family.id, professional_id=professional.id, role=role))
    return people


def _due_date() -> str:
    return (clock.today() + timedelta(days=101)).isoformat()


def _kowalska_facts(work: Work, family: Family, people: dict[str, Person], now: datetime) -> None:
    fid = family.id
    today = clock.local(now).date()
    conference = today - timedelta(days=8)
    for name in ("Leo", "Maya", "Isla", "baby"):
        work.add(
            LegalStatus(
                family_id=fid, child_id=people[name].id, kind=StatusKind.CP, category="emotional", since=conference
            )
        )
        if name != "baby":
            for parent in ("Anna", "Darren"):
                work.add(ParentLink(family_id=fid, child_id=people[name].id, parent_id=people[parent].id))
                work.add(
                    Responsibility(
                        family_id=fid,
                        holder_id=people[parent].id,
                        child_id=people[name].id,
                        basis="named on the birth record",
                    )
                )
    work.add(LegalStatus(family_id=fid, child_id=people["Tia"].id, kind=StatusKind.CAO, since=date(2024, 6, 3)))
    for child, parents in PARENTS:
        for parent in parents:
            work.add(ParentLink(family_id=fid, child_id=people[child].id, parent_id=people[parent].id))
    work.add(
        ParentLink(
            family_id=fid, child_id=people["baby"].id, parent_id=people["Darren"].id, certainty=Certainty.ALLEGED,
            source="Anna, conference",
        )
    )  # fmt: skip
    work.add(
        Responsibility(
            family_id=fid, holder_id=people["Mark"].id, child_id=people["Tia"].id, basis="child arrangements order"
        )
    )
    for a, b, kind, since, over, ended in COUPLES:
        work.add(
            Union(
                family_id=fid, a_id=people[a].id, b_id=people[b].id, kind=kind, since=since, until=over, ended=ended
            )
        )  # fmt: skip
    until = today.replace(year=today.year + 1) - timedelta(days=113)
    work.add(
        CourtOrder(
            family_id=fid, kind="Non-molestation order", against_id=people["Darren"].id, protects=(people["Anna"].id,),
            terms="Darren Reid must not contact Anna or come within 100 metres.", since=today - timedelta(days=113),
            until=until, court="Wexcombe Family Court",
        )
    )  # fmt: skip
    for warning, headline, sentence in (
        (WarningKind.HOLD_BACK, "Address is held back.", "Nobody on the Reid side may have it, nor the school’s name."),
        (WarningKind.DANGER, "Non-molestation order", f"against Darren Reid until {until.day} {until:%b %Y}."),
        (WarningKind.CARE, "Visit in pairs", "at Mark’s home. Dog is kept in the kitchen."),
    ):
        work.add(Warning(family_id=fid, kind=warning, headline=headline, sentence=sentence, since=conference))
    work.add(
        Telling(
            family_id=fid, person_id=people["Sheila"].id,
            do_not_tell=(
                "Where Anna and the children live", "School, nursery or surgery names",
                "Anna’s number or her pregnancy",
            ),
            may_tell=(
                "Naomi gets her message today", "How contact is decided, in general", "When the family meeting is",
            ),
            if_pressed="I can’t say where they are, and I know that is hard. "
            f"I will make sure Naomi rings you before {_promised(now):%H:%M}.",
            why="Non-molestation order against her son Darren Reid.", checked_with="Anna",
            checked_at=_on_day(now, -1, time(11, 15)),
        )
    )  # fmt: skip


def _kowalska_calls(
    work: Work, chooser: Chooser, family: Family, people: dict[str, Person], naomi: Worker, now: datetime
) -> None:
    at = now - timedelta(minutes=16)
    call = work.add(
        Call(
            family_id=family.id, person_id=people["Sheila"].id, caller="Sheila Reid", relation="grandmother",
            number="07700 900142", about=(people["Leo"].id,), reason=Reason.WORRY, outcome=Outcome.MESSAGE,
            started_at=at, ended_at=at + timedelta(minutes=6), minutes=6, worker_id=naomi.id, state=CallState.DONE,
            note="Worried about a bruise on Leo’s arm. "
            "He told her on the phone last night and “doesn’t want to say how”.",
            harm=Harm.NOT_SURE, clock=ClockToday.TODAY, prompted=("bruise",), taken_by="Ruth Ellery",
        )
    )  # fmt: skip
    message = send_message(
        work, worker_id=naomi.id, what=f"Ring Sheila back before {_promised(now):%H:%M} about Leo", who="Sheila Reid",
        number="07700 900142", family_id=family.id, call_id=call.id, urgent=True, by_when=_promised(now),
    )  # fmt: skip
    work.change(message, sent_at=now - timedelta(minutes=13))
    for step in work.find(LadderStep, message_id=message.id):
        if step.due_at is not None:
            moved = step.due_at - (work.now - (now - timedelta(minutes=13)))
            told = moved if step.rung == 0 and moved <= now else None
            work.change(step, due_at=moved, told_at=told, channel="text" if told else "")
    earlier = (
        (
            "Barbara",
            now - timedelta(minutes=37),
            "Barbara can take the children on Saturday. Asks for a lift; she does not drive.",
            Direction.IN,
            4,
        ),
        (
            "Anna",
            _on_day(now, -1, time(16, 31)),
            "Told her the core group is booked. She will bring Maya’s drawing.",
            Direction.OUT,
            5,
        ),
        (
            "Sheila",
            _on_day(now, -2, time(9, 48)),
            "Asks when she can see the children. Told her how contact is decided.",
            Direction.IN,
            7,
        ),
    )
    roles = {given: role for given, _surname, role, *_ in PEOPLE}
    for name, began, note, direction, length in earlier:
        person = people[name]
        work.add(
            Call(
                family_id=family.id, person_id=person.id, caller=f"{person.given} {person.surname}", note=note,
                relation=roles[name],
                direction=direction, started_at=began, ended_at=began + timedelta(minutes=length), minutes=length,
                reason=Reason.CONTACT, outcome=Outcome.PASSED_ON, worker_id=naomi.id, state=CallState.DONE,
                harm=Harm.NO, clock=ClockToday.NO, taken_by="Ruth Ellery",
            )
        )  # fmt: skip
    today = clock.local(now).date()
    core = add_working_days(today, 3)
    work.add(
        Task(
            family_id=family.id, worker_id=naomi.id, kind=TaskKind.FOLLOW_UP, title="First core group", statutory=True,
            why="Limit is a day later. All seven invited.", due_on=add_working_days(today, 4),
            booked_at=datetime.combine(core, time(14), clock.LONDON), rule="Within 10 working days of the conference",
        )
    )  # fmt: skip
    seen = _on_day(now, -2, time(16))
    work.add(
        Task(
            family_id=family.id, person_id=people["Leo"].id, worker_id=naomi.id, kind=TaskKind.VISIT,
            title="Child protection visit: all three seen, Leo alone", booked_at=seen, done_at=seen,
            outcome="In time; working day 4 of 10. Bedrooms seen.", statutory=True,
        )
    )  # fmt: skip


def _on_day(now: datetime, working_days: int, at: time) -> datetime:
    """A time of a working day before or after today."""
    return datetime.combine(add_working_days(clock.local(now).date(), working_days), at, clock.LONDON)


def _promised(now: datetime) -> datetime:
    """By when Sheila was promised a call, on the wall's clock."""
    return clock.local(now + timedelta(minutes=82))
