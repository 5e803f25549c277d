"""The families one meets first: written by hand, around today, so that the first morning makes sense."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.demo.kowalska import add_kowalska_reid
from desktop_app.demo.names import ROOTS, Chooser
from desktop_app.demo.writing import add_person
from desktop_app.records.contacts import CallBack
from desktop_app.records.families import (
    Family,
    Household,
    LegalStatus,
)  # fmt: skip
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Worker
from desktop_app.records.words import (
    Harm,
    Sex,
    StatusKind,
    TaskKind,
)  # fmt: skip
from desktop_app.records.work import Task
from desktop_app.rules.working_days import add_working_days

ENGLISH, POLISH, URDU, TWI = ROOTS[0], ROOTS[1], ROOTS[2], ROOTS[5]


@command("Demo: the first families")
def tell(work: Work, /, chooser: Chooser, workers: list[Worker], now: datetime) -> None:
    """Kowalska–Reid with everything, and the families behind today's list."""
    naomi, tom, leila, jonathan, ifeoma = workers[:5]
    today = clock.local(now).date()
    add_kowalska_reid(work, chooser, naomi, now)
    kwame = _small(work, chooser, "Osei-Bonsu", "20377", naomi, today, ("Efua", "Kwame", 6), TWI)
    _visit(
        work,
        kwame,
        naomi,
        "Child protection visit",
        today,
        "Last seen {seen}; ten working days end today. No slot booked.",
    )
    bright = _small(work, chooser, "Bright", "20391", tom, today, ("Donna", "Alfie", 4), ENGLISH)
    out = _at(today, now, -8)
    work.add(
        Task(
            family_id=bright[0].id, person_id=bright[1].id, worker_id=tom.id, kind=TaskKind.VISIT, title="Home visit",
            booked_at=out - timedelta(minutes=75), ends_at=out, due_on=today,
        )
    )  # fmt: skip
    pike = _small(work, chooser, "Pike", "20402", leila, today, ("Carol", "Marlon", 12), ENGLISH)
    _waiting(
        work,
        pike,
        leila,
        "Health consent form",
        today,
        days=-2,
        asked=-10,
        chased=2,
        why="Next step is the team manager.",
    )
    amadi = _small(work, chooser, "Amadi", "20411", naomi, today, ("Abena", "Kofi", 8), TWI)
    _waiting(
        work, amadi, naomi, "GP reply outstanding", today, days=1, asked=-5, chased=1, why="Second letter is drafted."
    )
    whittaker = _small(work, chooser, "Whittaker", "20368", ifeoma, today, ("Jade", "Ruby", 3), ENGLISH, girl=True)
    _paper(
        work,
        whittaker,
        ifeoma,
        "Decision letter",
        today,
        "Conference was yesterday. Draft is with the chair, Moira Stott.",
    )
    farrow = _small(work, chooser, "Farrow", "20355", jonathan, today, ("Tracey", "Callum", 10), ENGLISH)
    _paper(
        work, farrow, jonathan, "Share report with parents", add_working_days(today, 1),
        "Conference is in four working days; parents need it three working days before.",
    )  # fmt: skip
    work.add(
        CallBack(
            family_id=amadi[0].id, worker_id=naomi.id, who="Mrs Doyle", number="01632 960142",
            about="Kofi’s attendance", by_when=_at(today, now, 112),
        )
    )  # fmt: skip


Whole = tuple[Family, Person]


def _at(today: date, now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)


def _small(
    work: Work,
    chooser: Chooser,
    surname: str,
    number: str,
    worker: Worker,
    today: date,
    who: tuple[str, str, int],
    roots: object,
    girl: bool = False,
) -> Whole:
    from desktop_app.demo.names import Roots

    assert isinstance(roots, Roots)  # noqa: S101
    mother_name, child_name, age = who
    family = work.add(Family(name=surname, number=number))
    work.add(Allocation(family_id=family.id, worker_id=worker.id, since=today - timedelta(days=120)))
    lines, postcode = chooser.address()
    home = work.add(Household(family_id=family.id, name=f"{mother_name}’s home", lines=lines, postcode=postcode))
    born = (today - timedelta(days=33 * 365)).isoformat()
    mother = add_person(
        work, chooser, family, roots, surname, "mother", Sex.FEMALE, born, given=mother_name, home=home, mobile=True
    )
    role, sex = ("daughter", Sex.FEMALE) if girl else ("son", Sex.MALE)
    child = add_person(
        work, chooser, family, roots, surname, role, sex, (today - timedelta(days=age * 365 + 90)).isoformat(),
        given=child_name, home=home, is_child=True, parents=[mother],
    )  # fmt: skip
    work.add(
        LegalStatus(
            family_id=family.id,
            child_id=child.id,
            kind=StatusKind.CP,
            category="neglect",
            since=today - timedelta(days=80),
        )
    )
    return family, child


def _visit(work: Work, who: Whole, worker: Worker, title: str, due: date, why: str) -> None:
    seen = add_working_days(due, -10)
    work.add(
        Task(
            family_id=who[0].id, person_id=who[1].id, worker_id=worker.id, kind=TaskKind.VISIT, title=title, due_on=due,
            why=why.format(seen=f"{seen:%a} {seen.day} {seen:%b}"), statutory=True, harm=Harm.NOT_SURE,
            rule="Every 10 working days (his plan)",
        )
    )  # fmt: skip


def _waiting(
    work: Work, who: Whole, worker: Worker, title: str, today: date, *, days: int, asked: int, chased: int, why: str
) -> None:
    work.add(
        Task(
            family_id=who[0].id, person_id=who[1].id, worker_id=worker.id, kind=TaskKind.WAITING_FOR, title=title,
            due_on=add_working_days(today, days), asked_on=add_working_days(today, asked), chased=chased, why=why,
        )
    )  # fmt: skip


def _paper(work: Work, who: Whole, worker: Worker, title: str, due: date, why: str) -> None:
    work.add(
        Task(
            family_id=who[0].id, worker_id=worker.id, kind=TaskKind.DOCUMENT, title=title, due_on=due, why=why,
            statutory=True,
        )
    )  # fmt: skip
