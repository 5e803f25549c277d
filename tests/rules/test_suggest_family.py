"""Which family an email is about: each sign alone, then a generated post bag."""

from __future__ import annotations

import random

import pytest

from desktop_app.rules.caller import CallerIndex, Known
from desktop_app.rules.suggest_family import MailFacts, MailIndex, suggest


@pytest.fixture(scope="module")
def people(borough):
    return [Known(**person) for person in borough(2000, 91)]


@pytest.fixture(scope="module")
def addresses(people):
    """Half the grown-ups have an address; a school office and a health visitor belong to many families."""
    dice = random.Random(1)
    owned = {
        f"{person.person_id}@example.net": [(person.person_id, person.family_id)]
        for person in people
        if person.kind != "child" and dice.random() < 0.5
    }
    for school in sorted({school for person in people for school in person.schools}):
        families = {person.family_id for person in people if school in person.schools}
        owned[f"office@{school.split()[0].lower()}.example.org"] = [("office", family) for family in sorted(families)]
    return owned


@pytest.fixture(scope="module")
def index(people, addresses):
    return MailIndex(CallerIndex(people), addresses)


def first(index, **facts):
    found = suggest(MailFacts(**facts), index)
    return (found[0].family_id, found[0].why) if found else ("", "")


def test_a_known_address_points_to_its_family(index, addresses):
    address, [(_, family)] = next((a, o) for a, o in addresses.items() if len(o) == 1)
    assert first(index, sender=address.upper(), subject="Tuesday") == (family, f"from {address}")


def test_a_number_in_the_subject_outweighs_a_name_in_the_text(index, people):
    one, other = people[0], people[-1]
    text = f"I also saw {other.names[0]} {other.names[1]}."
    assert first(index, subject=f"Ref {one.family_number}: school", text=text)[0] == one.family_id


def test_a_thread_keeps_its_family(index, people):
    assert first(index, subject="Re: Tuesday", thread_families=(people[5].family_id,)) == (
        people[5].family_id,
        "same thread",
    )


def test_a_mail_about_nobody_suggests_nothing(index):
    assert (
        suggest(MailFacts(sender="news@example.com", subject="Car park closed on Friday", text="Thank you."), index)
        == []
    )


def test_scores_fall_and_say_why(index, people):
    found = suggest(MailFacts(subject=f"{people[3].names[0]} {people[3].names[1]}", text="call 07700 900142"), index)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.why and 0 < one.score <= 1 for one in found)


def _letter(dice, person, house, addresses):
    """One believable mail about this person's family, and what it says."""
    child = dice.choice([one for one in house if one.kind == "child"])
    parents = [one for one in house if one.kind != "child"] or house
    parent = dice.choice(parents)
    name, grown = " ".join(child.names[:2]), " ".join(parent.names[:2])
    own = next((f"{one.person_id}@example.net" for one in parents if f"{one.person_id}@example.net" in addresses), "")
    office = f"office@{child.schools[0].split()[0].lower()}.example.org" if child.schools else ""
    stranger = "duty.desk@health.example.org"
    return dice.choice(
        [
            MailFacts(
                sender=own or stranger,
                sender_name=grown,
                subject="contact on Saturday",
                text=f"Can {child.names[0]} come",
            ),
            MailFacts(sender=office, subject=f"{name} attendance", text=f"{child.names[0]} was absent on Monday."),
            MailFacts(sender=office, subject="Absence", text=f"Dear colleague, {name} and {grown} were not in school."),
            MailFacts(sender=stranger, subject=f"Health review {person.family_number}", text="Please see attached."),
            MailFacts(
                sender=stranger, subject="Re: report", thread_families=(person.family_id,), text="Thank you, noted."
            ),
            MailFacts(
                sender=stranger,
                subject="Referral",
                text=f"Mum {grown} of {parent.addresses[0]}, child {child.names[0]}",
            ),
            MailFacts(sender=own or stranger, sender_name=grown, subject="hi", text=f"its about {name} thanks"),
            MailFacts(
                sender=stranger,
                subject=f"RE: {child.names[1]}, {child.names[0]}",
                text=f"Siblings and {grown} attended.",
            ),
        ]
    )


def test_the_right_family_comes_first_in_a_post_bag(index, people, addresses):
    dice = random.Random(2026)
    houses: dict[str, list[Known]] = {}
    for person in people:
        houses.setdefault(person.family_id, []).append(person)
    asked = 300
    right = near = 0
    for family in dice.choices(sorted(houses), k=asked):
        mail = _letter(dice, houses[family][0], houses[family], addresses)
        found = [one.family_id for one in suggest(mail, index)]
        right += found[:1] == [family]
        near += family in found[:3]
    assert right / asked >= 0.95
    assert near / asked >= 0.97
