"""Who is calling in an invented borough of 3,000: how often the right person is in the first three.

A name counts as found when somebody of that very name, given and family, is among the first three, since no
finder can tell two people of one name apart; the person themselves is asked for with a little less. Measured on
writing, 400 people a way: 0.98 to 1.00 by name, 0.97 to 0.99 by person.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop_app.rules.caller import CallerIndex, Known
from desktop_app.rules.names import fold
from desktop_app.rules.nicknames import other_names

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ASKED = 160
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _KEYS for i, key in enumerate(row)}
_HEARD = (
    "ph f, ck k, ee ea, ea ee, ie ee, ei ie, ou oo, ow ou, ai ay, ay ai, th f, wh w, qu kw, x ks, z s, c "
    "k, k c, y i, i e, v f, b p, d t, m n, w v, j y, s z, ll l, nn n, tt t, a o, e i, o u, u a, er a, sch "
    "sh, ch sh, sh ch, kh k, dh d"
)
_SWAPS = [tuple(pair.split()) for pair in _HEARD.split(", ")]


def slip(dice, word):
    at = dice.randrange(len(word))
    return word[:at] + dice.choice(_BESIDE.get(word[at], "e")) + word[at + 1 :]


def missing(dice, word):
    at = dice.randrange(len(word))
    return word[:at] + word[at + 1 :] if len(word) > 2 else word


def swapped_letters(dice, word):
    at = dice.randrange(max(1, len(word) - 1))
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def doubled(dice, word):
    at = dice.randrange(len(word))
    return word[: at + 1] + word[at:]


def misheard(dice, word):
    ways = [(old, new) for old, new in _SWAPS if old in word]
    return word.replace(*dice.choice(ways), 1) if ways else word


def short(dice, word):
    return dice.choice(sorted(other_names(word)) or [word])


def either(change):
    def changed(dice, given, family):
        return (change(dice, given), family) if dice.random() < 0.5 else (given, change(dice, family))

    return changed


WAYS = {
    "as folded": (lambda dice, given, family: (given, family), 0.99),
    "a slip": (either(slip), 0.97),
    "a letter missing": (either(missing), 0.95),
    "two letters swapped": (either(swapped_letters), 0.97),
    "a letter twice": (either(doubled), 0.97),
    "misheard": (either(misheard), 0.97),
    "misheard in both": (lambda dice, given, family: (misheard(dice, given), misheard(dice, family)), 0.95),
    "a slip in both": (lambda dice, given, family: (slip(dice, given), slip(dice, family)), 0.95),
    "short form": (lambda dice, given, family: (short(dice, given), family), 0.97),
    "short form and a slip": (lambda dice, given, family: (short(dice, given), slip(dice, family)), 0.95),
    "family name first": (lambda dice, given, family: (family, given), 0.99),
}


@pytest.fixture(scope="module")
def people(borough):
    return [Known(**person) for person in borough(3000, 20261123)]


@pytest.fixture(scope="module")
def desk(people):
    return CallerIndex(people)


@pytest.mark.parametrize("way", WAYS)
def test_the_right_name_is_in_the_first_three(way, people, desk):
    change, least = WAYS[way]
    dice = random.Random(way)
    by_name = by_person = 0
    for person in dice.sample(people, ASKED):
        given, family = fold(person.names[0]), fold(person.names[1])
        found = desk.find(" ".join(change(dice, given, family)), NOW)[:3]
        by_name += any(fold(one.person) == f"{given} {family}" for one in found)
        by_person += any(one.person_id == person.person_id for one in found)
    assert by_name / ASKED >= least
    assert by_person / ASKED >= least - 0.03


def test_six_letters_find_a_caller(people, desk):
    """Six keys, a space being one or not: grown-ups of a borough of 3,000 in the first three."""
    dice = random.Random(6)
    callers = dice.sample([person for person in people if person.kind != "child"], ASKED)
    for given, between, family in ((3, "", 3), (3, " ", 3), (3, " ", 2), (2, " ", 3)):
        hits = sum(
            any(one.person_id == person.person_id for one in desk.find(begun, NOW)[:3])
            for person in callers
            for begun in [fold(person.names[0])[:given].strip() + between + fold(person.names[1])[:family].strip()]
        )
        assert hits / ASKED >= 0.95


@pytest.mark.parametrize("which", [0, 1])
def test_one_name_misheard_finds_somebody_of_that_name(which, people, desk):
    """A forename or a surname alone, one sound wrong: measured 0.95 and 0.97 in the first three."""
    dice = random.Random(which)
    hits = 0
    for person in dice.sample(people, ASKED):
        name = fold(person.names[which])
        hits += any(name in fold(one.person) for one in desk.find(misheard(dice, name), NOW)[:3])
    assert hits / ASKED >= 0.9


def test_a_grandmother_is_found_by_her_grandchild(people, desk):
    dice = random.Random(7)
    grandmothers = [person for person in people if "grandmother" in person.relation]
    hits = 0
    for person in dice.sample(grandmothers, 80):
        child = dice.choice(person.children)
        typed = dice.choice(("{}s nan", "gran of {}", "{}'s grandma", "nan {}")).format(child)
        hits += any(one.person_id == person.person_id for one in desk.find(typed, NOW)[:3])
    assert hits / 80 >= 0.95


def test_who_was_in_touch_lately_is_found_by_six_letters_of_a_name_many_share(people, desk):
    """ "sandra", first of many: measured 0.68 for anybody, 0.94 for who was in touch within the month."""
    lately = [person for person in people if person.last_contact and (NOW - person.last_contact).days <= 30]
    callers = random.Random(8).sample(lately, ASKED)
    hits = 0
    for person in callers:
        typed = f"{fold(person.names[0])} {fold(person.names[1])}"[:6]
        hits += any(one.person_id == person.person_id for one in desk.find(typed, NOW)[:3])
    assert hits / ASKED >= 0.9


@pytest.mark.parametrize(
    "typed", ["hjkl", "qwerty", "asdf", "asdfgh", "poiuy", "tyui", "ghjk", "lkjhgf", "zxcv", "hjkl hjkl"]
)
def test_a_run_of_keys_finds_nobody(typed, desk):
    assert desk.find(typed, NOW) == []


def six_letters_find(desk, callers, at_hand=lambda _person: ()) -> float:
    """How often six letters of the whole name have the very person in the first three."""
    hits = 0
    for person in callers:
        typed = f"{fold(person.names[0])} {fold(person.names[1])}"[:6]
        found = desk.find(typed, NOW, at_hand=at_hand(person))[:3]
        hits += any(one.person_id == person.person_id for one in found)
    return hits / len(callers)


def test_families_of_my_social_workers_and_the_family_at_hand_come_first(people):
    """A fifth of the families is mine: measured 0.70 for its grown-ups when that isn't known and 0.92 when it is; for
    anybody 0.46, and 0.95 while their family is open."""
    dice = random.Random(8)
    families = sorted({person.family_id for person in people})
    mine = set(dice.sample(families, len(families) // 5))
    known = [replace(person, mine=person.family_id in mine) for person in people]
    desk, unaware = CallerIndex(known), CallerIndex(people)
    callers = dice.sample([person for person in known if person.mine and person.kind != "child"], ASKED)
    assert six_letters_find(desk, callers) >= six_letters_find(unaware, callers) + 0.12
    assert six_letters_find(desk, callers) >= 0.85
    anybody = dice.sample(known, ASKED)
    assert six_letters_find(desk, anybody, lambda person: {person.family_id}) >= 0.9


def test_a_family_at_hand_does_not_push_a_whole_name_away(people, desk):
    dice = random.Random(9)
    for person in dice.sample(people, 40):
        typed = " ".join(fold(name) for name in person.names[:2])
        found = desk.find(typed, NOW, at_hand={dice.choice(people).family_id})
        assert fold(found[0].person) == typed
