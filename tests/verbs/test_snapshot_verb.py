"""`casemate snapshot`: the figures for people and for scripts, and returns that are none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from desktop_app.__main__ import main

ASSESSMENTS = """Child Unique ID,Gender,Continuous Assessment Start Date,Child Seen During Continuous Assessment,\
Continuous Assessment Date of Authorisation,Allocated Team,Allocated Worker
c1,a) Male,17/11/2025,a) Yes,22/01/2026,East,NC
c2,b) Female,17/11/2025,Yes,23/01/2026,East,NC
c3,b) Female,17/11/2025,maybe,,East,NC
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list4.csv"
    path.write_text(ASSESSMENTS)
    return path


def test_the_figures_with_their_children(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["snapshot", str(file), "--as-at", "2026-03-31", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    page = found["pages"]["assessment"]
    assert found["lists"] == {"4": 3}
    assert page["within_45"] == {
        "code": "within_45", "title": "Completed within 45 working days", "count": 1, "of": 2, "percent": 50.0,
        "children": ["c1"], "england": {"year": "2025", "value": 85.7},
    }  # fmt: skip
    assert page["assessments_open"]["children"] == ["c3"]
    (bad,) = found["not_understood"]
    assert (bad["row"], bad["column"], bad["value"]) == (4, "D (Child Seen During Continuous Assessment)", "maybe")


def test_the_figures_in_words(file: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["snapshot", str(file), "--as-at", "2026-03-31", "--from", "2026-01-23"]) == 0
    told = capsys.readouterr().out
    assert "Completed within 45 working days: 0 of 1, 0.0 % (England 2025: 85.7 %)" in told
    assert "row 4, D (Child Seen During Continuous Assessment): “maybe” is none of the codes" in told
    assert main(["snapshot", str(file)]) == 0
    assert "Snapshot as at Fri 23 Jan 2026" in capsys.readouterr().out, "the last day in the return"


@pytest.mark.parametrize(
    "words", [["--as-at", "31/02/2026"], ["--as-at", "2026-01-01", "--from", "2026-02-01"], ["--from", "soon"]]
)
def test_days_that_are_none(file: Path, words: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(["snapshot", str(file), *words]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_file_that_is_no_return(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "page.csv").write_text("<html><body>sign in</body></html>")
    for name in ("page.csv", "nowhere.xlsx"):
        assert main(["snapshot", str(tmp_path / name)]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert len(told.err.strip().splitlines()) == 1


def test_the_pack_as_a_tagged_pdf_with_every_figure_in_words(file: Path, tmp_path: Path):
    pack = tmp_path / "pack.pdf"
    assert main(["snapshot", str(file), "--as-at", "2026-03-31", "--out", str(pack)]) == 0
    with pikepdf.open(pack) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        said = " ".join(_alternatives(pdf.Root.StructTreeRoot))
    assert "Completed within 45 working days: 50 %, 1 of 2; England 2025: 85.7 %." in said


def test_the_workbook_has_the_children_behind_each_figure(file: Path, tmp_path: Path):
    file.write_text(ASSESSMENTS.replace("c2,", "=1+1,"))
    book = tmp_path / "figures.xlsx"
    assert main(["snapshot", str(file), "--as-at", "2026-03-31", "--out", str(book)]) == 0
    read = load_workbook(book)
    figures = [row[:5] for row in read["Figures"].iter_rows(values_only=True)]
    assert ("Assessments", "Completed within 45 working days", 1, 2, 50) in figures
    children = list(read["Children"].iter_rows())
    done = [row for row in children if row[1].value == "Assessments completed"]
    assert [row[3].value for row in done] == ["c1", "=1+1"]
    assert done[1][3].data_type == "s", "what a return says is never a formula"
    link = next(row for row in read["Figures"].iter_rows() if row[1].value == "Assessments completed")[8].value
    assert f"#Children!A{done[0][0].row}" in str(link)
    (bad,) = list(read["Not understood"].iter_rows(values_only=True))[1:]
    assert bad[1:4] == (4, "D (Child Seen During Continuous Assessment)", "maybe")


def test_an_ending_that_is_no_format(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["snapshot", str(file), "--out", str(tmp_path / "x.doc")]) == 1
    assert ".pdf or .xlsx" in capsys.readouterr().err


def _alternatives(element: pikepdf.Object) -> Iterator[str]:
    kids = element.get("/K")
    if "/Alt" in element:
        yield str(element.Alt)
    for kid in kids if isinstance(kids, pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _alternatives(kid)
