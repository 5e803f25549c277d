"""People written as GEDCOM come back as they were, and what can't be written is named."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.exchange.people.gedcom import read_gedcom
from desktop_app.exchange.people.read import read_people
from desktop_app.exchange.people.shapes import IncomingParentLink, IncomingPerson, IncomingUnion, People
from desktop_app.exchange.people.write_gedcom import gedcom_date, write_gedcom
from desktop_app.rules.said_dates import SaidDate, read_gedcom_date, read_said_date

TODAY = date(2026, 11, 23)


def again(people: People) -> People:
    return read_gedcom("again.ged", write_gedcom(people)[0].encode(), today=TODAY)


def structure(people: People) -> tuple[object, ...]:
    """Who, which couples and which parents, without the numbers a file gives them."""
    place = {one.key: index for index, one in enumerate(people.people)}
    couples = sorted(
        (*sorted((place[one.a], place[one.b])), one.kind, one.start.value if one.start else "", one.ended_by)
        for one in people.unions
    )
    return couples, sorted((place[one.child], place[one.parent], one.kind) for one in people.links)


WHOLE = People(
    people=(
        IncomingPerson(
            key="a", given="Zoë", family_name="D’Arcy-'Smith", known_as="Zo", native_name="Зоя", sex="female",
            former_names=("Zoë Nowak",), born=read_said_date("9/5/1987", TODAY), phones=("07700 900123",),
            emails=("zoe@example.org",), addresses=("12 High St, Northam",), note="one\n\ntwo @ three " + "x" * 700,
        ),
        IncomingPerson(key="b", given="Ben", family_name="Okoro", sex="male", died=SaidDate("", "", "unknown")),
        IncomingPerson(key="c", given="Cy", sex="other", born=SaidDate("", "29 Feb 2015", "impossible"), worker="Sam"),
        IncomingPerson(key="d", given="A" * 300, family_name="B" * 300, interpreter=False),
        IncomingPerson(key="e", given="محمد", family_name="علي", native_name="محمد علي"),
    ),
    unions=(
        IncomingUnion(a="a", b="b", kind="married", start=read_said_date("2010", TODAY), ended_by="divorced"),
        IncomingUnion(a="a", b="b", kind="cohabiting", start=read_said_date("2015", TODAY), ended_by="separated"),
        IncomingUnion(a="a", b="e", kind="civil_partnership", start=read_said_date("abt 2020", TODAY)),
    ),
    links=(
        IncomingParentLink(child="c", parent="a"),
        IncomingParentLink(child="c", parent="b"),
        IncomingParentLink(child="c", parent="d", kind="foster"),
    ),
)  # fmt: skip


def test_what_goes_out_comes_back() -> None:
    back = again(WHOLE)
    assert structure(back) == structure(WHOLE)
    assert [one.what for one in back.warnings] == [
        "The date of birth “29 Feb 2015”: It is written in words only; kept as said."
    ]
    for one, other in zip(WHOLE.people, back.people, strict=True):
        for name in (
            "given",
            "family_name",
            "known_as",
            "native_name",
            "former_names",
            "phones",
            "emails",
            "addresses",
        ):
            assert getattr(other, name) == getattr(one, name), name
    assert back.people[0].note == WHOLE.people[0].note.replace("\n\n", "\n")
    assert back.people[0].born.value == "1987-05-09"
    assert back.people[1].died is not None
    assert back.people[2].born.said == "29 Feb 2015"


def test_lines_are_short_enough_for_the_standard_and_begin_and_end_right() -> None:
    text, _ = write_gedcom(WHOLE)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 255
    assert (lines[0], lines[-1]) == ("0 HEAD", "0 TRLR")


def test_losses_are_named() -> None:
    _, losses = write_gedcom(WHOLE)
    words = " ".join(losses)
    assert "Cy: allocated worker can't be written" in words
    assert "Cy: the sex is written as unknown" in words
    assert "need of an interpreter" in words
    assert "“cohabiting” is written as an event in words" in words
    assert "“separated”" in words


def test_links_to_people_who_are_not_in_the_list_are_left_out_and_named() -> None:
    odd = dataclasses.replace(
        WHOLE, people=WHOLE.people[:1], unions=WHOLE.unions[:1], links=WHOLE.links[:1]
    )  # fmt: skip
    text, losses = write_gedcom(odd)
    assert "FAM" not in text
    assert sum("not in the list" in one for one in losses) == 2


def test_nobody_at_all() -> None:
    assert write_gedcom(People())[0].splitlines()[-1] == "0 TRLR"


def test_a_large_real_tree_comes_back(tmp_path: Path) -> None:
    data = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
    if data.parent.exists():
        path = data / "genogram" / "kennedy.ged"
    else:
        path = tmp_path / "own.ged"
        path.write_text(write_gedcom(WHOLE)[0], encoding="utf-8")
    people = read_people(path)
    assert structure(again(people)) == structure(people)


VALUES = st.sampled_from(
    ["1980", "1980-05", "1980-05-09", "1980~", "../1980", "1980/..", "1980/1985", "1980-05/1981", "0900"]
)


@given(VALUES)
@settings(deadline=None, max_examples=30)
def test_every_date_is_said_in_words_that_are_read_back(value: str) -> None:
    assert read_gedcom_date(gedcom_date(SaidDate(value, "", "exact")), TODAY).value == value


NAMES = st.text(st.characters(blacklist_categories=("C", "Z"), blacklist_characters='/"“”@'), max_size=20)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=6), st.data())
@settings(deadline=None, max_examples=80)
def test_any_relations_survive_the_way(names: list[tuple[str, str]], data: st.DataObject) -> None:
    people = tuple(
        IncomingPerson(key=f"k{n}", given=f"G{given}", family_name=family) for n, (given, family) in enumerate(names)
    )
    pairs = [(a.key, b.key) for a in people for b in people if a.key < b.key]
    couples = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    links = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    whole = People(
        people=people,
        unions=tuple(IncomingUnion(a=a, b=b, kind="married") for a, b in couples),
        links=tuple(IncomingParentLink(child=a, parent=b) for a, b in links),
    )
    back = again(whole)
    assert structure(back)[1] == structure(whole)[1]
    assert {one[:2] for one in structure(whole)[0]} <= {one[:2] for one in structure(back)[0]}
