"""Family files as they are found: every encoding and line end, many of them broken. Each opens or is refused."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.exchange.genogram.read import read_family_file
from desktop_app.papers.genogram.svg import svg
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.picture import draw

DAY = date(2026, 11, 23)
BASE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR {}
0 @I1@ INDI
1 NAME Zoë /Müller/
1 SEX F
1 FAMS @F1@
0 @I2@ INDI
1 NAME José /Ñandú/
1 SEX M
1 FAMS @F1@
0 @I3@ INDI
1 NAME Ana /Müller/
1 FAMC @F1@
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
0 TRLR
"""
UTF8 = BASE.format("UTF-8")
ANSEL = (
    BASE.format("ANSEL").encode("utf-8")
    .replace("ë".encode(), b"\xe8e").replace("ü".encode(), b"\xe8u").replace("é".encode(), b"\xe2e")
    .replace("Ñ".encode(), b"\xe4N").replace("ú".encode(), b"\xe2u")
)  # fmt: skip


def read(data: bytes, name: str = "x.ged") -> Facts:
    return read_family_file(name, data, today=DAY)[0]


@pytest.mark.parametrize(
    "data",
    [
        UTF8.encode(), b"\xef\xbb\xbf" + UTF8.encode(), BASE.format("UNICODE").encode("utf-16"),
        b"\xfe\xff" + BASE.format("UNICODE").encode("utf-16-be"), BASE.format("UNICODE").encode("utf-16-le"),
        BASE.format("ANSI").encode("cp1252"), BASE.format("IBMPC").encode("cp437"), ANSEL,
        UTF8.replace("1 CHAR UTF-8\n", "").encode("cp1252"), UTF8.replace("\n", "\r\n").encode(),
        UTF8.replace("\n", "\r").encode(), UTF8.partition("UTF-8\n")[2].encode(),
        UTF8.replace("0 TRLR\n", "").encode(), UTF8.replace("1 SEX F", "1 SEX F\x00").encode(),
    ],
)  # fmt: skip
def test_every_encoding_and_line_end_gives_the_same_family(data: bytes) -> None:
    facts = read(data)
    assert [one.name for one in facts.people] == ["Zoë Müller", "José Ñandú", "Ana Müller"]
    assert [(one.a, one.b) for one in facts.couples] == [("I2", "I1")]
    assert [one.child for one in facts.descents] == ["I3"]


def lines(*people: str, families: str = "") -> bytes:
    records = "".join(f"0 @I{n}@ INDI\n1 NAME P{n} /X/\n{more}" for n, more in enumerate(people))
    return f"0 HEAD\n{records}{families}0 TRLR\n".encode()


@pytest.mark.parametrize(
    ("data", "people"),
    [
        (lines("", families="0 @F1@ FAM\n1 HUSB @I0@\n1 CHIL @I0@\n"), 1),
        (lines("", families="0 @F1@ FAM\n1 HUSB @I0@\n1 WIFE @I0@\n"), 1),
        (lines(*[""] * 50, families="".join(
            f"0 @F{n}@ FAM\n1 HUSB @I{n}@\n1 CHIL @I{(n + 1) % 50}@\n" for n in range(50))), 50),
        (lines("1 FAMC @F9@\n1 FAMS @F8@\n", families="0 @F1@ FAM\n1 HUSB @I7@\n1 WIFE @I0@\n1 CHIL @I6@\n"), 1),
        (lines(*[""] * 101, families="0 @F1@ FAM\n" + "".join(f"1 WIFE @I{n}@\n" for n in range(101))), 101),
        (lines("".join(f"{level} NOTE x\n" for level in range(1, 150))), 1),
        (lines("1 NAME " + "A" * 2_000_000 + " /B/\n"), 1),
        (lines("1 BIRT\n2 DATE 31 FEB 2001\n1 DEAT\n2 DATE 0 XXX 99999\n"), 1),
        (b"0 HEAD\n0 @I 1@ INDI\n0 @<script>@ INDI\n1 NAME <b>&amp;\"' /\xe2\x80\xaex/\n0 TRLR\n", 2),
        (b"0 HEAD\n0 @I1@ INDI\n1 NAME A /B/\n0 @I1@ INDI\n1 NAME C /D/\n0 TRLR\n", 2),
        (b"0 HEAD\n0 @I1@ INDI\n1 NAME \xed\xa0\x80x /B/\n0 TRLR\n", 1),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_drawn_all_the_same(data: bytes, people: int) -> None:
    facts = read(data)
    assert len(facts.people) == people
    picture, _ = draw(facts, DAY)
    assert svg(picture).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"), (b"\n \n", "the file is empty"), (bytes(10_000), "this is not a GEDCOM file"),
        (b"0 HEAD\n0 TRLR\n", "the file holds no people"), (b"<html>0 HEAD</html>", "this is not a GEDCOM file"),
        (random.Random(1).randbytes(50_000), "this is not a GEDCOM file"),
        (b"0 HEAD\n0 @F1@ FAM\n1 HUSB @I1@\n0 TRLR\n", "the file holds no people"),
        (b'{"format": "casemate-genogram", "version": 1, "people": [{"id": "a", "many": ' + b"9" * 5000 + b"}]}",
         "this is not a JSON file"),
        (b'{"format": "casemate-genogram", "version": 1, "people": [{"id": "\\ud800"}]}', "holds half a letter"),
        (b'{"format": "casemate-genogram", "version": 1, "people": [{"id": "a", "given": "' + b"A" * 6000 + b'"}]}',
         "is a text of 6,000 letters"),
    ],
)  # fmt: skip
def test_what_is_no_family_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError) as told:
        read(data, "odd.ged")
    assert told.value.message.startswith("odd.ged: ")
    assert sentence in told.value.message


@settings(max_examples=60)
@given(st.data())
def test_a_file_with_bytes_changed_opens_or_is_refused(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from((UTF8.encode(), ANSEL, BASE.format("UNICODE").encode("utf-16")))))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        facts = read(bytes(whole))
    except UserError:
        return
    draw(facts, DAY)
