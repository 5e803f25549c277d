"""The same children in files as they drift: whatever the file looks like, each value is right or is listed.

What is true is written down here in plain rows, and the figures are counted here by hand, without our own code.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from openpyxl import Workbook

from desktop_app.exchange.annex_a import AnnexA, read_annex_a
from desktop_app.exchange.annex_a.layout import layout
from desktop_app.rules.indicators import Period, snapshot

TODAY = date(2026, 4, 1)
AS_AT = date(2026, 3, 31)
HOLIDAYS = {date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)}
Cells = list[list[object]]

# Child, gender, age, start of the assessment, seen, authorised on, support needed, team, worker
ASSESSED: list[tuple[str, str, int, date, bool, date | None, bool | None, str, str]] = [
    (
        f"{70_000 + n}",
        "FM"[n % 2],
        n % 17,
        (start := date(2025, 9, 1) + timedelta(days=n * 2)),
        n % 5 != 0,
        start + timedelta(days=20 + (n * 7) % 60) if n % 6 else None,
        None if n % 6 == 0 else n % 3 == 0,
        ["East", "West"][n % 2],
        ["Naomi Clarke", "Tom Hartley", "Ewa Lis"][n % 3],
    )
    for n in range(36)
]
# Child, strategy discussion, conference held, led to a plan, enquiries before
ENQUIRED: list[tuple[str, date, date | None, bool | None, int]] = [
    (
        f"{80_000 + n}",
        (day := date(2025, 10, 1) + timedelta(days=n * 6)),
        day + timedelta(days=14 + n) if n % 4 else None,
        None if n % 4 == 0 else n % 3 != 0,
        n % 3,
    )
    for n in range(18)
]


def heads(number: int) -> dict[str, str]:
    return {column.key: column.name for column in layout().lists[number].columns}


def assessed_rows(day: Callable[[date], object], yes: Callable[[bool], object], gender: dict[str, object]) -> Cells:
    return [
        [
            child, gender[sex], "a) WBRI", None, age, None, day(start), yes(seen), day(end) if end else None,
            yes(support) if support is not None else None, team, worker,
        ]
        for child, sex, age, start, seen, end, support, team, worker in ASSESSED
    ]  # fmt: skip


def enquired_rows(day: Callable[[date], object], yes: Callable[[bool], object]) -> Cells:
    return [
        [child, None, None, None, None, None, day(held), None, day(met) if met else None,
         yes(plan) if plan is not None else None, before, None, None, None]
        for child, held, met, plan, before in ENQUIRED
    ]  # fmt: skip


A = [heads(4)[key] for key in ("child", "gender", "ethnicity", "born", "age", "disability", "started", "seen",
                               "authorised", "support", "team", "worker")]  # fmt: skip
E = [heads(5)[key] for key in ("child", "gender", "ethnicity", "born", "age", "disability", "strategy", "unnecessary",
                               "conference", "plan", "enquiries", "conferences", "team", "worker")]  # fmt: skip
SEX: dict[str, object] = {"F": "b) Female", "M": "a) Male"}


def yes_no(value: bool) -> object:
    return "a) Yes" if value else "b) No"


def as_moment(day: date) -> object:
    return datetime(day.year, day.month, day.day)


def save(path: Path, sheets: dict[str, Cells], after: Callable[[Workbook], None] | None = None) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if after:
        after(book)
    book.save(path / "Annex A.xlsx")
    return path / "Annex A.xlsx"


def plain(path: Path) -> Path:
    return save(path, {
        "List 4": [A, *assessed_rows(as_moment, yes_no, SEX)],
        "List 5": [E, *enquired_rows(as_moment, yes_no)],
    })  # fmt: skip


def other_names_and_order(path: Path) -> Path:
    """Sheets called Sheet4 and Sheet5, each holding the other list, behind a cover sheet."""
    return save(path, {
        "Cover": [["Annex A"], ["Prepared by performance team"], ["Version 3", "final", "v2"]],
        "Sheet4": [E, *enquired_rows(as_moment, yes_no)],
        "Sheet5": [A, *assessed_rows(as_moment, yes_no, SEX)],
    })  # fmt: skip


def drifted_headings(path: Path) -> Path:
    heading = [
        "CHILD\nUNIQUE\xa0ID ", "gender*", " Ethnicity ", "D.O.B", "Age (yrs)", "Disability (Y/N)",
        "Continuous Assessment – Start Date (dd/mm/yyyy)", "Child seen during continuous assessment?",
        "Continuous Assessment Date of Authoris", "Was the child assessed as requiring LA childrens social care suppo",
        "Team name", "Social Worker",
    ]  # fmt: skip
    strange = [
        "Person ID", "Sex", "Ethnicity code", "DOB", "Age", "Disabled", "S47 start date", "ICPC not required",
        "ICPC date", "ICPC resulted in CPP", "Previous S47s", "Previous ICPCs", "Team", "Key worker",
    ]  # fmt: skip
    return save(path, {
        "Annex A list 4": [heading, *assessed_rows(as_moment, yes_no, SEX)],
        "List_5 (s47)": [strange, *enquired_rows(as_moment, yes_no)],
    })  # fmt: skip


def titles_and_totals(path: Path) -> Path:
    """Titles, filters and blank rows above; totals, notes and page ends below and between."""
    rows = assessed_rows(as_moment, yes_no, SEX)
    rows.insert(20, ["Page 2 of 3"])
    rows.insert(20, [None, None])
    rows += [[], ["Total", None, None, None, 36], ["Grand total:", 36], ["* provisional; see the notes"],
             [None, None, None, None, 271], ["Source: case management system, run 1 April"]]  # fmt: skip
    return save(path, {
        "List 4": [["List 4"], ["Between 1 Sep 2025 and 31 Mar 2026"], [], ["Filter", "All teams"], A, *rows],
        "List 5": [["Confidential"], E, ["ID", "code", "code", "dd/mm/yyyy", "years", "Y/N", "dd/mm/yyyy", "Y/N"],
                   *enquired_rows(as_moment, yes_no), ["Count of children", 18]],
    })  # fmt: skip


def blank_columns_and_errors(path: Path) -> Path:
    """Empty columns between and before, a heading twice, our own notes, and spreadsheet errors for blanks."""

    def spread(row: list[object]) -> list[object]:
        return [None, row[0], None, *row[1:6], "#N/A", *row[6:], None, row[6], "note"]

    heading = [None, A[0], "", *A[1:6], "Lookup", *A[6:], "", A[6], "Comments"]
    rows = [spread(["#N/A" if cell is None else cell for cell in row])
            for row in assessed_rows(as_moment, yes_no, SEX)]  # fmt: skip
    return save(path, {"List 4": [heading, *rows], "List 5": [E, *enquired_rows(as_moment, yes_no)]})


def two_heading_rows(path: Path) -> Path:
    """Groups merged above the headings in one list, headings broken over two rows in the other."""
    groups = ["Child", None, None, None, None, None, "Assessment", None, None, None, "Allocated", None]
    upper = ["Child Unique", "", "", "Date of", "Age of Child", "Does the Child", "Strategy discussion initiating",
             "Was an Initial Child Protection", "Date of Initial", "Did the Initial Child Protection Conference",
             "Number of Section 47", "Number of ICPCs", "Allocated", "Allocated"]  # fmt: skip
    lower = ["ID", "Gender", "Ethnicity", "Birth", "(Years)", "have a Disability",
             "Section 47 Enquiry Start Date", "Conference deemed unnecessary?", "Child Protection Conference",
             "Result in a Child Protection Plan", "Enquiries in the last 12 months", "in the last 12 months", "Team",
             "Worker"]  # fmt: skip

    def merge(book: Workbook) -> None:
        book["List 4"].merge_cells("A1:F1")
        book["List 4"].merge_cells("G1:J1")
        book["List 4"].merge_cells("K1:L1")

    return save(path, {
        "List 4": [groups, A, *assessed_rows(as_moment, yes_no, SEX)],
        "List 5": [upper, lower, *enquired_rows(as_moment, yes_no)],
    }, merge)  # fmt: skip


WAYS: list[Callable[[date], object]] = [
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d-%b-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%Y-%m-%d} 00:00:00",
    lambda day: f"{day:%Y-%m-%d}T00:00:00",
    lambda day: f"{day:%d/%m/%Y} 00:00",
    lambda day: f"{day:%d %B %Y}",
    lambda day: f" {day:%a %d %b %Y}\xa0",
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: f"{(day - date(1899, 12, 30)).days}",
    lambda day: (day - date(1899, 12, 30)).days + 0.5,
    lambda day: day,
]


def dates_in_many_forms(path: Path) -> Path:
    turn = iter(range(10_000))

    def any_way(day: date) -> object:
        return WAYS[next(turn) % len(WAYS)](day)

    return save(path, {
        "List 4": [A, *assessed_rows(any_way, yes_no, SEX)],
        "List 5": [E, *enquired_rows(any_way, yes_no)],
    })  # fmt: skip


def codes_in_many_forms(path: Path) -> Path:
    turn = iter(range(10_000))
    yes = ["a) Yes", "Yes", "Y", "YES ", "A) YES", "(a) Yes", "a. Yes", "a)Yes", "1", True, "a - Yes", "y"]
    no = ["b) No", "No", "N", "no", "B) NO", "(b) No", "b. No", "b)No", "0", False, "b - No", "n"]

    def any_word(value: bool) -> object:
        return (yes if value else no)[next(turn) % len(yes)]

    sexes: dict[str, object] = {"F": "Female\xa0", "M": "male"}
    return save(path, {
        "List 4": [A, *assessed_rows(as_moment, any_word, sexes)],
        "List 5": [E, *enquired_rows(as_moment, any_word)],
    })  # fmt: skip


def hidden_and_merged(path: Path) -> Path:
    """A hidden copy that must not count twice, and the workers' cells merged down."""
    rows = sorted(assessed_rows(as_moment, yes_no, SEX), key=lambda row: str(row[11]))

    def touch(book: Workbook) -> None:
        book["old"].sheet_state = "hidden"
        sheet = book["List 4"]
        first = 2
        for at in range(3, sheet.max_row + 2):
            if at > sheet.max_row or sheet.cell(at, 12).value != sheet.cell(first, 12).value:
                sheet.merge_cells(start_row=first, start_column=12, end_row=at - 1, end_column=12)
                first = at

    sheets = {"old": [A, *rows], "List 4": [A, *rows], "List 5": [E, *enquired_rows(as_moment, yes_no)]}
    return save(path, sheets, touch)


def csv_folder(path: Path, encoding: str, delimiter: str) -> Path:
    folder = path / "lists"
    folder.mkdir()
    tables = {
        "list4_assessments.csv": [A, *assessed_rows(WAYS[0], yes_no, SEX)],
        "list5.csv": [E, *enquired_rows(WAYS[0], yes_no)],
    }
    for name, rows in tables.items():
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows(
            [["" if cell is None else cell for cell in row] for row in rows]
        )
        (folder / name).write_bytes(text.getvalue().replace("Clarke", "Clarké").encode(encoding))
    (folder / "~$list4.xlsx").write_bytes(b"lock file of Excel")
    (folder / "readme.md").write_text("not a list")
    return folder


def cp1252(path: Path) -> Path:
    return csv_folder(path, "cp1252", ",")


def utf16(path: Path) -> Path:
    return csv_folder(path, "utf-16", "\t")


def semicolons(path: Path) -> Path:
    return csv_folder(path, "utf-8-sig", ";")


DRIFTS = [
    plain, other_names_and_order, drifted_headings, titles_and_totals, blank_columns_and_errors, two_heading_rows,
    dates_in_many_forms, codes_in_many_forms, hidden_and_merged, cp1252, utf16, semicolons,
]  # fmt: skip


@pytest.fixture(params=DRIFTS, ids=lambda drift: drift.__name__)
def found(request: pytest.FixtureRequest, tmp_path: Path) -> AnnexA:
    return read_annex_a(request.param(tmp_path), TODAY)


def test_every_row_is_as_it_is_true(found: AnnexA):
    rows = {one.child: one for one in found.entries(4)}
    assert len(found.entries(4)) == len(ASSESSED)
    for child, sex, age, start, seen, end, support, team, worker in ASSESSED:
        row = rows[child]
        assert (row.says("gender"), row.number("age")) == (sex, age)
        assert (row.day("started"), row.day("authorised")) == (start, end)
        assert (row.is_yes("seen"), row.is_yes("support")) == (seen, support)
        assert (row.says("team"), row.says("worker").replace("é", "e")) == (team, worker)
    held = {one.child: one for one in found.entries(5)}
    assert len(found.entries(5)) == len(ENQUIRED)
    for child, day, met, plan, before in ENQUIRED:
        row = held[child]
        assert (row.day("strategy"), row.day("conference")) == (day, met)
        assert (row.is_yes("plan"), row.number("enquiries")) == (plan, before)


def test_nothing_is_not_understood_but_spreadsheet_errors(found: AnnexA):
    assert {one.why for one in found.not_understood} <= {"a spreadsheet error (#N/A); taken as empty"}


def test_figures_equal_a_count_by_hand(found: AnnexA):
    pages = {page.code: page for page in snapshot(found.lists, Period(AS_AT), layout().words)}
    done = [(start, end) for _c, _s, _a, start, _seen, end, *_ in ASSESSED if end and end <= AS_AT]
    took = [workdays(start, end) for start, end in done]
    page = pages["assessment"]
    assert page.indicator("assessments_completed").count == len(done)
    assert page.indicator("within_45").count == sum(days <= 45 for days in took)
    assert page.indicator("assessment_days").days == median(took)
    bands = [0, 0, 0]
    for days in took:
        bands[0] += days <= 30
        bands[1] += 31 <= days <= 45
        bands[2] += days >= 46
    drawn = [len(rows) for rows in page.indicator("assessment_days").bands.values()]
    assert [sum(drawn[:4]), sum(drawn[4:6]), sum(drawn[6:])] == bands
    still = [start for _c, _s, _a, start, _seen, end, *_ in ASSESSED if not end or end > AS_AT]
    assert page.indicator("assessments_open").count == len(still)
    assert page.indicator("open_over_45").count == sum(workdays(start, AS_AT) > 45 for start in still)
    met = [(day, held, plan) for _child, day, held, plan, _before in ENQUIRED if held and held <= AS_AT]
    page = pages["enquiries"]
    assert page.indicator("conferences").count == len(met)
    assert page.indicator("conference_15").count == sum(workdays(day, held) <= 15 for day, held, _plan in met)
    assert page.indicator("to_plan").count == sum(bool(plan) for _day, _held, plan in met)


def workdays(first: date, last: date) -> int:
    """Monday to Friday without bank holidays after the first day, up to and with the last."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


def test_lines_that_are_no_children_are_said(tmp_path: Path):
    found = read_annex_a(titles_and_totals(tmp_path), TODAY)
    told = [what for _where, what in found.warnings if what.startswith("Not counted")]
    assert [one.split("“")[1].split("”")[0].split(" ")[0] for one in told] == [
        "Page", "Total", "Grand", "*", "271", "Source:", "ID", "Count",
    ]  # fmt: skip


def test_a_heading_that_stands_twice_is_shown_as_left_out(tmp_path: Path):
    found = read_annex_a(blank_columns_and_errors(tmp_path), TODAY)
    left = [(one.letter, one.heading) for one in found.guesses if one.sheet == "List 4" and not one.column]
    assert left == [("I", "Lookup"), ("Q", A[6]), ("R", "Comments")]


def test_a_hidden_list_is_said_and_two_sheets_of_one_list_too(tmp_path: Path):
    told = [f"{where}: {what}" for where, what in read_annex_a(hidden_and_merged(tmp_path), TODAY).warnings]
    assert any("old" in one and "hidden" in one for one in told)
    again = save(
        tmp_path, {"List 4": [A, *assessed_rows(as_moment, yes_no, SEX)], "Qtr 2": [A, ["x1", *[None] * 5, TODAY]]}
    )
    found = read_annex_a(again, TODAY)
    assert len(found.entries(4)) == len(ASSESSED) + 1
    assert any("Also taken for list 4" in what for _where, what in found.warnings)


@pytest.mark.parametrize(
    ("said", "age"), [("12 yrs", 12), ("7 months", 0), ("3y 4m", 3), ("16.9", 16), ("30 weeks", 0)]
)
def test_ages_as_they_are_said(tmp_path: Path, said: str, age: int):
    row: list[object] = ["c1", "M", None, None, said, None, TODAY, "Yes", None, None, None, None]
    assert read_annex_a(save(tmp_path, {"List 4": [A, row]}), TODAY).entries(4)[0].number("age") == age
