"""What a caller may be told, worked out before the note is typed: responsibility, orders, what is held back.

A rule can only hold back more than a person wrote down, never less. It drafts; the social worker decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.records.families import CourtOrder, Family, Household, Living, Member, Telling
from desktop_app.records.people import Address, Person, Phone, Responsibility
from desktop_app.rules.days import day_words


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a family, as the rule needs it; dicts are keyed by person id."""

    family: Family
    members: Sequence[Member]
    people: Mapping[str, Person]
    responsibilities: Sequence[Responsibility]
    orders: Sequence[CourtOrder]
    tellings: Sequence[Telling]
    households: Sequence[Household]
    livings: Sequence[Living]
    phones: Mapping[str, Sequence[Phone]]
    addresses: Mapping[str, Sequence[Address]]


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands beside the caller's name. `guarded` when an order or a held-back address concerns them."""

    ask_word: bool
    hint: str
    do_not: tuple[str, ...]
    may: tuple[str, ...]
    if_pressed: str
    why: tuple[str, ...]
    checked: str
    guarded: bool
    responsible_for: tuple[str, ...] = ()


def _lasts(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or until >= day)


def before_you_speak(facts: Facts, caller_id: str, day: date, *, professional: bool = False) -> Advice:
    """The advice for one caller on one day. `caller_id` empty: nobody knows yet who is calling."""
    do_not: list[str] = []
    why: list[str] = []
    told = [one for one in facts.tellings if one.person_id in ("", caller_id) and (caller_id or not one.person_id)]
    exact = [one for one in told if one.person_id]
    written = [line for one in exact or told for line in one.do_not_tell]
    own = [one for one in facts.responsibilities if one.holder_id == caller_id and _lasts(one.since, one.until, day)]
    children = [_name(facts, one.child_id) for one in own] if caller_id else []
    guarded = _orders(facts, caller_id, day, do_not, why)
    held = _held_back(facts, caller_id, day)
    guarded |= bool(held)
    do_not += [one.line for one in held if not any(_covers(facts, line, one) for line in written)]
    may = _may(facts, caller_id, children, professional, do_not, why)
    if any("message" in line.casefold() for one in exact or told for line in one.may_tell):
        may = [line for line in may if "message" not in line]
    for one in exact or told:
        do_not = [*one.do_not_tell, *do_not]
        may = [*one.may_tell, *may]
        if one.why:
            why.insert(0, one.why)
    pressed = next((one.if_pressed for one in exact or told if one.if_pressed), "")
    checked = next((f"Checked with {one.checked_with}" for one in exact if one.checked_with), "")
    if checked and exact[0].checked_at:
        checked += f" on {day_words(exact[0].checked_at.date())}"
    forbidden = tuple(dict.fromkeys(do_not))
    return Advice(
        ask_word=bool(facts.family.word or facts.family.word_hint) and not professional,
        hint=facts.family.word_hint,
        do_not=forbidden,
        may=tuple(line for line in dict.fromkeys(may) if line not in forbidden),
        if_pressed=pressed or _DEFAULT_SENTENCE,
        why=tuple(dict.fromkeys(why)),
        checked=checked,
        guarded=guarded or bool(exact and exact[0].do_not_tell),
        responsible_for=tuple(children),
    )


_DEFAULT_SENTENCE = "I can't talk about that on the phone. I will pass on what you said, and someone will ring you."


def _name(facts: Facts, person_id: str) -> str:
    person = facts.people.get(person_id)
    if person is None:
        return "someone in the family"
    return person.known_as or person.given or person.surname or "the unborn baby"


def _orders(facts: Facts, caller_id: str, day: date, do_not: list[str], why: list[str]) -> bool:
    found = False
    for order in facts.orders:
        if not caller_id or order.against_id != caller_id or not _lasts(order.since, order.until, day):
            continue
        found = True
        protected = [_name(facts, one) for one in order.protects] or ["the family"]
        do_not += [f"{_where(protected)}, or when they are out", "School, nursery or surgery names"]
        until = f", to {day_words(order.until, year=True)}" if order.until else ""
        why.append(f"{order.kind} against {_name(facts, caller_id)}{until}.")
    return found


@dataclass(frozen=True, slots=True)
class _Held:
    """A line made from a held-back record: whom it is about, and the words a person may have used for the same."""

    line: str
    people: tuple[str, ...]
    subject: tuple[str, ...]


def _held_back(facts: Facts, caller_id: str, day: date) -> list[_Held]:
    lives_at = {
        one.household_id for one in facts.livings if one.person_id == caller_id and _lasts(one.since, one.until, day)
    }
    held: list[_Held] = []
    for home in facts.households:
        if home.hold_back and home.id not in lives_at:
            inside = tuple(one.person_id for one in facts.livings if one.household_id == home.id and one.until is None)
            names = [_name(facts, one) for one in inside] or [home.name]
            held.append(_Held(_where(names), inside, ("where ", "address")))
    for person_id, addresses in facts.addresses.items():
        if person_id != caller_id and any(one.hold_back and one.until is None for one in addresses):
            held.append(_Held(f"{_name(facts, person_id)}’s address", (person_id,), ("where ", "address")))
    for person_id, phones in facts.phones.items():
        if person_id != caller_id and any(one.hold_back for one in phones):
            held.append(_Held(f"{_name(facts, person_id)}’s number", (person_id,), ("number",)))
    return held


def _covers(facts: Facts, line: str, held: _Held) -> bool:
    """Whether a person's own line holds back the same of everyone concerned; only then does ours give way."""
    said = line.casefold()
    if not held.people or not any(word in said for word in held.subject):
        return False
    words = set(re.findall(r"\w+", said))
    children = {one.person_id for one in facts.members if one.is_child} if "the children" in said else set()
    return all(one in children or set(_name(facts, one).casefold().split()) <= words for one in held.people)


def _where(names: Sequence[str]) -> str:
    single = len(names) == 1 and names[0] != "the family"
    return f"Where {_and(names)} {'lives' if single else 'live'}"


def _may(
    facts: Facts, caller_id: str, children: list[str], professional: bool, do_not: list[str], why: list[str]
) -> list[str]:
    if professional:
        why.append("A professional: ring back on the number we hold before anything is said.")
        return ["What they need for their part in the plan", "When the next meeting is"]
    if not caller_id:
        do_not.append("Anything about the family, even that we know them")
        why.append("Nobody knows yet who is calling.")
        return ["That the message will be passed on"]
    member = next((one for one in facts.members if one.person_id == caller_id), None)
    if member is not None and member.careful:
        why.append(member.careful)
    if children:
        why.append(f"Has parental responsibility for {_and(children)}.")
        return [f"Appointments and the plan for {_and(children)}", "Who the social worker is and how to reach them"]
    if member is not None and member.is_child:
        return ["When their social worker is coming", "Who they can talk to now"]
    do_not.append("Anything about the children that they don't know already")
    why.append(f"{_name(facts, caller_id)} has no parental responsibility that we know of.")
    return ["That the message will be passed on today"]


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
