"""What two people answered differently in the demo: a number, and a sentence in a family's note."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.commands.base import Work, command
from desktop_app.journal.change import pack
from desktop_app.records.families import Family
from desktop_app.records.people import Person, Phone
from desktop_app.records.sync import Conflict

ME, TOM, PRIYA = "Ruth Ellery", "Tom Hartley", "Priya Shah"
BEFORE, NUMBER, OTHER = "07700 900105", "07700 900227", "07700 900722"
SENTENCE = "Leo will see his father only in a contact centre."
CHANGED = "Leo will not see his father until the review."


@command("Demo: two answers")
def disagree(work: Work, /, now: datetime) -> None:
    """Barbara Kowalska's number was corrected twice while both were offline; so was one sentence about contact."""
    for person in work.find(Person, given="Barbara", surname="Kowalska"):
        for phone in work.find(Phone, person_id=person.id, number=NUMBER):
            work.change(work.change(phone, number=BEFORE), number=NUMBER)
            work.add(
                Conflict(
                    person_id=person.id, about_kind=Phone.KIND, about_id=phone.id, field="number",
                    mine=pack(NUMBER), mine_by=ME, mine_at=now - timedelta(hours=17, minutes=48),
                    other=pack(OTHER), other_by=TOM, other_at=now - timedelta(hours=17, minutes=3),
                )
            )  # fmt: skip
    for family in work.find(Family, number="20418"):
        work.change(family, note=" ".join(part for part in (family.note, SENTENCE) if part))
        work.add(
            Conflict(
                family_id=family.id, about_kind=Family.KIND, about_id=family.id, field="note",
                mine=pack(SENTENCE), mine_by=ME, mine_at=now - timedelta(hours=18, minutes=20),
                other=pack(CHANGED), other_by=PRIYA, other_at=now - timedelta(hours=18, minutes=17),
            )
        )  # fmt: skip
