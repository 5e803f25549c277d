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
        "1 health or risk mark",
    )  # fmt: skip
    school = for_audience(FACTS, "school")
    assert school.removed[-1].startswith("2 names and dates of birth of people further off")
    assert [one.given for one in school.facts.people] == ["Anna", "Darren", "Leo", "B. F.", "R."]


def test_without_subject_children_nobody_is_further_off() -> None:
    nobody = replace(FACTS, people=tuple(replace(one, subject=False) for one in FACTS.people))
    assert [one.given for one in for_audience(nobody, "school").facts.people][3] == "Bartholomew"
    assert set(AUDIENCES) == {"working", "court", "school", "family", "child"}
