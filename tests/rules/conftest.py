"""An invented borough of people with today's names, from a seed; and the ways a name goes wrong on a telephone."""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

_NAMES = {
    community: (entry["weight"], entry["women"], entry["men"], entry["family"])
    for community, entry in tomllib.loads(
        (Path(__file__).parent / "names_of_today.toml").read_text(encoding="utf-8")
    ).items()
}
_NATIVE = {"Mohammed": "محمد", "Fatima": "فاطمة", "Wei": "伟", "Zhang": "张", "Oleksandr": "Олександр", "Priya": "প্রিয়া"}
_KNOWN_AS = ("", "", "", "", "", "", "", "", "", "Bubs", "Junior", "Tiny", "Bear")
SCHOOLS = (
    "St Brannoc's Primary School", "Hollow Lane Infants", "Wexmoor High School", "Our Lady's Catholic Primary",
    "Thornfield Academy", "Ashdown Nursery", "Kingsmead Juniors", "Beck Side Primary", "Larkhill Academy",
    "St Cuthbert's Primary",
)  # fmt: skip
_STREETS = (
    "Mill Lane",
    "Chapel Street",
    "Larch Close",
    "Canal Road",
    "Tanner's Row",
    "Quarry Bank",
    "Albion Terrace",
    "Sorrel Way",
)


def invented(size: int, seed: int) -> list[dict[str, object]]:
    """People as keyword arguments of `Known`, in families of three to seven."""
    dice = random.Random(seed)
    people: list[dict[str, object]] = []
    communities, weights = zip(*((name, entry[0]) for name, entry in _NAMES.items()), strict=True)
    family = 0
    while len(people) < size:
        family += 1
        people += _family(dice, family, dice.choices(communities, weights)[0])
    return people[:size]


def _pick(dice: random.Random, words: str) -> str:
    """A name: three times in ten from the first third of its list, as some names are common."""
    listed = words.split()
    return dice.choice(listed[: max(1, len(listed) // 3)] if dice.random() < 0.3 else listed)


def _family(dice: random.Random, number: int, community: str) -> list[dict[str, object]]:
    """A household and the people around it."""
    _, women, men, surnames = _NAMES[community]
    surname = _pick(dice, surnames)
    other = _pick(dice, surnames)
    children = [_pick(dice, dice.choice((women, men))) for _ in range(dice.randint(1, 4))]
    names = tuple(f"{child} {surname}" for child in children)
    school = dice.choice(SCHOOLS)
    postcode = f"WX{dice.randint(1, 9)} {dice.randint(1, 9)}{dice.choice('ABDEFGHJ')}{dice.choice('LNPQRSTU')}"
    address = f"{dice.randint(1, 180)} {dice.choice(_STREETS)}, {postcode}"
    who = [("mother", women, other if dice.random() < 0.4 else surname, "adult")]
    if dice.random() < 0.7:
        who.append(("father", men, surname, "adult"))
    if dice.random() < 0.6:
        who.append((dice.choice(("maternal grandmother", "paternal grandmother")), women, other, "adult"))
    if dice.random() < 0.3:
        who.append(
            (dice.choice(("aunt", "uncle", "foster carer", "grandfather")), dice.choice((women, men)), other, "adult")
        )
    rows = [
        _row(dice, number, len(rows_before), (child, surname), "", "child", names, school, address, surname)
        for rows_before, child in zip([names[:i] for i in range(len(names))], children, strict=True)
    ]
    for relation, pool, family_name, kind in who:
        rows.append(
            _row(dice, number, len(rows), (_pick(dice, pool), family_name), relation, kind, names, "", address, surname)
        )
    return rows


def _row(
    dice: random.Random, number: int, place: int, name: tuple[str, str], relation: str, kind: str,
    children: tuple[str, ...], school: str, address: str, family_name: str,
) -> dict[str, object]:  # fmt: skip
    """One person."""
    given, surname = (part.replace("De-Souza", "De Souza") for part in name)
    adult = kind == "adult"
    return {
        "person_id": f"p{number}-{place}",
        "family_id": f"f{number}",
        "names": (given, surname, dice.choice(_KNOWN_AS) if not adult else "", "", _NATIVE.get(given, "")),
        "relation": relation,
        "family_name": family_name,
        "phones": (f"07700 900{dice.randrange(1000):03d}",) if adult and dice.random() < 0.5
        else (f"+44 1632 96{dice.randrange(10000):04d}",) if adult else (),
        "addresses": (address,),
        "schools": (school,) if school else (),
        "children": children if adult else (),
        "kind": kind,
        "waiting": dice.random() < 0.03,
        "last_contact": NOW - timedelta(days=dice.expovariate(1 / 60)) if adult and dice.random() < 0.7 else None,
        "family_number": str(20000 + number),
    }  # fmt: skip


@pytest.fixture(scope="session")
def borough():
    """`borough(size, seed)` gives people as keyword arguments of `Known`."""
    return invented
