"""GEDCOM: people, couples and parents as the file has them; what does not hold together is told, never mended."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.exchange.people.read import read_people
from desktop_app.exchange.people.shapes import People

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"


@pytest.fixture
def read(tmp_path: Path):
    """Reads a GEDCOM file given as its records (head and trailer are put round them), or as bytes."""

    def reader(content: str | bytes, name: str = "tree.ged") -> People:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else f"{HEAD}{content}0 TRLR\n".encode())
        return read_people(path)

    return reader


def told(people: People) -> str:
    return " / ".join(f"{one.where}: {one.what}" for one in people.warnings)


def indi(key: str, name: str, *lines: str) -> str:
    return "\n".join([f"0 @{key}@ INDI", f"1 NAME {name}", *lines]) + "\n"


def fam(key: str, *lines: str) -> str:
    return "\n".join([f"0 @{key}@ FAM", *lines]) + "\n"


def test_a_person_whole(read) -> None:
    people = read(
        indi("I1", 'Anna "Ania" /Kowalska/ Jr', "2 NPFX Dr", "2 FONE Анна /Ковальская/", "1 NAME Anna /Nowak/",
             "2 TYPE maiden", "1 SEX F", "1 BIRT", "2 DATE ABT MAY 1980", "1 DEAT Y", "1 RESI", "2 ADDR 12 High St",
             "3 CONT Northam", "3 POST NM1 2AB", "2 PHON 07700 900123", "2 EMAIL anna@@example.org",
             "1 NOTE first", "2 CONT second", "2 CONC  half", "1 RESN confidential")
    )  # fmt: skip
    one = people.people[0]
    assert (one.key, one.given, one.family_name, one.known_as) == ("I1", "Anna", "Kowalska Jr", "Ania")
    assert (one.native_name, one.former_names, one.sex) == ("Анна Ковальская", ("Anna Nowak",), "female")
    assert (one.born.value, one.born.said, one.died.kind) == ("1980~", "ABT MAY 1980", "unknown")
    assert (one.addresses, one.phones) == (("12 High St, Northam, NM1 2AB",), ("07700 900123",))
    assert one.emails == ("anna@example.org",)
    assert one.note == "Marked confidential in the file it came from.\nTitle: Dr\nfirst\nsecond half"
    assert one.where == "line 5"
    assert people.warnings == ()


@pytest.mark.parametrize("line", ["2 ROLE MULTIPLE", "2 RELA Twin sister"])
def test_twins_are_noted_and_a_birth_to_come_is_a_due_date(read, line: str) -> None:
    with clock.as_if(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        people = read(
            indi("I1", "Anna /Roe/", "1 BIRT", "2 DATE 3 MAR 2027", "1 ASSO @I2@", line, "1 ASSO @I9@", line)
            + indi("I2", "Ben /Roe/", "1 ASSO @I1@", "2 ROLE GODP")
        ).people
    assert people[0].note == "Born together with Ben Roe."
    assert people[1].note == ""
    assert (people[0].born, people[0].due.value) == (None, "2027-03-03")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([], "birth"),
        (["2 PEDI birth"], "birth"),
        (["2 PEDI adopted"], "adopted"),
        (["2 PEDI FOSTER"], "foster"),
        (["2 PEDI OTHER", "3 PHRASE by arrangement"], "unknown"),
    ],
)
def test_by_what_a_parent_is_one(read, lines: list[str], kind: str) -> None:
    people = read(
        indi("I1", "Ada /A/") + indi("I2", "Ben /A/") + indi("I3", "Cy /A/", "1 FAMC @F1@", *lines)
        + fam("F1", "1 HUSB @I2@", "1 WIFE @I1@", "1 CHIL @I3@")
    )  # fmt: skip
    assert {(one.child, one.parent, one.kind) for one in people.links} == {("I3", "I1", kind), ("I3", "I2", kind)}


def test_adopted_by_one_and_as_other_programs_say_it(read) -> None:
    base = indi("I1", "Ada /A/") + indi("I2", "Ben /A/")
    one = read(base + indi("I3", "Cy /A/", "1 FAMC @F1@", "1 ADOP", "2 FAMC @F1@", "3 ADOP HUSB")
               + fam("F1", "1 HUSB @I2@", "1 WIFE @I1@", "1 CHIL @I3@"))  # fmt: skip
    assert {(link.parent, link.kind) for link in one.links} == {("I1", "birth"), ("I2", "adopted")}
    two = read(base + indi("I3", "Cy /A/")
               + fam("F1", "1 HUSB @I2@", "1 WIFE @I1@", "1 CHIL @I3@", "2 _FREL Step", "2 _MREL Natural"))  # fmt: skip
    assert {(link.parent, link.kind) for link in two.links} == {("I1", "birth"), ("I2", "step")}


def test_a_child_with_birth_and_foster_parents_keeps_both(read) -> None:
    people = read(
        indi("I1", "Ada /A/") + indi("I2", "Fay /F/") + indi("I3", "Cy /A/", "1 FAMC @F2@", "2 PEDI foster")
        + fam("F1", "1 WIFE @I1@", "1 CHIL @I3@") + fam("F2", "1 WIFE @I2@", "1 CHIL @I3@")
    )  # fmt: skip
    assert {(one.parent, one.kind) for one in people.links} == {("I1", "birth"), ("I2", "foster")}
    assert people.unions == ()


def test_married_divorced_and_married_again(read) -> None:
    people = read(
        indi("I1", "Ada /A/") + indi("I2", "Ben /B/")
        + fam("F1", "1 HUSB @I2@", "1 WIFE @I1@", "1 ENGA", "2 DATE 1999", "1 MARR", "2 DATE 1 APR 2000",
              "1 MARR", "2 TYPE religious", "1 DIV", "2 DATE 2005", "1 MARR", "2 DATE 2010")
    )  # fmt: skip
    first, second = people.unions
    assert (first.kind, first.start.value, first.end.value, first.ended_by) == (
        "married",
        "2000-04-01",
        "2005",
        "divorced",
    )
    assert (second.kind, second.start.value, second.end, second.ended_by) == ("married", "2010", None, "")


@pytest.mark.parametrize(
    ("lines", "kind", "ended"),
    [
        ([], "unknown", ""),
        (["1 MARR Y"], "married", ""),
        (["1 MARR", "2 TYPE Civil Partnership"], "civil_partnership", ""),
        (["1 MARR", "2 TYPE common law"], "cohabiting", ""),
        (["1 EVEN", "2 TYPE cohabiting"], "cohabiting", ""),
        (["1 ENGA"], "engaged", ""),
        (["1 MARR", "1 ANUL"], "married", "annulled"),
        (["1 DIV Y"], "married", "divorced"),
        (["1 MARR", "1 EVEN", "2 TYPE Separation", "2 DATE 2004"], "married", "separated"),
        (["1 EVEN", "2 TYPE Separated"], "unknown", "separated"),
        (["1 NO DIV"], "unknown", ""),
    ],
)
def test_kinds_and_ends_of_couples(read, lines: list[str], kind: str, ended: str) -> None:
    people = read(indi("I1", "Ada /A/") + indi("I2", "Bea /B/") + fam("F1", "1 WIFE @I1@", "1 WIFE @I2@", *lines))
    assert [(one.a, one.b, one.kind, one.ended_by) for one in people.unions] == [("I1", "I2", kind, ended)]


def test_links_to_nobody_are_told_by_line_and_the_rest_is_kept(read) -> None:
    people = read(
        indi("I1", "Ada /A/", "1 FAMS @F9@", "1 FAMC @VOID@")
        + fam("F1", "1 HUSB @I8@", "1 WIFE @I1@", "1 CHIL @I7@", "1 CHIL @VOID@", "1 HUSB Ben")
    )  # fmt: skip
    assert len(people.people) == 1
    assert [one.where for one in people.warnings] == ["line 10", "line 14", "line 12", "line 7"]
    assert "@I8@ is nobody in this file" in told(people)
    assert "@F9@ is no family" in told(people)
    assert "VOID" not in told(people)


def test_somebody_married_to_themselves_or_their_own_parent(read) -> None:
    people = read(indi("I1", "Ada /A/") + fam("F1", "1 HUSB @I1@", "1 WIFE @I1@", "1 CHIL @I1@"))
    assert (people.unions, people.links) == ((), ())
    assert "their own partner" in told(people)
    assert "their own parent" in told(people)


def test_a_circle_of_ancestors_is_told_once_and_its_facts_are_kept(read) -> None:
    size = 3000
    people = read(
        "".join(indi(f"I{n}", f"Person{n} /A/") for n in range(size))
        + "".join(fam(f"F{n}", f"1 HUSB @I{n}@", f"1 CHIL @I{(n + 1) % size}@") for n in range(size))
    )
    assert len(people.links) == size
    assert len(people.warnings) == 1
    assert "their own ancestor" in told(people)


def test_a_family_of_thousands_is_read_without_making_millions_of_couples(read) -> None:
    numbers = range(3000)
    people = read(
        "".join(
            indi(f"P{n}", f"Ann{n} /Roe/", "1 FAMS @F1@") + indi(f"C{n}", f"Ben{n} /Roe/", "1 FAMC @F1@")
            for n in numbers
        )
        + fam("F1", *(f"1 HUSB @P{n}@" for n in numbers), *(f"1 CHIL @C{n}@" for n in numbers))
    )
    assert (len(people.people), people.unions, people.links) == (6000, (), ())
    assert "3,000 partners" in told(people)


def test_cousins_who_marry_are_no_circle(read) -> None:
    people = read(
        "".join(indi(f"I{n}", f"P{n} /A/") for n in range(1, 5))
        + fam("F1", "1 HUSB @I1@", "1 CHIL @I2@", "1 CHIL @I3@")
        + fam("F2", "1 HUSB @I2@", "1 WIFE @I3@", "1 CHIL @I4@")
    )
    assert people.warnings == ()


def test_a_family_only_the_child_names(read) -> None:
    people = read(indi("I1", "Ada /A/") + indi("I2", "Cy /A/", "1 FAMC @F1@") + fam("F1", "1 WIFE @I1@"))
    assert [(one.child, one.parent) for one in people.links] == [("I2", "I1")]
    assert "Only the child's record" in told(people)


def test_the_nameless_stay_when_relations_run_through_them(read) -> None:
    people = read(
        "0 @I1@ INDI\n1 SEX M\n" + indi("I2", "? /Unknown/") + indi("I3", "Cy /A/")
        + fam("F1", "1 HUSB @I1@", "1 CHIL @I3@")
    )  # fmt: skip
    assert [one.key for one in people.people] == ["I1", "I3"]
    assert [one.where for one in people.warnings] == ["line 5", "line 7"]


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Anna /Kowalska/", "Anna", "Kowalska"),
        ("/Kowalska/ Anna", "Anna", "Kowalska"),
        ("Anna", "Anna", ""),
        ("/Kowalska/", "", "Kowalska"),
        ("محمد /علي/", "محمد", "علي"),
        ("Zoë 🌈 /D’Arcy-'Smith/", "Zoë 🌈", "D’Arcy-'Smith"),
        ("Anna /Kowalska", "Anna", "Kowalska"),
        ("A" * 300 + " /" + "B" * 300 + "/", "A" * 300, "B" * 300),
    ],
)
def test_names_are_kept_as_written(read, name: str, given: str, family: str) -> None:
    one = read(indi("I1", name)).people[0]
    assert (one.given, one.family_name) == (given, family)


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UNICODE", "utf-16"), ("UNICODE", "utf-16-be"), ("ANSI", "cp1252"),
     ("IBMPC", "cp437"), ("MACINTOSH", "mac_roman"), ("WINDOWS-1252", "cp1252"), ("ANSEL", "utf-8"), ("", "cp1252")],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_and_line_ends_of_every_program(read, charset: str, codec: str, end: str) -> None:
    text = f"0 HEAD\n1 CHAR {charset}\n0 @I1@ INDI\n1 NAME Zoë /Brönte/\n0 TRLR\n".replace("\n", end)
    if charset == "ANSEL":
        data = text.encode("ascii", "replace").replace(b"Zo?", b"Zo\xe8e").replace(b"Br?n", b"Br\xe8on")
    else:
        data = text.encode(codec)
    people = read(data)
    assert (people.people[0].given, people.people[0].family_name) == ("Zoë", "Brönte")
    assert people.warnings == ()


def test_a_file_that_says_ansel_but_is_utf_8(read) -> None:
    people = read("0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME Zoë /Brönte/\n0 TRLR\n".encode())
    assert (people.people[0].given, people.people[0].family_name) == ("Zoë", "Brönte")


def test_broken_lines_are_left_out_and_told(read) -> None:
    people = read(indi("I1", "Ada /A/", "no level here", "1 BIRT", "3 DATE 9 MAY 2017", "99999 NOTE x"))
    assert [one.where for one in people.warnings] == ["line 7", "line 10"]
    assert people.people[0].born.value == "2017-05-09"


def test_one_number_for_two_people_keeps_both(read) -> None:
    people = read(indi("I1", "Ada /A/") + indi("I1", "Ben /B/"))
    assert len({one.key for one in people.people}) == 2
    assert "used twice" in told(people)


def test_dates_that_cannot_be_are_kept_as_said(read) -> None:
    people = read(
        indi("I1", "Ada /A/", "1 BIRT", "2 DATE 29 FEB 2015") + indi("I2", "B /B/", "1 BIRT", "2 DATE (a fair)")
    )
    assert [(one.born.value, one.born.said) for one in people.people] == [("", "29 FEB 2015"), ("", "a fair")]
    assert "line 8: The date of birth “29 FEB 2015”: There was no 29 February" in told(people)


def test_a_file_cut_off_is_read_and_told(read) -> None:
    people = read(f"{HEAD}{indi('I1', 'Ada /A/')}1 BIRT\n2 DA".encode())
    assert people.people[0].given == "Ada"
    assert "may have been cut off" in told(people)


def test_a_gedcom_file_is_known_by_its_beginning(read) -> None:
    assert read(f"{HEAD}{indi('I1', 'Ada /A/')}0 TRLR\n".encode(), "tree.txt").people[0].given == "Ada"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Name,DOB\nAnna,9/5/17\n", "not a GEDCOM file"),
        (b"<html><body>0 HEAD", "web page"),
        (HEAD.encode() + b"0 TRLR\n", "no people"),
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 100, "not text"),
        (b"GEDC\x7fELF\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f" * 9, "not"),
    ],
)
def test_what_is_none_is_refused_with_a_sentence(read, content: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words) as refusal:
        read(content)
    assert str(refusal.value).startswith("tree.ged: ")
    assert refusal.value.hint
