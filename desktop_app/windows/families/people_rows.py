"""The people of a family by home, as rows: who they are, how they are reached, what must be known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.commands.people import full_name
from desktop_app.records.families import CourtOrder, Household, Member
from desktop_app.records.people import Person
from desktop_app.rules.days import age_on, born_words, counted, day_words
from desktop_app.vault.queries.families import FamilyPage, Lately
from desktop_app.windows.families.marks import MARKS, school_year, worst
from desktop_app.windows.widgets.row_list import Row, Section

NAMELESS = "No name yet"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the rows are made of: the family, what is of today, the day, how many people are known at all."""

    page: FamilyPage
    lately: Lately
    today: date


def short_name(person: Person | None) -> str:
    """The one word people use for someone."""
    if person is None:
        return "someone"
    return person.known_as or person.given or person.surname or person.native_name or "the unborn baby"


def groups(shown: Shown) -> list[tuple[Section | None, list[Row]]]:
    """Homes with those who live there, then everyone else under Elsewhere."""
    made: list[tuple[Section | None, list[Row]]] = []
    alone = not shown.page.households
    for home, members in shown.page.homes(shown.today):
        rows = [row_of(shown, member) for member in members if member.person_id in shown.page.people]
        made.append((_section(home, len(rows), alone), rows))
    return made


def _section(home: Household | None, count: int, alone: bool) -> Section:
    if home is None:
        icon, name = ("users", "People") if alone else ("map-pin", "Elsewhere")
        return Section("elsewhere", icon, None, name, str(count), sunken=True)
    words = f"{count}, address held back" if home.hold_back else str(count) if count else "nobody at the moment"
    return Section(home.id, "house", None, home.name or "A home", words, sunken=True)


def row_of(shown: Shown, member: Member) -> Row:
    """One person: name · role, age / how reached / what must be known."""
    person = shown.page.people[member.person_id]
    order = _order_against(shown, person.id)
    unborn = bool(person.due) and not person.born
    icon = "baby" if unborn else "user-x" if order else "user"
    subject = full_name(person)
    age = age_on(person.born, date_of(person.died) or shown.today)
    if unborn:
        role = f"due {born_words(person.due)}"
    else:
        role = ", ".join(
            part for part in (member.role, "died" if person.died else str(age) if age is not None else "") if part
        )
    badge, badge_role, badge_icon = _badge(shown, member, person, order)
    second = " · ".join(part for part in _second(shown, member, person, order) if part)
    spoken = ", ".join(part for part in (subject, role, badge_words(shown, member, badge), second) if part)
    return Row(
        person.id, icon, None, subject, role, second, badge=badge, badge_role=badge_role, badge_icon=badge_icon,
        spoken=spoken,
    )  # fmt: skip


def date_of(known: str) -> date | None:
    """The day behind a date that is known to the day."""
    return date.fromisoformat(known) if len(known) == 10 else None


def _order_against(shown: Shown, person_id: str) -> CourtOrder | None:
    for order in shown.page.orders:
        if order.against_id == person_id and lasts(order.since, order.until, shown.today):
            return order
    return None


def lasts(since: date | None, until: date | None, day: date) -> bool:
    """Whether something with these dates holds on a day, its last one included."""
    return (since is None or since <= day) and (until is None or until >= day)


def _badge(shown: Shown, member: Member, person: Person, order: CourtOrder | None) -> tuple[str, str | None, str]:
    kind = worst(one.kind for one in shown.page.current_statuses(person.id, shown.today))
    if kind is not None and MARKS[kind].role:
        return MARKS[kind].letters, MARKS[kind].role, ""
    if order is not None:
        return "Order", "guard", "gavel"
    if member.careful:
        return "Careful", "guard", "eye-off"
    if kind is not None:
        return MARKS[kind].letters, None, ""
    if person.interpreter:
        return person.language[:16] or "Interpreter", None, "languages"
    return "", None, ""


def badge_words(shown: Shown, member: Member, badge: str) -> str:
    """What a screen reader says for a badge's letters."""
    if badge == "Careful":
        return f"take care, {member.careful}"
    kinds = [one.kind for one in shown.page.current_statuses(member.person_id, shown.today)]
    kind = worst(kinds)
    return kind.words() if kind is not None and MARKS[kind].letters == badge else badge


def _second(shown: Shown, member: Member, person: Person, order: CourtOrder | None) -> list[str]:
    if person.due and not person.born:
        midwife = next((one.professional.name for one in shown.page.around if "midwife" in one.role.lower()), "")
        return [f"Midwife: {midwife}"] if midwife else ["Unborn"]
    spoken = ", ".join(part for part in (person.language, "interpreter" if person.interpreter else "") if part)
    if member.is_child:
        twin = _is_twin(shown, person)
        born = born_words(person.born) or (f"“{person.born_said}”" if person.born_said else "")
        word = f"Twin · born {born}" if twin else f"Born {born}" if born else "Date of birth not known"
        year = "" if twin else school_year(person.born, shown.today)
        return [word, year or person.school, spoken]
    phone = next((one.number for one in shown.page.phones.get(person.id, ())), "")
    parts = [_responsible(shown, person.id)]
    if order is not None:
        protected = _and([short_name(shown.page.people.get(one)) for one in order.protects])
        parts.append(f"no contact with {protected}" if protected else order.kind)
        return [*parts, phone]
    parent = _parent_of(shown, person)
    rang = shown.lately.rang.get(person.id, 0)
    times = {0: "", 1: "rang today", 2: "rang twice today"}.get(rang, f"rang {rang} times today")
    if parts[0]:
        return [parts[0], phone, spoken, times]
    return [parent, times or phone, spoken]


def _and(names: Sequence[str]) -> str:
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} and {names[-1]}"


def _is_twin(shown: Shown, person: Person) -> bool:
    if len(person.born) != 10:
        return False
    mine = {one.parent_id for one in shown.page.parents if one.child_id == person.id and one.kind == "birth"}
    for other in shown.page.people.values():
        if other.id != person.id and other.born == person.born:
            theirs = {one.parent_id for one in shown.page.parents if one.child_id == other.id and one.kind == "birth"}
            if mine & theirs:
                return True
    return False


def _responsible(shown: Shown, person_id: str) -> str:
    """ "PR", or "PR for Tia" when it is not for every child of the family."""
    for_whom = shown.page.responsible_for(person_id, shown.today)
    if not for_whom:
        return ""
    children = [one.person_id for one in shown.page.members if one.is_child]
    named = [short_name(shown.page.people.get(one)) for one in for_whom]
    few = len(set(for_whom)) == 1 and len(children) > 1
    return f"PR for {_and(named)}" if few else "PR"


def _parent_of(shown: Shown, person: Person) -> str:
    """ "Anna’s mum": for grandparents, whose child they are the parent of."""
    children = {one.person_id for one in shown.page.members if one.is_child}
    for link in shown.page.parents:
        if link.parent_id == person.id and link.child_id not in children and link.child_id in shown.page.people:
            word = {"female": "mum", "male": "dad"}.get(str(person.sex), "parent")
            return f"{short_name(shown.page.people[link.child_id])}’s {word}"
    return ""


def sentence(shown: Shown) -> str:
    """ "Family 20418 · Naomi Clarke, Team North · 11 people · last looked at today"."""
    page = shown.page
    parts = [f"Family {page.family.number}" if page.family.number else "Family without a number"]
    now = [(one, worker) for one, worker in page.allocations if lasts(one.since, one.until, shown.today)]
    for _allocation, worker in now[:2]:
        team = page.teams.get(worker.team_id)
        parts.append(f"{worker.name}, {team.name}" if team else worker.name)
    if not now:
        parts.append("no social worker")
    parts.append(counted(len(page.people), "person", "people"))
    if page.family.closed_on:
        parts.append(f"closed {day_words(page.family.closed_on, year=True)}")
    return " · ".join(parts)
