"""Annex A as it is really sent: drifted headings, title rows, odd spaces, spreadsheet errors, codes without letters."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop_app.errors import UserError
from desktop_app.exchange.annex_a import read_annex_a
from desktop_app.exchange.annex_a.cells import NotUnderstoodHere, read_cell
from desktop_app.exchange.annex_a.layout import Column, layout, likeness

TODAY = date(2021, 4, 1)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
HEADS = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append(row)
    made.save(path)
    return path


CONTACTS = [*HEADS, "Date of Contact", "Contact Source"]


def test_headings_drift_and_titles_stand_above_them(tmp_path: Path):
    rows: list[list[object]] = [
        ["Annex A, list 1: contacts between 1 Oct and 31 Mar"],
        [],
        [
            "Unique\xa0ID",
            "Sex",
            "Ethnic origin",
            "DOB",
            "Age",
            "Contact date (dd/mm/yyyy)",
            "Source of contact",
            "Our note",
        ],
        ["c1", "Female", "WBRI", datetime(2015, 1, 25), 6.1, "16/09/2020", "Police", "x"],
        ["c2", "b) Female ", "a) WBRI", None, "", 44090, "6: Police", None],
        [None, None, None, None],
        ["c3", "M", "White\xa0British", "25 Jan 2015", 5, datetime(2020, 9, 17), "q) 6: Police", None],
    ]
    found = read_annex_a(book(tmp_path / "a.xlsx", Sheet1=rows), TODAY)
    assert [one.values["source"] for one in found.entries(1)] == ["6", "6", "6"]
    assert [one.values["contacted"] for one in found.entries(1)] == [
        date(2020, 9, 16), date(2020, 9, 16), date(2020, 9, 17),
    ]  # fmt: skip
    assert [one.values["gender"] for one in found.entries(1)] == ["F", "F", "M"]
    assert [one.row for one in found.entries(1)] == [4, 5, 7]
    guesses = {one.heading: one for one in found.guesses}
    assert guesses["Our note"].column == ""
    assert guesses["Contact date (dd/mm/yyyy)"].column == "Date of Contact"
    assert found.not_understood == ()


def test_headings_that_say_how_to_fill_them_in(tmp_path: Path):
    rows: list[list[object]] = [
        [
            "Child's unique identifier",
            "Sex (M/F)",
            "Ethnicity (code)",
            "D.O.B.",
            "Age at 31/03",
            "Date of contact [dd/mm/yy]",
            "Contact source",
        ],
        ["A1", "F", "WBRI", "01/02/2015", 11, "16/09/2020", "School"],
        ["A2", "F", "WBRI", "not yet", 11, "03/20/2021", "Police"],
    ]
    found = read_annex_a(book(tmp_path / "a.xlsx", List_1=rows), TODAY)
    assert all(one.column for one in found.guesses)
    first = found.entries(1)[0].values
    assert (first["child"], first["born"], first["age"]) == ("A1", date(2015, 2, 1), 11)
    told = {one.column[0]: one.why for one in found.not_understood if one.row == 3}
    assert told["D"] == "“not yet” is no full date"
    assert "month" in told["F"]
    assert not any(why.endswith(".") for why in told.values())


def test_every_cell_not_understood_is_listed_with_its_place(tmp_path: Path):
    rows: list[list[object]] = [
        CONTACTS,
        ["c1", "#N/A", "a) WBRI", "31/02/2015", 5, "soon", "z) 99: Nobody"],
        ["", "a) Male", "", "-", "old", datetime(2020, 9, 17), "t) 9: Anonymous"],
    ]
    found = read_annex_a(book(tmp_path / "a.xlsx", List_1=rows), TODAY)
    told = {(one.row, one.column): (one.value, one.why) for one in found.not_understood}
    assert told[2, "B (Gender)"] == ("#N/A", "a spreadsheet error (#N/A); taken as empty")
    assert "D (Date of Birth)" in {column for row, column in told if row == 2}
    assert told[2, "F (Date of Contact)"][0] == "soon"
    assert told[2, "G (Contact Source)"][1] == "“z) 99: Nobody” is none of the codes of this column"
    assert told[3, "A (Child Unique ID)"][1] == "it may not be blank"
    assert told[3, "E (Age of Child (Years))"][1] == "“old” is no number"
    assert len(found.entries(1)) == 2, "a row with a bad cell is a row"


def test_a_missing_needed_column_a_missing_list_and_a_strange_sheet_are_said(tmp_path: Path):
    path = book(
        tmp_path / "a.xlsx",
        Notes=[["This return was made on Monday"]],
        List_1=[[*HEADS, "Date of Contact"], ["c1", "a) Male", "", None, 3, datetime(2020, 9, 17)]],
    )
    told = [f"{where}: {what}" for where, what in read_annex_a(path, TODAY).warnings]
    assert any("No column for Contact Source" in one for one in told)
    assert any("Notes" in one and "Not read" in one for one in told)
    assert any("List 8 (Looked-after children) is not in it" in one for one in told)


def test_the_same_row_twice_is_counted_and_said(tmp_path: Path):
    row: list[object] = ["c1", "a) Male", "a) WBRI", None, 3, datetime(2020, 9, 17), "q) 6: Police"]
    found = read_annex_a(book(tmp_path / "a.xlsx", List_1=[CONTACTS, row, CONTACTS, row]), TODAY)
    assert len(found.entries(1)) == 2, "a heading row repeated is no row"
    assert any("The same as row 2" in what for _where, what in found.warnings)


def test_a_csv_of_one_list_and_a_folder_of_them(tmp_path: Path):
    (tmp_path / "list3.csv").write_text(
        "Child Unique ID,Gender,Date of Referral,Referral Source,Referral NFA?,Number of Referrals in Last 12 Months\n"
        "c1,a) Male,16/09/2020,q) 6: Police,b) No,0\n"
    )
    (tmp_path / "list1.csv").write_text("Child Unique ID,Gender,Date of Contact,Contact Source\nc1,Male,1/9/20,10\n")
    one = read_annex_a(tmp_path / "list3.csv", TODAY)
    assert one.entries(3)[0].is_yes("nfa") is False
    both = read_annex_a(tmp_path, TODAY)
    assert sorted(both.lists) == [1, 3]
    assert both.entries(1)[0].values["source"] == "10"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlsx", b"PK\x03\x04 not a zip"),
        ("a.csv", b""),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.pdf", b"%PDF-1.4"),
        ("a.csv", b"\0" * 90),
    ],
)
def test_what_is_no_return_is_one_sentence_with_its_name(tmp_path: Path, name: str, raw: bytes):
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(UserError, match=f"{name}: "):
        read_annex_a(tmp_path / name, TODAY)


def test_headings_of_one_list_are_told_apart():
    for listed in layout().lists.values():
        for column in listed.columns:
            best = max(listed.columns, key=lambda one: likeness(column.name, one))
            assert best.name == column.name
            cut = column.name[:34]
            assert sum(likeness(cut, one) >= 96 for one in listed.columns) in (1, 2), "cut where many systems cut"


@given(st.sampled_from(sorted(layout().codes)), st.data())
def test_codes_are_read_with_and_without_their_letters(kind: str, data: st.DataObject):
    code = data.draw(st.sampled_from(layout().codes[kind]))
    column = Column("x", "X", kind)
    wanted: object = code.code == "Y" if kind == "yes_no" and code.code in ("Y", "N") else code.code
    for said in filter(None, (code.words, f"{code.letter}) {code.words}" if code.letter else "", code.words.upper())):
        assert read_cell(said, column, "", TODAY) == wanted
    if code.code:
        assert read_cell(f"{code.code}: {code.words}", column, "", TODAY) == wanted


@given(st.text(max_size=40), st.sampled_from([*layout().codes, "date", "number", "age", "postcode", "placement"]))
def test_any_cell_is_read_or_refused(text: str, kind: str):
    with contextlib.suppress(NotUnderstoodHere):
        read_cell(text, Column("x", "X", kind), "", TODAY)


REAL = SHARED / "domain" / "Annex_A.xlsx"


@pytest.mark.parametrize("real", [SHARED.exists()])
def test_a_whole_return(real: bool, tmp_path: Path):
    """The real one where it stands beside the checkout, there it must be; else one row of each list, made here."""
    if not real:
        made = {
            f"List_{number}": [[one.name for one in listed.columns], ["x" for _ in listed.columns]]
            for number, listed in layout().lists.items()
        }
        found = read_annex_a(book(tmp_path / "a.xlsx", **made), TODAY)  # type: ignore[arg-type]
        assert {number: len(rows) for number, rows in found.lists.items()} == dict.fromkeys(range(1, 12), 1)
        return
    found = read_annex_a(REAL, TODAY)
    assert {number: len(rows) for number, rows in found.lists.items()} == {
        1: 5, 2: 5, 3: 6, 4: 5, 5: 5, 6: 5, 7: 7, 8: 5, 9: 6, 10: 5, 11: 5,
    }  # fmt: skip
    assert all(one.column for one in found.guesses)
    places = {(one.sheet, one.row, one.column[0]) for one in found.not_understood}
    assert places == (
        {("List 4", row, "J") for row in range(2, 7)}
        | {("List 6", row, letter) for row in range(2, 7) for letter in "MN"}
        | {("List 6", 2, "H"), ("List 8", 3, "Y"), ("List 9", 6, "M"), ("List 9", 7, "M")}
    )
    assert found.entries(3)[0].says("worker") == "Dustin Hazlett"
