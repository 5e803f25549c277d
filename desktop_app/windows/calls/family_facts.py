"""What the call panel reads of a family: children to talk about, whose family it is, what may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.records.people import Person
from desktop_app.rules.days import age_on
from desktop_app.rules.telling import Advice, Facts, before_you_speak
from desktop_app.vault.queries.families import FamilyPage, family_page
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """A family as far as one call needs it. `children` are (id, "Leo, 9"); `worker_id` is whose family it is."""

    page: FamilyPage
    children: tuple[tuple[str, str], ...]
    worker_id: str

    def names(self) -> str:
        """ "Leo, Maya and Isla"."""
        names = [words.split(",")[0] for _key, words in self.children]
        return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)

    def advice(self, person_id: str, day: date, *, professional: bool) -> Advice:
        """What this caller may be told on a day."""
        page = self.page
        facts = Facts(
            page.family, page.members, page.people, page.responsibilities, page.orders, page.tellings,
            page.households, page.livings, page.phones, page.addresses,
        )  # fmt: skip
        return before_you_speak(facts, person_id, day, professional=professional)


def family_facts(reader: Reader, family_id: str, day: date) -> FamilyFacts | None:
    """The facts of a family on a day; None when it isn't in this vault."""
    page = family_page(reader, family_id)
    if page is None:
        return None
    ordered = sorted(page.members, key=lambda one: (one.place, one.id))
    children = tuple(
        (one.person_id, _child(page.people[one.person_id], day))
        for one in ordered
        if one.is_child and one.person_id in page.people
    )
    current = [
        allocation.worker_id
        for allocation, worker in page.allocations
        if (allocation.until is None or allocation.until > day) and not worker.is_me
    ]
    return FamilyFacts(page, children, current[0] if current else "")


def _child(person: Person, day: date) -> str:
    name = person.known_as or person.given or person.native_name or ("Unborn baby" if person.due else person.surname)
    age = age_on(person.born, day) if person.born else None
    return f"{name or 'No name yet'}, {age}" if age is not None else name or "No name yet"
