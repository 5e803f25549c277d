"""What an audience need not see is out of the file altogether, and listed before it is printed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from desktop_app.papers.genogram.pdf import pdf
from desktop_app.papers.genogram.svg import svg
from desktop_app.rules.genogram.audience import AUDIENCES, Audience, for_audience
from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Holder, Home, Someone, Status, Stay, Tie
from desktop_app.rules.genogram.notation import Manner
from desktop_app.rules.genogram.overlays import Show
from desktop_app.rules.genogram.picture import draw

DAY = date(2026, 12, 3)
FACTS = Facts(
    people=(
        Someone(id="1", given="Anna", surname="Kowalska", born="1990-01-19", notes=("Methadone",), fills=("drugs",)),
        Someone(id="2", given="Darren", surname="Reid", born="1987-09-30"),
        Someone(id="3", given="Leo", surname="Reid", born="2017-05-09", subject=True),
        Someone(
            id="4", given="Bartholomew", surname="Featherstone", born="1958-03-22", died="2016", dead=True,
            cause="Overdose",
        ),
        Someone(id="5", given="Ray"),
    ),
    couples=(Couple(id="c", a="2", b="1", source="Nan"), Couple(id="d", a="4")),
    descents=(
        Descent(child="3", couple="c"), Descent(child="1", couple="d"), Descent(child="5", couple="d", sure="alleged"),
    ),
    homes=(Home(id="h", name="Anna’s home", stays=(Stay(person="1"), Stay(person="3"))),),
    ties=(
        Tie(id="v", a="2", b="1", kind="violence", sure="established", source="Zuzanna"),
        Tie(id="o", a="2", b="1", kind="strangles her", sure="established"),
        Tie(id="k", a="1", b="3", kind="close", sure="established"),
    ),
    statuses=(Status(person="3", badge="CP·E", words="child protection plan", plan=True),),
    holders=(Holder(holder="1", child="3"), Holder(holder="2", child="3", sure="alleged")),
)  # fmt: skip
SECRET = {
    "court": ("Methadone", "Zuzanna"),
    "school": (
        "Methadone", "Zuzanna", "violen", "strangles", "Overdose", "Bartholomew", "Featherstone", "22.03.58", "close",
    ),
    "family": ("Methadone", "Zuzanna", "violen", "strangles", "Overdose"),
    "child": ("Methadone", "Zuzanna", "violen", "strangles", "Overdose", "CP·E", "protection plan", "close"),
}  # fmt: skip


def _everything(audience: Audience) -> tuple[str, tuple[str, ...]]:
    """All text that the SVG and the PDF of an audience hold: streams unpacked, metadata, attributes."""
    cut = for_audience(FACTS, audience, Manner(fills=True), Show(bonds=True, responsibility=True))
    picture, _ = draw(cut.facts, DAY, manner=cut.manner, show=cut.show)
    data = pdf(picture)
    text = [svg(picture).decode()]
    with pikepdf.open(io.BytesIO(data)) as file:
        text += [one.read_bytes().decode("latin-1") for one in file.objects if isinstance(one, pikepdf.Stream)]
        text += [str(one) for one in file.objects if not isinstance(one, pikepdf.Stream)]
    page = pypdfium2.PdfDocument(data)[0]
    text.append(page.get_textpage().get_text_range())
    return "\n".join(text), cut.removed


@pytest.mark.parametrize("audience", sorted(SECRET))
def test_nothing_hidden_remains_in_the_file(audience: Audience) -> None:
    text, removed = _everything(audience)
    for secret in SECRET[audience]:
        assert secret.casefold() not in text.casefold(), secret
    assert removed
    assert "Leo" in text


def test_a_working_copy_takes_nothing_out() -> None:
    text, removed = _everything("working")
    assert removed == ()
    for secret in ("Methadone", "Bartholomew", "violent"):
        assert secret in text


def test_what_is_taken_out_is_listed_in_words() -> None:
    assert for_audience(FACTS, "child").removed == (
        "3 bonds between people", "2 things that are only said", "1 plan or order",
        "1 record of parental responsibility", "1 note or tag on a person", "1 cause of death",
        "1 health or risk mark", "1 date of somebody further off (the year stays)",
    )  # fmt: skip
    school = for_audience(FACTS, "school")
    assert school.removed[-1] == "2 names (they go by others)"
    assert [one.given for one in school.facts.people] == ["Anna", "Darren", "Leo", "B. F.", "R."]


def test_without_a_named_child_those_under_18_are_the_children() -> None:
    nobody = replace(FACTS, people=tuple(replace(one, subject=False) for one in FACTS.people))
    by_age = for_audience(nobody, "school", day=DAY).facts.people
    assert [one.given for one in by_age] == ["Anna", "Darren", "Leo", "B. F.", "R."]
    later = for_audience(nobody, "school", day=date(2040, 1, 1)).facts.people
    assert [one.given for one in later] == ["A. K.", "D. R.", "L. R.", "B. F.", "R."]
    assert set(AUDIENCES) == {"working", "court", "school", "family", "child"}


def test_other_names_are_the_same_everywhere() -> None:
    homes = (
        Home(id="h", name="Bartholomew Featherstone’s home", stays=(Stay(person="4"),)),
        Home(id="i", name="12 Mill Road", stays=(Stay(person="1"),)),
    )
    facts = replace(FACTS, homes=homes)
    school = for_audience(facts, "school", day=DAY)
    assert [one.name for one in school.facts.homes] == ["B. F.’s home", "Home 2"]
    everyone = for_audience(facts, "court", day=DAY, names="letters").facts
    assert [one.given for one in everyone.people] == ["Adult C", "Adult B", "Child A", "Adult A", "Adult D"]
    assert everyone.homes[0].name == "Adult A’s home"
    picture, _ = draw(everyone, DAY)
    assert "Adult A’s home: Adult A." in picture.says
    assert "Bartholomew" not in svg(picture).decode()


def test_two_people_never_share_a_name_that_is_given_to_them() -> None:
    facts = Facts(people=tuple(Someone(id=str(n), given=given) for n, given in enumerate(("Ray", "Rose", "Rob"))))
    assert [one.given for one in for_audience(facts, "school").facts.people] == ["R.", "R. 2", "R. 3"]


def test_a_name_that_is_also_a_word_of_ours_changes_no_word_of_ours() -> None:
    facts = Facts(
        people=(Someone(id="1", given="Ann", surname="Close"), Someone(id="2", given="Birth")),
        couples=(Couple(id="c", a="1"),),
        descents=(Descent(child="2", couple="c"),),
        ties=(Tie(id="t", a="1", b="2", kind="close", sure="established"),),
    )
    left = for_audience(facts, "court", show=Show(bonds=True), names="initials").facts
    assert (left.ties[0].kind, left.descents[0].kind) == ("close", "birth")


def test_ids_made_from_names_are_numbered_anew_and_others_stay() -> None:
    facts = Facts(
        people=(Someone(id="I12", given="Ann"), Someone(id="bartholomew", given="Bo")),
        couples=(Couple(id="bo+ann", a="bartholomew", b="I12"),),
        descents=(Descent(child="I12", couple="bo+ann"),),
    )
    left = for_audience(facts, "court").facts
    assert [one.id for one in left.people] == ["I12", "p1"]
    assert (left.couples[0].a, left.couples[0].b) == ("p1", "I12")
    assert left.descents[0].couple == left.couples[0].id == "c2"
    assert for_audience(facts, "working").facts == facts


def test_lost_pregnancies_and_who_was_born_what_stay_in_the_working_copy() -> None:
    facts = Facts(
        people=(
            Someone(id="1", given="Ann", birth_sex="male", sex="female"),
            Someone(id="2", loss="termination"), Someone(id="3", loss="miscarriage"), Someone(id="4", given="Bo"),
        ),
        couples=(Couple(id="5", a="1"),),
        descents=tuple(Descent(child=one, couple="5") for one in "234"),
    )  # fmt: skip
    kept = {
        audience: [one.loss for one in for_audience(facts, audience).facts.people if one.loss] for audience in AUDIENCES
    }
    assert kept == {
        "working": ["termination", "miscarriage"], "court": ["termination", "miscarriage"], "school": [],
        "family": ["miscarriage"], "child": [],
    }  # fmt: skip
    assert for_audience(facts, "court").facts.people[0].birth_sex == "unknown"
    assert "1 sex at birth" in for_audience(facts, "court").removed
