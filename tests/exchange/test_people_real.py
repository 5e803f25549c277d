"""Files of people that nobody here wrote: read or refused with a reason, whole, cut off and damaged."""

from __future__ import annotations

import io
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop_app.errors import UserError
from desktop_app.exchange.people.gedcom_lines import decode
from desktop_app.exchange.people.read import read_people
from desktop_app.exchange.people.shapes import People

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
THERE = DATA.parent.exists()

# People and families counted in the files with grep (lines "0 @…@ INDI" and "0 @…@ FAM").
COUNTED = {
    "TGC551.ged": (15, 7), "harrypotter.ged": (114, 42), "kennedy.ged": (70, 19), "maximal70.ged": (4, 2),
    "perm-All_Genders.ged": (3, 1), "perm-FTM_-_Children_Only_Family.ged": (2, 1),
    "perm-Female_Female_Marriage.ged": (2, 1), "perm-Male_Male_Marriage.ged": (2, 1),
    "perm-PAF_-_Children_Only_Family.ged": (2, 1), "perm-Self_Marriage.ged": (1, 1),
    "perm-Unknown_Unknown_Marriage.ged": (2, 1), "remarriage1.ged": (3, 2), "remarriage2.ged": (3, 3),
    "royal92.ged": (3010, 1422), "same-sex-marriage.ged": (2, 1), "shakespeare.ged": (31, 11), "simpsons.ged": (11, 3),
    "sopranos.ged": (8, 2), "own.ged": (2, 1),
}  # fmt: skip
REFUSED = {"middleearth.ged": "web page", "perm-Empty_Family.ged": "no people"}
LEFT_OUT = {"maximal70.ged": 1}
"""People with neither a name nor a relation."""

OWN_GEDCOM = (
    "0 HEAD\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Ada /Ó Briain/\n1 BIRT\n2 DATE ABT 1980\n1 FAMS @F1@\n0 @I2@ INDI\n"
    "1 NAME Ben /Oko/\n1 FAMC @F1@\n2 PEDI foster\n0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n1 MARR\n2 DATE 1999\n0 TRLR\n"
)
OWN_CSV = "ID;Name;DOB;Phone\r\n1;“Kowalska, Zoë”;9/5/17;07700 900123\r\n2;Ben Okoro;abt 1980;\r\n"


def own_book() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (["Name", "DOB"], ["Anna A", 42864], ["Ben B", "=A2"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(out)
    return out.getvalue()


def sources() -> dict[str, bytes]:
    """Every real file by name, and small ones of our own for a checkout without them."""
    own = {"own.ged": OWN_GEDCOM.encode(), "own.csv": OWN_CSV.encode("cp1252"), "own.xlsx": own_book()}
    if not THERE:
        return own
    real = [DATA / "genogram" / name for name in (*COUNTED, *REFUSED) if name != "own.ged"] + [
        DATA / "domain" / "Annex_A.xlsx"
    ]
    return own | {path.name: path.read_bytes() for path in real}


def statistics() -> dict[str, bytes]:
    """Tables about authorities, not people."""
    if not THERE:
        return {
            "own.csv": b"time_period,la_name,Section47\n2024,Northam,3\n",
            "own.xml": b"<Message><Child/></Message>",
        }
    names = ("c2_assessment_duration.csv", "c4_s47_icpc.csv", "d6_reviews.csv", "CIN_Census_2026.xml")
    return {name: (DATA / "domain" / name).read_bytes() for name in names}


def yearly_return() -> bytes:
    """The real return to Ofsted, or a small one of the same form."""
    if THERE:
        return (DATA / "domain" / "Annex_A.xlsx").read_bytes()
    book, out = Workbook(), io.BytesIO()
    book.active.title = "List 1"
    for row in (["Child Unique ID", "Gender", "Date of Birth"], [9212044, "b) Female", date(2015, 1, 25)], [11973218]):
        book.active.append(row)
    for title, rows in (
        ("List 3", [["Child Unique ID", "Allocated Worker"], [997679, "Mathilde\u00a0Cutsforth"]]),
        ("List 11", [["Individual adopter identifier"], [1]]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


SOURCES = sources()
STATISTICS = statistics()
RETURN = yearly_return()
SMALL = [name for name, data in SOURCES.items() if len(data) < 100_000]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def sound(people: People) -> None:
    """What must hold of anything that was read."""
    keys = [one.key for one in people.people]
    assert people.people
    assert len(keys) == len(set(keys))
    assert all(keys)
    known = set(keys)
    assert all(one.a in known and one.b in known and one.a != one.b for one in people.unions)
    assert all(one.child in known and one.parent in known and one.child != one.parent for one in people.links)
    assert all(one.where and one.what for one in people.warnings)


@pytest.mark.parametrize("name", list(SOURCES))
def test_read_or_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, SOURCES[name])
    if name in REFUSED:
        with pytest.raises(UserError, match=REFUSED[name]):
            read_people(path)
    else:
        sound(read_people(path))


@pytest.mark.parametrize("name", [name for name in SOURCES if name in COUNTED])
def test_everyone_counted_is_there(tmp_path: Path, name: str) -> None:
    people, families = COUNTED[name]
    read = read_people(written(tmp_path, name, SOURCES[name]))
    assert len(read.people) == people - LEFT_OUT.get(name, 0)
    lines = decode(SOURCES[name])[0].splitlines()
    assert sum(line.startswith("0 @") and line.rstrip().endswith("@ FAM") for line in lines) == families
    assert len({one.where for one in read.unions}) <= families
    couples = _couples(lines)
    assert len({frozenset((one.a, one.b)) for one in read.unions}) == len(couples)
    assert {(one.child, one.parent) for one in read.links} == _parents(lines)


def _records(lines: list[str]) -> dict[str, dict[str, list[str]]]:
    """The families by number with their HUSB, WIFE and CHIL, read apart from the code under test."""
    found: dict[str, dict[str, list[str]]] = {}
    current: dict[str, list[str]] | None = None
    for line in lines:
        words = line.split()
        if words[:1] == ["0"]:
            current = found.setdefault(words[1], {}) if words[2:] == ["FAM"] else None
        elif current is not None and len(words) == 3 and words[0] == "1" and words[2].startswith("@"):
            current.setdefault(words[1], []).append(words[2].strip("@"))
    return found


def _couples(lines: list[str]) -> set[frozenset[str]]:
    """Two different partners in one family."""
    pairs = (frozenset(one.get("HUSB", []) + one.get("WIFE", [])) for one in _records(lines).values())
    return {pair for pair in pairs if len(pair) == 2 and "VOID" not in pair}


def _parents(lines: list[str]) -> set[tuple[str, str]]:
    """Child and parent by every family."""
    found = set()
    for one in _records(lines).values():
        for child in one.get("CHIL", []):
            found |= {(child, parent) for parent in one.get("HUSB", []) + one.get("WIFE", [])}
    return {pair for pair in found if "VOID" not in pair}


def test_a_return_is_understood_sheet_by_sheet(tmp_path: Path) -> None:
    people = read_people(written(tmp_path, "return.xlsx", RETURN))
    by_key = {one.key: one for one in people.people}
    assert len(by_key) == (48 if THERE else 3)
    assert (by_key["9212044"].sex, by_key["9212044"].born.value) == ("female", "2015-01-25")
    assert by_key["11973218"].born is None
    assert by_key["997679"].worker == "Mathilde Cutsforth"
    refused = [one for one in people.warnings if "Not read" in one.what]
    assert [one.where for one in refused] == ["sheet “List 11”"]


@pytest.mark.parametrize("name", list(STATISTICS))
def test_statistics_are_no_people(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"no column with names or numbers|XML"):
        read_people(written(tmp_path, name, STATISTICS[name]))


@pytest.mark.parametrize("name", SMALL)
def test_cut_off_or_damaged_it_is_read_or_refused_and_never_breaks(tmp_path: Path, name: str) -> None:
    data, chance = SOURCES[name], random.Random(name)
    rounds = 12 if name.endswith("xlsx") else 30
    for turn in range(rounds):
        if turn % 2:
            broken = data[: chance.randrange(len(data))]
        else:
            copy = bytearray(data)
            for _ in range(chance.choice((1, 3, 40))):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
            broken = bytes(copy)
        try:
            sound(read_people(written(tmp_path, name, broken)))
        except UserError as refusal:
            assert refusal.message.startswith(name)  # noqa: PT017


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(str.encode)
    | st.text(alphabet="0123 @IFNAMESCHLUBWRO\n/", max_size=300).map(lambda text: f"0 HEAD\n{text}".encode())
    | st.lists(st.lists(st.text(max_size=12), max_size=5).map(",".join), max_size=8).map(
        lambda rows: ("Name,DOB,Phone,Interpreter,ID\n" + "\n".join(rows)).encode("utf-8", "replace")
    ),
    st.sampled_from(["a.csv", "a.ged", "a.xlsx"]),
)
@settings(deadline=None, max_examples=150)
def test_nothing_at_all_breaks_the_door(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = written(tmp_path_factory.getbasetemp(), name, data)
    try:
        sound(read_people(path))
    except UserError as refusal:
        assert refusal.message.startswith(name)  # noqa: PT017
