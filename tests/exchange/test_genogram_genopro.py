"""GenoPro's files: people, couples, children, twins and lines of feeling; anything hostile refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.exchange.genogram import genopro
from desktop_app.exchange.genogram.read import read_family_file
from desktop_app.rules.genogram.facts import BornTogether, Episode
from desktop_app.rules.genogram.overlays import Show
from desktop_app.rules.genogram.picture import draw

DAY = date(2026, 11, 23)
DATA = """<?xml version='1.0' encoding='UTF-8'?>
<GenoPro>
 <Software>GenoPro<Version>3.1.0.1</Version></Software>
 <Global><Document><Title>Reid</Title></Document></Global>
 <GenoMaps><GenoMap Name="GenoMap1" BoundaryRect="-300,300,300,-300"/></GenoMaps>
 <Individuals>
  <Individual ID="ind00001"><Position GenoMap="GenoMap1" BoundaryRect="-26,26,26,-26">0,0</Position>
   <Name><First>Darren</First><Middle>Lee</Middle><Last>Reid</Last></Name><Gender>M</Gender>
   <Birth><Date>14 Mar 1987</Date></Birth></Individual>
  <Individual ID="ind00002"><Position>100,0</Position><Name>Anna Kowalska<First>Anna</First><Last>Kowalska</Last></Name>
   <Gender>F</Gender><Birth><Date>ABT 1990</Date></Birth></Individual>
  <Individual ID="ind00003"><Position>80,-140</Position><Name><First>Isla</First></Name><Gender>F</Gender></Individual>
  <Individual ID="ind00004"><Position>20,-140</Position><Name>Leo Reid</Name><Gender>M</Gender></Individual>
  <Individual ID="ind00005"><Position>140,-140</Position><Name><First>Maya</First></Name><Gender>F</Gender></Individual>
  <Individual ID="ind00006"><Position>200,0</Position><Gender>M</Gender><IsDead>Y</IsDead>
   <Death><Date>2019</Date><Cause>Overdose</Cause></Death></Individual>
  <Individual ID="ind00007"><Position>260,-140</Position><Birth><Pregnancy>Miscarriage</Pregnancy></Birth></Individual>
  <Individual ID="ind00008" IndividualInternalHyperlink="ind00002">
   <Position GenoMap="GenoMap2">900,0</Position></Individual>
  <Individual ID="ind00009"><Position>400,0</Position><Name>Rex</Name><Gender>P</Gender></Individual>
 </Individuals>
 <Families>
  <Family ID="fam00001"><Relation>Divorce</Relation><Unions>uni00001</Unions></Family>
  <Family ID="fam00002"><Relation>Cohabitation</Relation></Family>
  <Family ID="fam00003"/>
 </Families>
 <Unions><Marriage ID="uni00001"><Date>2 Jun 2012</Date><Divorce><Date>2019</Date></Divorce></Marriage></Unions>
 <PedigreeLinks>
  <PedigreeLink PedigreeLink="Parent" Family="fam00001" Individual="ind00001"/>
  <PedigreeLink PedigreeLink="Parent" Family="fam00001" Individual="ind00002"/>
  <PedigreeLink PedigreeLink="Biological" Family="fam00001" Individual="ind00003" Twin="twi00001"/>
  <PedigreeLink PedigreeLink="Biological" Family="fam00001" Individual="ind00004"/>
  <PedigreeLink PedigreeLink="Adopted" Family="fam00001" Individual="ind00005" Twin="twi00001"/>
  <PedigreeLink PedigreeLink="Parent" Family="fam00002" Individual="ind00008"/>
  <PedigreeLink PedigreeLink="Parent" Family="fam00002" Individual="ind00006"/>
  <PedigreeLink PedigreeLink="Biological" Family="fam00002" Individual="ind00007"/>
  <PedigreeLink PedigreeLink="Parent" Family="fam00003" Individual="ind99999"/>
 </PedigreeLinks>
 <Twins><Twin ID="twi00001" TwinLink="Identical"><Position>110</Position></Twin></Twins>
 <EmotionalRelationships>
  <EmotionalRelationship ID="emo1" EmotionalLink="HostileClose" Entity1="ind00001" Entity2="ind00004"/>
  <EmotionalRelationship ID="emo2" EmotionalLink="AbuseSexual" Entity1="ind00006" Entity2="ind00008"/>
  <EmotionalRelationship ID="emo3" EmotionalLink="BrandNewThing" Entity1="ind00002" Entity2="ind00003"/>
  <EmotionalRelationship ID="emo4" EmotionalLink="Harmony" Entity1="ind00001" Entity2="soc00001"/>
 </EmotionalRelationships>
</GenoPro>
"""


def packed(text: str = DATA, name: str = "Data.xml", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr(name, text)
        file.writestr("Pictures/pic1.jpg", b"\xff\xd8")
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [packed(), packed(method=zipfile.ZIP_STORED), DATA.encode(), b"\xef\xbb\xbf" + DATA.encode()]
)
def test_everything_that_a_genogram_shows_is_read(data: bytes) -> None:
    facts, told = read_family_file("reid.gno", data, today=DAY)
    assert [(one.id, one.name, one.sex, one.born) for one in facts.people] == [
        ("ind00001", "Darren Lee Reid", "male", "1987-03-14"), ("ind00002", "Anna Kowalska", "female", "1990~"),
        ("ind00003", "Isla", "female", ""), ("ind00004", "Leo Reid", "male", ""), ("ind00005", "Maya", "female", ""),
        ("ind00006", "", "male", ""), ("ind00007", "", "unknown", ""), ("ind00009", "Rex", "unknown", ""),
    ]  # fmt: skip
    late, lost, dog = facts.people[5:]
    assert (late.dead, late.died, late.cause, lost.loss, dog.pet) == (True, "2019", "Overdose", "miscarriage", True)
    married, together = facts.couples
    assert (married.a, married.b) == ("ind00001", "ind00002")
    assert married.episodes == (Episode(kind="married", since="2012-06-02", until="2019", ended="divorced"),)
    assert (together.a, together.b, together.episodes) == ("ind00002", "ind00006", (Episode(kind="cohabiting"),))
    assert [(one.child, one.couple, one.kind) for one in facts.descents] == [
        ("ind00004", "fam00001", "birth"), ("ind00003", "fam00001", "birth"), ("ind00005", "fam00001", "adopted"),
        ("ind00007", "fam00002", "birth"),
    ]  # fmt: skip
    assert facts.together == (BornTogether(children=("ind00003", "ind00005"), alike="identical"),)
    assert [(one.a, one.b, one.kind, one.sure) for one in facts.ties] == [
        ("ind00001", "ind00004", "close_conflict", "established"),
        ("ind00006", "ind00002", "sexual_abuse", "alleged"),
        ("ind00002", "ind00003", "brand new thing", "established"),
    ]
    words = "\n".join(one.what for one in told)
    assert "“ind99999” is nobody in this file" in words
    assert "1 lines of harm are taken as said" in words
    assert "somebody who is not there" in words
    picture, layout = draw(facts, DAY, show=Show(bonds=True))
    assert "Darren Lee" in picture.says
    assert layout.told == ()


def bomb() -> bytes:
    """A ZIP of 90 kB that would unpack to 90 MB."""
    return packed("<GenoPro>" + " " * 90_000_000 + "</GenoPro>")


def locked() -> bytes:
    data = bytearray(packed())
    data[data.find(b"PK\x03\x04") + 6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


LAUGHS = (
    "<!DOCTYPE GenoPro [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><GenoPro><Individuals>"
    "<Individual ID='i'><Name>&b;</Name></Individual></Individuals></GenoPro>"
)
OUTSIDE = "<!DOCTYPE GenoPro [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><GenoPro>&a;</GenoPro>"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (bomb(), "unpacked, the file is larger than 64 MB"),
        (locked(), "the file has a password"),
        (packed(LAUGHS), "declares a document type of its own"),
        (packed(OUTSIDE), "declares a document type of its own"),
        (OUTSIDE.encode(), "declares a document type of its own"),
        (packed("<GenoPro>" + "<a>" * 1000), "nested too deep"),
        (packed("<GenoPro><Individuals>"), "its end is missing"),
        (packed("<Other/>"), "not a GenoPro file"),
        (packed("<GenoPro/>"), "holds no people"),
        (packed(name="word/document.txt"), "not one of GenoPro’s"),
        (packed()[:200], "the file is damaged"),
        (b"PK\x03\x04" + bytes(500), "the file is damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "GenoPro 1 wrote this file"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError) as told:
        read_family_file("x.gno", data, today=DAY)
    assert sentence in told.value.message
    assert told.value.message.startswith("x.gno: ")


@given(st.data())
def test_a_damaged_file_opens_or_is_refused(data: st.DataObject) -> None:
    whole = bytearray(packed())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        facts, _ = genopro.read_genopro("x.gno", bytes(whole), today=DAY)
    except UserError:
        return
    assert facts.people


def test_links_that_go_round_in_a_circle_stop() -> None:
    text = (
        "<GenoPro><Individuals><Individual ID='a' IndividualInternalHyperlink='b'><Name>A</Name></Individual>"
        "<Individual ID='b' IndividualInternalHyperlink='a'><Name>B</Name></Individual></Individuals></GenoPro>"
    )
    assert [one.id for one in read_family_file("x.gno", text.encode(), today=DAY)[0].people] == ["b"]
