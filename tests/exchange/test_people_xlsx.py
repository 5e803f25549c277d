"""Workbooks of people: what stands in cells is taken, nothing in them is run, every bad one refused with a sentence."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

from desktop_app.errors import UserError
from desktop_app.exchange.people import xlsx
from desktop_app.exchange.people.read import read_people
from desktop_app.exchange.people.shapes import People


def told(people: People) -> str:
    return " / ".join(f"{one.where}: {one.what}" for one in people.warnings)


def rezipped(data: bytes, change=lambda name, part: part, extra: dict[str, bytes] | None = None) -> bytes:
    """The workbook with its parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


@pytest.fixture
def read(tmp_path: Path):
    """Reads a workbook, given as one or as bytes."""

    def reader(content: Workbook | bytes, name: str = "list.xlsx", **options) -> People:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else saved(content))
        return read_people(path, **options)

    return reader


def test_dates_as_dates_as_numbers_and_as_text(read) -> None:
    people = read(
        book_of(
            ["Name", "DOB", "Phone", "ID", "Interpreter"],
            ["Anna A", datetime(2017, 5, 9), 7700900123, 101, True],
            ["Ben B", date(2017, 5, 9), "07700 900123", 102.0, False],
            ["Cy C", 42864, None, "A-7", "no"],
            ["Di D", "9th May 2017", None, 0.5, None],
            ["Ed E", time(9, 30), None, None, None],
        )
    )
    assert [one.born.value for one in people.people] == ["2017-05-09"] * 4 + [""]
    assert people.people[2].born.said == "42864"
    assert people.people[4].born.said == "09:30"
    assert [one.phones for one in people.people][:2] == [("07700900123",), ("07700 900123",)]
    assert [one.key for one in people.people] == ["101", "102", "A-7", "0.5", "row 6"]
    assert [one.interpreter for one in people.people][:2] == [True, False]
    assert "row 4: The date of birth “42864” is a spreadsheet's day number and was read as 2017-05-09." in told(people)


def test_the_other_calendar_of_old_macs(read) -> None:
    book = book_of(["Name", "DOB"], ["Anna A", datetime(2017, 5, 9)], ["Ben B", 42864 - 1462])
    book.epoch = datetime(1904, 1, 1)
    assert [one.born.value for one in read(book).people] == ["2017-05-09", "2017-05-09"]


def test_formulas_give_what_they_last_showed_or_are_told(read) -> None:
    data = saved(book_of(["Name", "Town", "Note"], ["=A9", "=B9", "kept"], ["Ben B", "=1+1", ""]))

    def cached(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        part = part.replace(b'<c r="A2"><f>A9</f><v></v></c>', b'<c r="A2" t="str"><f>A9</f><v>Anna A</v></c>')
        return part.replace(b'<c r="A2"><f>A9</f><v /></c>', b'<c r="A2" t="str"><f>A9</f><v>Anna A</v></c>')

    people = read(rezipped(data, cached))
    assert [one.given for one in people.people] == ["Anna", "Ben"]
    assert people.people[0].addresses == ()
    assert "2 cells hold formulas never worked out" in told(people)
    assert "1 cell holds a formula; what was last shown was taken" in told(people)


def test_merged_cells_hold_for_every_row_of_them(read) -> None:
    book = book_of(
        ["Children of Team 4", None, None],
        ["Family", "Name", "DOB"],
        ["Okoro", "Ben Okoro", date(2017, 5, 9)],
        [None, "Ada Okoro", None],
        ["Lee", "Cy Lee", None],
    )
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("C3:C4")
    people = read(book)
    assert [one.family_name_of_case for one in people.people] == ["Okoro", "Okoro", "Lee"]
    assert [one.born.value if one.born else "" for one in people.people] == ["2017-05-09", "2017-05-09", ""]
    assert "Cells are merged" in told(people)


def test_the_same_merge_told_thousands_of_times_is_taken_once(read) -> None:
    sheet = book_of(["Name", "Family"], ["Ann Roe", "Roe"], *([f"Ann{number} Roe", None] for number in range(500)))
    merged = b"</sheetData><mergeCells>" + b'<mergeCell ref="B2:B502"/>' * 20_000 + b"</mergeCells>"
    people = read(rezipped(saved(sheet), lambda name, part: part.replace(b"</sheetData>", merged)))
    assert {one.family_name_of_case for one in people.people} == {"Roe"}


def test_macros_are_not_run_and_told(read) -> None:
    data = rezipped(saved(book_of(["Name"], ["Anna"])), extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    people = read(data, "list.xlsm")
    assert people.people[0].given == "Anna"
    assert "macros; they were not run" in told(people)


def test_the_best_sheet_is_taken_and_the_others_are_named(read) -> None:
    book = book_of(["Monthly figures", 3])
    book.active.title = "Cover"
    people_sheet = book.create_sheet("Children")
    for row in (["Name", "DOB", "Phone"], ["Anna A", "9/5/17", ""]):
        people_sheet.append(row)
    other = book.create_sheet("Staff")
    other.append(["Name"])
    other.append(["Sam"])
    hidden = book.create_sheet("Old")
    hidden.append(["Name"])
    hidden.sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(other, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Chart").add_chart(chart)
    people = read(book)
    assert [one.given for one in people.people] == ["Anna"]
    assert people.people[0].where == "sheet “Children”, row 2"
    words = told(people)
    assert "sheet “Cover”: Not read. The sheet “Cover” has no column with names" in words
    assert "sheet “Staff”: Not read: the sheet “Children” was taken" in words
    assert "sheet “Old”: Not read: it is hidden" in words
    assert "sheet “Chart”: Not read: it is a chart" in words


def test_a_workbook_without_people_says_why_of_each_sheet(read) -> None:
    book = book_of(["Colour", "Taste"], ["red", "sweet"])
    book.create_sheet("Empty")
    with pytest.raises(UserError, match=r"No sheet is a list of people.*“Sheet” has no column.*“Empty” is empty"):
        read(book)


def test_sheets_that_number_the_same_children_are_joined(read) -> None:
    book = book_of(["Child Unique ID", "Gender"], [7, "a) Male"], [8, "b) Female"])
    second = book.create_sheet("List 2")
    for row in (
        ["Child unique ID", "Date of Birth", "Allocated Worker"],
        [7, date(2017, 5, 9), "Sam\u00a0Okafor"],
        [9],
    ):
        second.append(row)
    people = read(book)
    by_key = {one.key: one for one in people.people}
    assert sorted(by_key) == ["7", "8", "9"]
    assert (by_key["7"].sex, by_key["7"].born.value, by_key["7"].worker) == ("male", "2017-05-09", "Sam Okafor")


def test_sheets_whose_numbers_may_be_of_other_things_are_not_joined(read) -> None:
    book = book_of(["ID", "Name"], [1, "Anna A"], [2, "Ben B"])
    visits = book.create_sheet("Visits")
    visits.append(["ID", "Worker"])
    visits.append([1, "Sam"])
    people = read(book)
    assert [one.worker for one in people.people] == ["", ""]
    assert "sheet “Visits”: Not read" in told(people)


def test_rows_formatted_to_the_last_one_and_a_lying_size(read) -> None:
    data = saved(book_of(["Name"], ["Anna"]))

    def far(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        part = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)
        return part.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')

    assert [one.given for one in read(rezipped(data, far)).people] == ["Anna"]


@pytest.mark.parametrize("columns", [301, 2000])
def test_too_many_columns_are_refused_in_words(read, columns: int) -> None:
    book = book_of([f"Name {number}" for number in range(columns)], ["x"] * columns)
    with pytest.raises(UserError, match=f"{columns:,} columns"):
        read(book)


def test_a_bomb_is_not_unpacked(read, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = rezipped(saved(book_of(["Name"], ["Anna"])), extra={"xl/media/x.bin": b"\0" * 3_000_000})
    assert len(bomb) < 20_000
    monkeypatch.setattr(xlsx, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(UserError, match="unpack"):
        read(bomb)


def test_a_lie_about_the_unpacked_size_is_no_way_round(read) -> None:
    data = rezipped(saved(book_of(["Name"], ["Anna"])), extra={"xl/media/x.bin": b"\0" * 1000})
    at = data.rindex(b"PK\x01\x02")
    lied = data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]
    assert read(lied).people[0].given == "Anna"


def test_entities_in_the_xml_are_not_unfolded(read) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def evil(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        start = part.index(b"<worksheet")
        return part[:start] + entity + part[start:].replace(b"<sheetData>", b"<sheetData>&b;", 1)

    with pytest.raises(UserError, match="damaged"):
        read(rezipped(saved(book_of(["Name"], ["Anna"])), evil))


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("word/document.xml", "Word document"),
        ("ppt/presentation.xml", "presentation"),
        ("xl/workbook.bin", "binary workbook"),
        ("content.xml", "OpenDocument"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("list.csv", "zip file"),
    ],
)
def test_other_zips_are_named(read, inside: str, words: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(UserError, match=words):
        read(out.getvalue())


def test_a_workbook_is_known_by_what_it_is_not_by_its_name(read) -> None:
    assert read(book_of(["Name"], ["Anna"]), "list.csv").people[0].given == "Anna"


def test_a_workbook_cut_off_is_refused(read) -> None:
    data = saved(book_of(["Name"], ["Anna"]))
    with pytest.raises(UserError, match="damaged"):
        read(data[: len(data) // 2])


def test_nothing_is_written_into_the_file(read, tmp_path: Path) -> None:
    data = saved(book_of(["Name"], ["Anna"]))
    read(data)
    assert (tmp_path / "list.xlsx").read_bytes() == data
    assert load_workbook(tmp_path / "list.xlsx").active["A2"].value == "Anna"
