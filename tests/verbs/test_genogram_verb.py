"""The genogram from the command line: three formats, a report counted from the drawing, one sentence for trouble."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop_app.verbs.run import run_verb

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "genogram"
MADE = """0 HEAD
1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME Alan /Reid/
1 SEX M
1 BIRT
2 DATE 11 FEB 1960
0 @I2@ INDI
1 NAME Sheila /Reid/
1 SEX F
0 @I3@ INDI
1 NAME Darren /Reid/
1 SEX M
1 BIRT
2 DATE 1987
1 FAMC @F1@
0 @I4@ INDI
1 NAME Lisa /Reid/
1 SEX F
1 BIRT
2 DATE 2 MAR 1984
1 FAMC @F1@
0 @I5@ INDI
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 MARR
2 DATE 1983
1 DIV
2 DATE 1999
1 CHIL @I3@
1 CHIL @I4@
0 TRLR
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A small family with an unnamed fifth person whom nothing links."""
    path = tmp_path / "reid.ged"
    path.write_text(MADE, encoding="utf-8")
    return path


def _report(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_report_and_the_svg_agree(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "reid.svg"
    assert run_verb(["genogram", str(made), "--out", str(out), "--report", "json", "--as-at", "2026-12-03"]) == 0
    report = _report(capsys)
    assert (report["people"], report["unions"], report["missing"], report["overlaps"]) == (5, 1, 0, 0)
    assert (report["birth_order_right"], report["birth_order_wrong"], report["couples_adjacent"]) == (1, 0, 1)
    assert report["seconds"]
    tree = ElementTree.fromstring(out.read_bytes())
    people = {one.get("data-person"): one for one in tree.iter() if one.get("data-person")}
    assert set(people) == {"I1", "I2", "I3", "I4", "I5"}
    assert float(people["I4"].get("data-x", "")) < float(people["I3"].get("data-x", ""))
    assert [one.get("data-union") for one in tree.iter() if one.get("data-union")] == ["F1"]
    text = "".join(tree.itertext())
    assert "m. 1983" in text
    assert "d. 1999" in text
    assert "Two children, eldest first: Lisa Reid (42) and Darren Reid" in text


def test_the_same_file_gives_the_same_bytes_in_every_format(made: Path, tmp_path: Path) -> None:
    for suffix, magic in (("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG")):
        first, second = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
        for out in (first, second):
            assert run_verb(["genogram", str(made), "--out", str(out), "--as-at", "2026-12-03"]) == 0
        assert first.read_bytes().startswith(magic)
        assert first.read_bytes() == second.read_bytes()


def test_the_family_at_a_date(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "then.svg"
    assert run_verb(["genogram", str(made), "--out", str(out), "--report", "json", "--as-at", "1985-01-01"]) == 0
    assert _report(capsys)["people"] == 4
    assert "d. 1999" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.ged"], r"nowhere\.ged can’t be read: No such file"),
        (["{made}", "--out", "x.doc"], r"x\.doc: a genogram is written as"),
        (["{made}", "--out", "{tmp}/no/such/x.svg"], r"x\.svg can’t be written"),
        (["{made}", "--as-at", "yesterday"], r"--as-at “yesterday” is no day"),
        (["{page}"], r"page\.ged: this is not a GEDCOM file"),
    ],
)
def test_trouble_is_one_sentence(
    words: list[str], sentence: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.ged"
    page.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    given = [word.format(made=made, tmp=tmp_path, page=page) for word in words]
    assert run_verb(["genogram", *given]) == 1
    told = capsys.readouterr().err
    assert re.search(sentence, told)
    assert "Traceback" not in told


def _real() -> list[Path]:
    return sorted(DATA.glob("*.ged")) if DATA.parent.parent.exists() else []


@pytest.mark.parametrize("path", _real(), ids=lambda path: path.stem)
def test_every_real_family_is_drawn_or_refused_by_name(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run_verb(["genogram", str(path), "--report", "json"])
    told = capsys.readouterr()
    if status:
        assert path.name in told.err
        assert path.stem in ("middleearth", "perm-Empty_Family")
        return
    report = json.loads(told.out)
    assert (report["missing"], report["overlaps"], report["birth_order_wrong"]) == (0, 0, 0)
    assert report["couples_adjacent"] >= 0.98 * report["adjacent_ceiling"]


def test_gedcom_of_either_version_json_and_back(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = []
    for version in ("7.0", "5.5.1"):
        out = tmp_path / version / "reid.ged"
        out.parent.mkdir()
        assert run_verb(["genogram", str(made), "--out", str(out), "--gedcom", version, "--as-at", "2026-12-03"]) == 0
        assert f"2 VERS {version}" in out.read_text(encoding="utf-8")
        again = out.with_suffix(".svg")
        assert run_verb(["genogram", str(out), "--out", str(again), "--as-at", "2026-12-03"]) == 0
        drawn.append(again.read_bytes())
    assert drawn[0] == drawn[1]
    capsys.readouterr()


@pytest.mark.parametrize("notation", ["england", "mcgoldrick", "pedigree"])
@pytest.mark.parametrize("path", [one for one in _real() if one.stat().st_size < 100_000], ids=lambda path: path.stem)
def test_the_svg_lets_anyone_count_again(
    path: Path, notation: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.svg"
    if run_verb(["genogram", str(path), "--out", str(out), "--notation", notation, "--report", "json"]):
        assert path.stem == "perm-Empty_Family"
        return
    report = json.loads(capsys.readouterr().out)
    tree = ElementTree.fromstring(out.read_bytes())
    groups = [one for one in tree.iter() if one.get("data-person")]
    first = [one for one in groups if one.get("data-ghost") is None]
    written = set(re.findall(r"(?m)^\s*0 @([^@]+)@ INDI", path.read_bytes().decode("latin-1").replace("\r", "\n")))
    assert {one.get("data-person") for one in first} == written
    assert len(groups) - len(first) == report["repeated"]
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", one.get(axis, "")) for one in groups for axis in ("data-x", "data-y"))
    rows: dict[str, list[float]] = {}
    for one in groups:
        rows.setdefault(one.get("data-y", ""), []).append(float(one.get("data-x", "")))
    close = sum(b - a < 0.999 for row in rows.values() for a, b in zip(sorted(row), sorted(row)[1:], strict=False))
    assert close == report["overlaps"] == 0


def test_a_wrong_command_line_is_two_and_too_many_people_is_one(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_verb(["genogram", str(made), "--notation", "klingon"]) == 2
    assert "invalid choice: 'klingon'" in capsys.readouterr().err
    crowd = tmp_path / "crowd.ged"
    crowd.write_text("0 HEAD\n" + "".join(f"0 @I{n}@ INDI\n" for n in range(10_001)) + "0 TRLR\n", encoding="utf-8")
    assert run_verb(["genogram", str(crowd), "--out", str(tmp_path / "x.svg")]) == 1
    assert "crowd.ged: 10,001 people are too many for one genogram (10,000 at most)." in capsys.readouterr().err
    assert not (tmp_path / "x.svg").exists()


def test_whom_it_is_about_and_distant_branches_folded(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kids = "".join(f"0 @K{n}@ INDI\n1 NAME Kid{n} /Boon/\n1 FAMC @F2@\n" for n in range(4))
    family = "0 @F2@ FAM\n1 WIFE @I4@\n" + "".join(f"1 CHIL @K{n}@\n" for n in range(4))
    child = "0 @C@ INDI\n1 NAME Leo /Reid/\n1 FAMC @F3@\n0 @F3@ FAM\n1 HUSB @I3@\n1 CHIL @C@\n"
    path = tmp_path / "clan.ged"
    path.write_text(MADE.replace("0 TRLR", f"{kids}{family}{child}0 TRLR"), encoding="utf-8")
    out = tmp_path / "clan.svg"
    assert run_verb(["genogram", str(path), "--out", str(out), "--about", "C", "--fold", "--report", "json"]) == 0
    report = _report(capsys)
    assert (report["folded"], report["people"]) == (4, 7)
    assert "the genogram is about Leo Reid" in out.read_text(encoding="utf-8")
    assert ">cousins<" in out.read_text(encoding="utf-8")
    assert run_verb(["genogram", str(made), "--about", "nobody"]) == 1
    assert "--about “nobody” is nobody in this file." in capsys.readouterr().err
