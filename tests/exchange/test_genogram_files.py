"""Families in and out: our JSON exactly, GEDCOM with a list of what it can't carry, trouble in one sentence."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from desktop_app import paths
from desktop_app.errors import UserError
from desktop_app.exchange.genogram.native import read_native, schema, write_native
from desktop_app.exchange.genogram.read import read_family_file
from desktop_app.exchange.genogram.write import write_family
from desktop_app.rules.genogram.facts import (
    BornTogether,
    Couple,
    Descent,
    Episode,
    Facts,
    Holder,
    Home,
    Someone,
    Status,
    Stay,
    Tie,
)
from tests.helpers.made_families import made_family, wild_families

DAY = date(2026, 11, 23)
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "genogram"
FULL = Facts(
    people=(
        Someone(
            id="a", given="Zoë", surname="O’Brien-يوسف", sex="female", born="1990~", notes=("x",), fills=("drugs",)
        ),
        Someone(id="b", given="Bo", sex="other", born="1988-02", died="2020", dead=True),
        Someone(id="c", born="2015-03-01"),
        Someone(id="d", loss="miscarriage"),
    ),
    couples=(
        Couple(
            id="F", a="a", b="b",
            episodes=(Episode(kind="married", since="2014", until="2019", ended="divorced", sure="alleged"),),
        ),
    ),
    descents=(Descent(child="c", couple="F"), Descent(child="d", couple="F", kind="foster", since="2016")),
    together=(BornTogether(children=("c", "d"), alike="fraternal"),),
    homes=(Home(id="h", name="Zoë’s", stays=(Stay(person="a", part="Mon–Wed"),)),),
    ties=(Tie(id="t", a="a", b="b", kind="close", sure="disputed"),),
    statuses=(Status(person="c", badge="CP·N", words="child protection plan", plan=True),),
    holders=(Holder(holder="a", child="c", basis="birth"),),
)  # fmt: skip


@settings(max_examples=60)
@given(wild_families())
def test_json_comes_back_exactly(facts: Facts) -> None:
    assert read_native("x.json", write_native(facts).encode()) == facts


def test_everything_a_genogram_knows_comes_back() -> None:
    text = write_native(FULL)
    assert read_family_file("x.json", text.encode(), today=DAY) == (FULL, ())
    assert write_native(FULL) == text


def test_the_published_schema_is_the_one_of_the_facts() -> None:
    published = json.loads((paths.resources() / "genogram.schema.json").read_text(encoding="utf-8"))
    assert published == schema()
    assert published["required"] == ["format", "version"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file is empty"),
        ("{", "not a JSON file"),
        ("[" * 100_000, "not a JSON file"),
        ("[]", "not a genogram"),
        ('{"format": "other"}', "not a genogram"),
        ('{"format": "casemate-genogram"}', "the version is missing"),
        ('{"format": "casemate-genogram", "version": 2}', "a newer Casemate"),
        ('{"format": "casemate-genogram", "version": 1, "pets": []}', "field “pets” that is not known"),
        ('{"format": "casemate-genogram", "version": 1, "people": {}}', "people is no list"),
        ('{"format": "casemate-genogram", "version": 1, "people": [{}]}', "people 1 has no “id”"),
        ('{"format": "casemate-genogram", "version": 1, "people": [{"id": 3}]}', "people 1, id is of another kind"),
        ('{"format": "casemate-genogram", "version": 1, "people": [{"id": "a", "sex": "m"}]}', "says “m”"),
        ('{"format": "casemate-genogram", "version": 1, "people": [{"id": "a"}, {"id": "a"}]}', "people 2 has no id"),
    ],
)
def test_a_json_file_that_is_wrong_says_where(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as told:
        read_family_file("x.json", text.encode(), today=DAY)
    assert sentence in told.value.message
    assert told.value.message.startswith("x.json: ")


def test_gedcom_out_and_in_keeps_the_structure_and_lists_the_losses() -> None:
    text, losses = write_family(FULL)
    again, _ = read_family_file("x.ged", text.encode(), today=DAY)
    assert [one.given for one in again.people] == ["Zoë", "Bo", "", ""]
    assert again.people[3].loss == "miscarriage"
    assert again.people[1].dead
    assert [(one.kind, one.since, one.ended) for one in again.couples[0].episodes] == [("married", "2014", "divorced")]
    assert {one.kind for one in again.descents} == {"birth", "foster"}
    told = "\n".join(losses)
    for words in ("who lives where (1)", "bonds between people (1)", "plans and orders", "health and risk marks"):
        assert words in told


@pytest.mark.parametrize("seed", range(6))
def test_made_families_keep_who_is_whose_child_through_gedcom(seed: int) -> None:
    facts = made_family(seed, 30)
    again, _ = read_family_file("x.ged", write_family(facts)[0].encode(), today=DAY)

    def shape(found: Facts) -> set[tuple[frozenset[str], str]]:
        names = {one.id: one.given for one in found.people}
        couples = {one.id: frozenset(names[p] for p in (one.a, one.b) if p) for one in found.couples}
        return {(couples[one.couple], names[one.child]) for one in found.descents}

    assert shape(again) == shape(facts)
    assert sorted(one.given for one in again.people) == sorted(one.given for one in facts.people)


def test_the_real_families_hold_everyone_named_or_not() -> None:
    if not DATA.parent.parent.exists():
        return
    for path in sorted(DATA.glob("*.ged")):
        data = path.read_bytes()
        count = len(re.findall(rb"(?:^|[\r\n])\s*0 @[^@]+@ INDI[ \t]*(?=[\r\n])", data))
        if path.stem in ("middleearth", "perm-Empty_Family"):
            with pytest.raises(UserError):
                read_family_file(path.name, data, today=DAY)
        else:
            facts, _ = read_family_file(path.name, data, today=DAY)
            assert len(facts.people) == count, path.name
