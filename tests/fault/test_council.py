"""Three laptops, two teams, and everything that can go wrong between them, in any order Hypothesis thinks of.

`HYPOTHESIS_PROFILE=explore COUNCIL_EXAMPLES=500` looks for new orders by hand.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from central_server.access import families
from central_server.store import Store
from desktop_app.commands.facts import add_fact, change_fact, remove_fact, restore_fact
from desktop_app.errors import UserError
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person, Phone
from desktop_app.records.work import Task
from tests.fault.council import Council, Seated
from tests.helpers.direct_line import FAIR, WEATHERS

EXAMPLES = int(os.environ.get("COUNCIL_EXAMPLES", "5"))
STEPS = int(os.environ.get("COUNCIL_STEPS", "40"))
KINDS: dict[str, tuple[type, str]] = {
    "phone": (Phone, "number"), "family": (Family, "note"), "person": (Person, "known_as"), "call": (Call, "note"),
    "task": (Task, "title"),
}  # fmt: skip
SEATS = st.integers(0, 2)
WHICH = st.integers(0, 5)
TO = st.sampled_from([("user", "u-ruth"), ("user", "u-sam"), ("user", "u-priya"), ("team", "north"), ("team", "south")])
OFF = st.sampled_from([timedelta(), timedelta(days=3), timedelta(days=-3), timedelta(minutes=7), timedelta(minutes=-7)])


class Storms(RuleBasedStateMachine):
    """What people and misfortune do; `council` judges when all is quiet."""

    make: Callable[[Path], Council]

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.council = self.make(Path(self.folder.name))
        self.chance = random.Random(seed)
        self.count = 0

    def _seat(self, which: int) -> Seated:
        return self.council.seats[which % len(self.council.seats)]

    def _one(self, seat: Seated, kind: str, which: int, *, removed: bool = False) -> Any:
        cls, _name = KINDS.get(kind, (Member, ""))
        there = seat.desk.read(lambda reader: reader.rows(
            f"SELECT id FROM r_{kind} WHERE (removed_at IS NOT NULL) = :removed ORDER BY id", {"removed": removed}
        ))  # fmt: skip
        return seat.desk.read(lambda reader: reader.get(cls, there[which % len(there)].id)) if there else None

    def _words(self) -> str:
        self.count += 1
        return f"word {self.count}. Another sentence {self.count}."

    @rule(seat=SEATS)
    def new_family(self, seat: int) -> None:
        one = self._seat(seat)
        family = self.council.do(one, add_fact, Family(name="Kowalska", note=self._words()))
        person = self.council.do(one, add_fact, Person(given="Anna"))
        self.council.do(one, add_fact, Member(family_id=family.id, person_id=person.id))
        self.council.do(one, add_fact, Phone(person_id=person.id, number="020 7946 0001"))
        self.council.do(one, add_fact, Call(family_id=family.id, note=self._words()))

    @rule(seat=SEATS, which=WHICH, where=st.sampled_from(["family", "person", "nowhere"]), kind=st.sampled_from("ct"))
    def new_record(self, seat: int, which: int, where: str, kind: str) -> None:
        one = self._seat(seat)
        lies = self._one(one, where, which) if where != "nowhere" else None
        at = {f"{where}_id": lies.id} if lies else {}
        made = Call(note=self._words(), **at) if kind == "c" else Task(title=self._words(), **at)
        self.council.do(one, add_fact, made)

    @rule(seat=SEATS, which=WHICH, kind=st.sampled_from(sorted(KINDS)))
    def edit(self, seat: int, which: int, kind: str) -> None:
        one = self._seat(seat)
        found = self._one(one, kind, which)
        if found:
            self.council.do(one, change_fact, kind, found.id, **{KINDS[kind][1]: self._words()})

    @rule(seat=SEATS, which=WHICH, kind=st.sampled_from([*sorted(KINDS), "member"]))
    def remove(self, seat: int, which: int, kind: str) -> None:
        one = self._seat(seat)
        found = self._one(one, kind, which)
        if found:
            self.council.do(one, remove_fact, kind, found.id)

    @rule(seat=SEATS, which=WHICH, kind=st.sampled_from([*sorted(KINDS), "member"]))
    def restore(self, seat: int, which: int, kind: str) -> None:
        one = self._seat(seat)
        found = self._one(one, kind, which, removed=True)
        if found:
            self.council.do(one, restore_fact, kind, found.id)

    @rule(seat=SEATS, which=WHICH, to=WHICH, kind=st.sampled_from(["call", "task"]))
    def move(self, seat: int, which: int, to: int, kind: str) -> None:
        one = self._seat(seat)
        found, family = self._one(one, kind, which), self._one(one, "family", to)
        if found:
            self.council.do(one, change_fact, kind, found.id, family_id=family.id if family and to else "")

    @rule(seat=SEATS, which=WHICH, to=WHICH)
    def join(self, seat: int, which: int, to: int) -> None:
        one = self._seat(seat)
        person, family = self._one(one, "person", which), self._one(one, "family", to)
        if person and family:
            self.council.do(one, add_fact, Member(family_id=family.id, person_id=person.id))

    @rule(seat=SEATS)
    def undo(self, seat: int) -> None:
        one = self._seat(seat)
        if one.desk.can_undo:
            try:
                one.desk.undo().result()
            except UserError:
                return

    @rule(seat=SEATS, which=WHICH, to=TO)
    def assign(self, seat: int, which: int, to: tuple[str, str]) -> None:
        family = self._one(self._seat(seat), "family", which)
        if family:
            self.council.with_family(family.id, families.grant, to, "assigned", "2020-01-01")

    @rule(seat=SEATS, which=WHICH, to=TO)
    def unassign(self, seat: int, which: int, to: tuple[str, str]) -> None:
        family = self._one(self._seat(seat), "family", which)
        if family:
            self.council.with_family(family.id, families.withdraw, to)

    @rule(seat=SEATS, which=WHICH, on=st.booleans())
    def embargo(self, seat: int, which: int, on: bool) -> None:
        family = self._one(self._seat(seat), "family", which)
        if family:
            self.council.with_family(family.id, *((families.hide, "staff") if on else (families.show_again,)))

    @rule(seat=SEATS)
    def sync(self, seat: int) -> None:
        self.council.sync(self._seat(seat))

    @rule(seat=SEATS, seed=st.integers(0, 2**16))
    def sync_in_bad_weather(self, seat: int, seed: int) -> None:
        chance = random.Random(seed)
        self.council.storm = lambda: chance.choice(WEATHERS)
        self.council.sync(self._seat(seat))
        self.council.storm = lambda: FAIR

    @rule(seat=SEATS)
    def crash(self, seat: int) -> None:
        self.council.crash(self._seat(seat))

    @rule(seat=SEATS, off=OFF)
    def clock(self, seat: int, off: timedelta) -> None:
        self._seat(seat).off = off

    @rule(seat=SEATS)
    def back_up(self, seat: int) -> None:
        self.council.back_up(self._seat(seat))

    @rule(seat=SEATS)
    def put_backup_back(self, seat: int) -> None:
        self.council.put_backup_back(self._seat(seat))

    @rule(seat=SEATS)
    def clone(self, seat: int) -> None:
        if len(self.council.seats) < 5:
            self.council.clone(self._seat(seat))

    @rule(seat=SEATS)
    def revoke(self, seat: int) -> None:
        self.council.revoke(self._seat(seat))

    @rule()
    def back_up_server(self) -> None:
        self.council.back_up_server()

    @rule()
    def put_server_back(self) -> None:
        self.council.put_server_back()

    def teardown(self) -> None:
        try:
            self.council.quiet()
            self.council.judge()
        finally:
            self.council.close()
            self.folder.cleanup()


def test_whatever_happens_nothing_is_lost_and_nothing_stays_where_it_should_not(store: Store):
    machine = type("Here", (Storms,), {"make": staticmethod(lambda folder: Council(store, folder))})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
