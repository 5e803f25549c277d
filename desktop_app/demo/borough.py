"""Wexcombe, which is nowhere: teams, families and a term of calls, written through one command a family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.demo import notes, story
from desktop_app.demo.names import SCHOOLS, Chooser, Roots
from desktop_app.demo.writing import add_family, add_person, add_professional
from desktop_app.desk import Desk
from desktop_app.records.contacts import Attachment, Call, Email
from desktop_app.records.families import Family, Household, LegalStatus
from desktop_app.records.people import Person
from desktop_app.records.team import Involvement, Team, Worker
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
from desktop_app.rules.working_days import add_working_days

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
    desk.do(add_pieces).result()


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
    family, home = add_family(work, chooser, surname, f"2{number + 1000:04d}", worker, today)
    needs = roots.language != "English" and random.random() < 0.6
    mother = add_person(
        work, chooser, family, roots, surname, "mother", Sex.FEMALE, _born(random.randrange(22, 44), today, chooser),
        home=home, interpreter=needs, mobile=True, responsible=True,
    )  # fmt: skip
    people = [mother]
    if random.random() < 0.7:
        own = surname if random.random() < 0.5 else chooser.surname(roots)
        lives = home if random.random() < 0.5 else None
        born = _born(random.randrange(23, 50), today, chooser)
        people.append(
            add_person(
                work, chooser, family, roots, own, "father", Sex.MALE, born, home=lives, mobile=True, responsible=True
            )
        )
    children = _children(work, chooser, family, roots, surname, home, people, today)
    if random.random() < 0.5:
        born = _born(random.randrange(48, 75), today, chooser)
        people.append(add_person(work, chooser, family, roots, surname, "grandmother", Sex.FEMALE, born, mobile=True))
    professional = add_professional(work, chooser)
    work.add(Involvement(family_id=family.id, professional_id=professional.id, role=professional.role, since=today))
    for _ in range(size.calls):
        _call(work, chooser, family.id, people, children, worker, now)
    for place in range(size.emails):
        _email(work, chooser, family.id, professional.email, professional.name, worker, now, place, children)
    _tasks(work, chooser, family.id, children, worker, today)


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
) -> list[Person]:
    children = []
    for _ in range(chooser.random.choice((1, 2, 2, 3, 3, 4, 5))):
        girl = chooser.random.random() < 0.5
        role, sex = ("daughter", Sex.FEMALE) if girl else ("son", Sex.MALE)
        born = _born(chooser.random.randrange(0, 17), today, chooser)
        child = add_person(
            work, chooser, family, roots, surname, role, sex, born, home=home, is_child=True, parents=parents,
            school=chooser.random.choice(SCHOOLS),
        )  # fmt: skip
        children.append(child)
        kind = chooser.random.choices([one for one, _ in STATUSES], [weight for _, weight in STATUSES])[0]
        category = chooser.random.choice(CATEGORIES) if kind is StatusKind.CP else ""
        since = today - timedelta(days=chooser.random.randrange(10, 400))
        work.add(LegalStatus(family_id=family.id, child_id=child.id, kind=kind, category=category, since=since))
    return children


def _call(
    work: Work,
    chooser: Chooser,
    family_id: str,
    people: list[Person],
    children: list[Person],
    worker: Worker,
    now: datetime,
) -> None:
    random = chooser.random
    caller = random.choice(people)
    child = random.choice(children)
    worrying = random.random() < 0.05
    day = (clock.local(now) + timedelta(days=random.randrange(1, 12))).strftime("%A")
    note = random.choice(notes.WORRYING if worrying else notes.ORDINARY).format(child=child.given, day=day)
    back = timedelta(days=random.randrange(0, 120), minutes=random.randrange(0, 480))
    at = clock.local(now - back).replace(hour=random.randrange(8, 18), minute=random.randrange(60))
    at = min(at, clock.local(now) - timedelta(minutes=20))
    minutes = random.randrange(1, 14)
    work.add(
        Call(
            family_id=family_id, person_id=caller.id, caller=f"{caller.given} {caller.surname}", about=(child.id,),
            direction=Direction.IN if random.random() < 0.7 else Direction.OUT,
            channel=random.choices((Channel.PHONE, Channel.TEXT, Channel.VIDEO, Channel.IN_PERSON), (80, 12, 4, 4))[0],
            reason=random.choice((Reason.CONTACT, Reason.WORRY, Reason.VISIT, Reason.HELP)),
            outcome=random.choice((Outcome.MESSAGE, Outcome.ANSWERED, Outcome.ANSWERED, Outcome.PASSED_ON)),
            started_at=at, ended_at=at + timedelta(minutes=minutes), minutes=minutes, worker_id=worker.id, note=note,
            harm=Harm.NOT_SURE if worrying else Harm.NO, clock=ClockToday.NO, state=CallState.DONE, taken_by=ME,
        )
    )  # fmt: skip


def _email(
    work: Work, chooser: Chooser, family_id: str, address: str, name: str, worker: Worker, now: datetime, place: int,
    children: list[Person],
) -> None:  # fmt: skip
    random = chooser.random
    at = now - timedelta(days=random.randrange(1, 90), minutes=random.randrange(600))
    subject = random.choice(notes.SUBJECTS)
    text = random.choice(notes.LETTERS).format(child=children[0].given)
    email = work.add(
        Email(
            family_id=family_id, worker_id=worker.id, subject=subject, sender=address, sender_name=name,
            to=("ruth.ellery@wexcombe.example",), sent_at=at, filed_at=at + timedelta(minutes=30), text=text, minutes=2,
            message_id=f"<{family_id[-12:]}.{place}@wexcombe.example>", content_hash=f"{family_id}{place}",
        )
    )  # fmt: skip
    if random.random() < 0.3:
        data = f"{subject}\n\n{text}\n".encode()
        work.add(
            Attachment(
                family_id=family_id, owner_id=email.id, name=f"{subject}.txt", media_type="text/plain", size=len(data),
                blob_id=work.keep_blob(data),
            )
        )  # fmt: skip


def _tasks(work: Work, chooser: Chooser, family_id: str, children: list[Person], worker: Worker, today: date) -> None:
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
                title="Child in need visit", why=f"{child.given}; every 20 working days.", due_on=due, booked_at=booked,
                rule="Every 20 working days (local rule)",
            )
        )  # fmt: skip
    if random.random() < 0.35:
        asked = today - timedelta(days=random.randrange(3, 16))
        work.add(
            Task(
                family_id=family_id, worker_id=worker.id, kind=TaskKind.WAITING_FOR, waiting_on="GP surgery",
                title="GP reply outstanding", asked_on=asked, chased=random.randrange(0, 3),
                due_on=add_working_days(today, random.randrange(1, 9)), why="Second letter is drafted.",
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
