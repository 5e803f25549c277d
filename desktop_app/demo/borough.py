"""Wexcombe, which is nowhere: teams, families and a term of calls, written through one command a family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.demo import checks, diary_rows, notes, steps_done, story, two_answers
from desktop_app.demo.names import SCHOOLS, Chooser, Roots
from desktop_app.demo.writing import add_family, add_person, add_professional
from desktop_app.desk import Desk
from desktop_app.records.contacts import Attachment, Call, Email
from desktop_app.records.families import Family, Household, LegalStatus
from desktop_app.records.people import Person
from desktop_app.records.team import Involvement, Professional, Team, Worker
from desktop_app.records.words import (
    CallState,
    Channel,
    ClockToday,
    Direction,
    Harm,
    Outcome,
    Reason,
    Sex,
    StatusKind,
    TaskKind,
)  # fmt: skip
from desktop_app.records.work import Task, TextPiece
from desktop_app.rules.working_days import add_working_days, is_working_day

FAMILIES = 32
CALLS = 18
EMAILS = 4
ME = "Ruth Ellery"
WORKERS = ("Naomi Clarke", "Tom Hartley", "Leila Haddad", "Jonathan Price", "Ifeoma Okafor")
STATUSES = ((StatusKind.CIN, 45), (StatusKind.CP, 30), (StatusKind.CLA, 12), (StatusKind.ASSESSMENT, 13))
CATEGORIES = ("neglect", "emotional", "physical", "sexual")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: families, and calls and emails for each."""

    families: int
    calls: int = CALLS
    emails: int = EMAILS

    @classmethod
    def times(cls, factor: int) -> Size:
        """The usual borough, some times over."""
        return cls(FAMILIES * factor)


def build(
    desk: Desk,
    *,
    seed: int = 7,
    size: Size | None = None,
    now: datetime | None = None,
    told: Callable[[int, int], object] | None = None,
) -> None:
    """Fill an empty vault. `told` hears (families done, of how many)."""
    now = now or clock.now()
    size = size or Size.times(1)
    chooser = Chooser(seed)
    teams = -(-size.families // 400)
    workers: list[Worker] = []
    for number in range(teams):
        workers += desk.do(add_team, chooser, number).result()
    told_of = size.families + 4
    desk.do(story.tell, chooser, workers, now).result()
    for number in range(size.families):
        worker = workers[number % len(workers)]
        desk.do(add_whole_family, chooser, worker, number, size, now).result(600)
        if told is not None:
            told(number + 1, told_of)
    desk.do(diary_rows.fill, workers[:5], now).result(600)
    steps_done.keep_up(desk, now, "21000")
    desk.do(checks.add_checks, now).result()
    desk.do(add_pieces).result()
    desk.do(two_answers.disagree, now).result()


@command("Demo: team")
def add_team(work: Work, /, chooser: Chooser, number: int) -> list[Worker]:
    """A team with its ladder, its social workers and, in the first one, me."""
    names = ("North", "South", "East", "West")
    team = work.add(
        Team(
            name=f"Team {names[number]}" if number < 4 else f"Team {number + 1}", manager="Dean Aldous",
            manager_phone="07700 900455", duty="Duty", duty_phone="01632 960100",
        )
    )  # fmt: skip
    workers = []
    for place, name in enumerate(WORKERS):
        whole = name if number == 0 else f"{name.split()[0]} {chooser.surname(chooser.roots())}"
        first, last = whole.split(" ", 1)
        workers.append(
            work.add(
                Worker(
                    name=whole, initials=first[0] + last[0], team_id=team.id, phone=chooser.mobile(), place=place,
                    email=f"{first}.{last}".lower().replace(" ", ".") + "@wexcombe.example", mine=number == 0,
                )
            )
        )  # fmt: skip
    if number == 0:
        work.add(Worker(name=ME, initials="RE", role="personal assistant", mine=False, is_me=True, team_id=team.id))
    return workers


@command("Demo: family")
def add_whole_family(work: Work, /, chooser: Chooser, worker: Worker, number: int, size: Size, now: datetime) -> None:
    """A family with everything around it."""
    random = chooser.random
    roots = chooser.roots()
    surname = chooser.surname(roots)
    today = clock.local(now).date()
    since = today - timedelta(days=random.randrange(130, 420))
    family, home = add_family(work, chooser, surname, f"2{number + 1000:04d}", worker, since)
    needs = roots.language != "English" and random.random() < 0.6
    age = random.randrange(22, 44)
    mother = add_person(
        work, chooser, family, roots, surname, "mother", Sex.FEMALE, _born(age, today, chooser), home=home,
        interpreter=needs, mobile=True, responsible=True,
    )  # fmt: skip
    people = [mother]
    if random.random() < 0.7:
        own = surname if random.random() < 0.5 else chooser.surname(roots)
        lives = home if random.random() < 0.5 else None
        born = _born(age + random.randrange(0, 7), today, chooser)
        people.append(
            add_person(
                work, chooser, family, roots, own, "father", Sex.MALE, born, home=lives, mobile=True, responsible=True
            )
        )
    children, kind = _children(work, chooser, family, roots, surname, home, people, today, age - 18)
    if random.random() < 0.5:
        born = _born(age + random.randrange(19, 32), today, chooser)
        people.append(add_person(work, chooser, family, roots, surname, "grandmother", Sex.FEMALE, born, mobile=True))
    professional = add_professional(work, chooser)
    work.add(Involvement(family_id=family.id, professional_id=professional.id, role=professional.role, since=since))
    for _ in range(size.calls):
        _call(work, chooser, family.id, people, children, professional, worker, now)
    for place in range(size.emails):
        _email(work, chooser, family.id, professional.email, professional.name, worker, now, place, children)
    _tasks(work, chooser, family.id, children, kind, worker, today)


def _born(years: int, today: date, chooser: Chooser) -> str:
    return (today - timedelta(days=years * 365 + chooser.random.randrange(365))).isoformat()


def _children(
    work: Work,
    chooser: Chooser,
    family: Family,
    roots: Roots,
    surname: str,
    home: Household,
    parents: list[Person],
    today: date,
    oldest: int,
) -> tuple[list[Person], StatusKind]:
    children: list[Person] = []
    kind = chooser.random.choices([one for one, _ in STATUSES], [weight for _, weight in STATUSES])[0]
    category = chooser.random.choice(CATEGORIES) if kind is StatusKind.CP else ""
    since = today - timedelta(days=chooser.random.randrange(10, 120))
    for _ in range(chooser.random.choice((1, 2, 2, 3, 3, 4, 5))):
        girl = chooser.random.random() < 0.5
        role, sex = ("daughter", Sex.FEMALE) if girl else ("son", Sex.MALE)
        born = _born(chooser.random.randrange(0, max(3, min(17, oldest))), today, chooser)
        child = add_person(
            work, chooser, family, roots, surname, role, sex, born, home=home, is_child=True, parents=parents,
            school=chooser.random.choice(SCHOOLS), given=_unlike(chooser, roots, girl, children),
        )  # fmt: skip
        children.append(child)
        work.add(LegalStatus(family_id=family.id, child_id=child.id, kind=kind, category=category, since=since))
    return children, kind


def _unlike(chooser: Chooser, roots: Roots, girl: bool, siblings: list[Person]) -> str:
    """A given name no brother or sister has, as far as there are enough."""
    taken = {one.given for one in siblings}
    names = [one for one in (roots.girls if girl else roots.boys) if one not in taken]
    return chooser.random.choice(names or ["Charlie", "Robin", "Sam"])


def _call(
    work: Work,
    chooser: Chooser,
    family_id: str,
    people: list[Person],
    children: list[Person],
    professional: Professional,
    worker: Worker,
    now: datetime,
) -> None:
    random = chooser.random
    caller = random.choice(people) if random.random() < 0.7 else None
    child = random.choice(children)
    worrying = random.random() < 0.05
    at = _office_hours(chooser, now, 120)
    day = f"{add_working_days(at.date(), random.randrange(1, 9)):%A}"
    ordinary = notes.ORDINARY if caller else notes.BY_ROLE[professional.role]
    note = random.choice(notes.WORRYING if worrying else ordinary).format(child=child.given, day=day)
    minutes = random.randrange(1, 14)
    work.add(
        Call(
            family_id=family_id, about=(child.id,), person_id=caller.id if caller else "",
            professional_id="" if caller else professional.id,
            caller=f"{caller.given} {caller.surname}" if caller else professional.name,
            direction=Direction.IN if random.random() < 0.7 else Direction.OUT,
            channel=random.choices((Channel.PHONE, Channel.TEXT, Channel.VIDEO, Channel.IN_PERSON), (80, 12, 4, 4))[0],
            reason=random.choice((Reason.CONTACT, Reason.WORRY, Reason.VISIT, Reason.HELP)),
            outcome=random.choice((Outcome.MESSAGE, Outcome.ANSWERED, Outcome.ANSWERED, Outcome.PASSED_ON)),
            started_at=at, ended_at=at + timedelta(minutes=minutes), minutes=minutes, worker_id=worker.id, note=note,
            harm=Harm.NOT_SURE if worrying else Harm.NO, clock=ClockToday.NO, state=CallState.DONE, taken_by=ME,
        )
    )  # fmt: skip


def _office_hours(chooser: Chooser, now: datetime, days: int) -> datetime:
    """A moment of a working day before today, between 08:00 and 18:00 on the wall."""
    random = chooser.random
    day = clock.local(now).date() - timedelta(days=random.randrange(1, days))
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, random.randrange(8, 18), random.randrange(60), tzinfo=clock.LONDON)


def _email(
    work: Work, chooser: Chooser, family_id: str, address: str, name: str, worker: Worker, now: datetime, place: int,
    children: list[Person],
) -> None:  # fmt: skip
    random = chooser.random
    at = _office_hours(chooser, now, 90)
    subject, text = random.choice(notes.LETTERS)
    text = text.format(child=children[0].given)
    email = work.add(
        Email(
            family_id=family_id, worker_id=worker.id, subject=subject, sender=address, sender_name=name,
            to=("ruth.ellery@wexcombe.example",), sent_at=at, filed_at=at + timedelta(minutes=30), text=text, minutes=2,
            message_id=f"<{family_id[-12:]}.{place}@wexcombe.example>", content_hash=f"{family_id}{place}",
        )
    )  # fmt: skip
    if subject in notes.WITH_PAPERS:
        data = f"{subject}\n\n{text}\n".encode()
        work.add(
            Attachment(
                family_id=family_id, owner_id=email.id, name=f"{subject}.txt", media_type="text/plain", size=len(data),
                blob_id=work.keep_blob(data),
            )
        )  # fmt: skip


VISITS = {
    StatusKind.CP: ("Child protection visit", "every 10 working days"),
    StatusKind.CLA: ("Visit to a child we look after", "every 6 weeks"),
}


def _tasks(
    work: Work, chooser: Chooser, family_id: str, children: list[Person], kind: StatusKind, worker: Worker, today: date
) -> None:
    title, often = VISITS.get(kind, ("Child in need visit", "every 20 working days"))
    random = chooser.random
    child = random.choice(children)
    if random.random() < 0.5:
        due = add_working_days(today, random.randrange(2, 25))
        booked = None
        if random.random() < 0.6:
            booked = datetime(due.year, due.month, due.day, random.randrange(9, 17), 30, tzinfo=clock.LONDON)
        work.add(
            Task(
                family_id=family_id, person_id=child.id, worker_id=worker.id, kind=TaskKind.VISIT, statutory=True,
                title=title, why=f"{child.given}; {often}.", due_on=due, booked_at=booked,
                rule=f"{often.capitalize()} (local rule)",
            )
        )  # fmt: skip
    if random.random() < 0.35:
        asked = add_working_days(today, -random.randrange(3, 12))
        chased = random.randrange(0, 3)
        work.add(
            Task(
                family_id=family_id, worker_id=worker.id, kind=TaskKind.WAITING_FOR, waiting_on="GP surgery",
                title="GP reply outstanding", asked_on=asked, chased=chased,
                due_on=add_working_days(today, random.randrange(1, 9)),
                why="Second letter is drafted." if chased else "",
            )
        )  # fmt: skip


@command("Demo: text pieces")
def add_pieces(work: Work, /) -> None:
    """A team's own text pieces."""
    for trigger, text in (
        ("vm", "Left a voicemail asking to ring back."),
        ("na", "No answer."),
        ("pass", "Told them I will pass it on and that the social worker will decide."),
    ):
        work.add(TextPiece(trigger=trigger, text=text))
