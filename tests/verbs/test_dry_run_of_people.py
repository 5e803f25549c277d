"""`import --dry-run` over several files of people says to the number what the import then does."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.desk import Desk
from desktop_app.records.base import kinds
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import FLOOR, Calibration
from desktop_app.vault.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / ".." / "shared" / "data"
WORDS = "otter harbour violet ladder"
LARGE = "royal92.ged"
"""Three thousand people: these files say nothing more with it, only slower."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "desk.vault"
    door.prepare(path, WORDS, calibration=Calibration(floor=FLOOR, measure=lambda cost: 0.7)).write().close()
    return path


def casemate(vault: Path, *words: str) -> tuple[int, dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *words, "--vault", str(vault), "--passphrase-fd", "0", "--json"],
        input=WORDS.encode() + b"\n", capture_output=True, timeout=60, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def held(vault: Path) -> dict[str, int]:
    """How many records of each kind the vault holds."""
    opened = door.open_with_passphrase(vault, WORDS)
    desk = Desk(opened.database, "Ruth")
    counted = desk.read(everything)
    desk.release()
    opened.close()
    return counted


def everything(reader: Reader) -> dict[str, int]:
    return {name: len(reader.all(cls)) for name, cls in kinds().items()}


def write_lists(folder: Path) -> list[str]:
    """Three lists of one household: the second knows more of one of them, the third all of them as a tree."""
    (folder / "a.csv").write_text(
        "First name,Surname,Known as,DOB,Family,Relation,Phone\n"
        "Anna,Nowak,,02/04/1990,Nowak,mother,07700 900518\n"
        "Leopold,Nowak,,09/05/2017,Nowak,son,\n"
        "Ola,Nowak,,,Nowak,daughter,\n"
        "Leopold,Nowak,,09/05/2017,Nowak,son,\n",
        "utf-8",
    )
    book, out = Workbook(), io.BytesIO()
    for row in (
        ["First name", "Surname", "Known as", "DOB", "Family"],
        ["Leopold", "Nowak", "Leo", "09/05/2017", "Nowak"],
        ["Piotr", "Nowak", "", "01/01/1988", "Nowak"],
    ):
        book.active.append(row)
    book.save(out)
    (folder / "b.xlsx").write_bytes(out.getvalue())
    (folder / "c.ged").write_text(
        "0 HEAD\n1 CHAR UTF-8\n"
        "0 @I1@ INDI\n1 NAME Anna /Nowak/\n1 BIRT\n2 DATE 2 APR 1990\n"
        "0 @I2@ INDI\n1 NAME Leo /Nowak/\n1 BIRT\n2 DATE 9 MAY 2017\n1 FAMC @F1@\n"
        "0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n0 TRLR\n",
        "utf-8",
    )
    return [str(folder / name) for name in ("a.csv", "b.xlsx", "c.ged")]


def test_someone_in_two_files_is_counted_once(vault: Path, tmp_path: Path):
    lists = write_lists(tmp_path)
    before = held(vault)
    dry = casemate(vault, "import", *lists, "--dry-run")
    assert held(vault) == before
    real = casemate(vault, "import", *lists)
    assert dry == real
    assert real[1]["imported"] == 4, "Anna, Leopold, Ola, Piotr"
    assert real[1]["duplicates"] == 4, "Leopold again in the same list, with his pet name, and both in the tree"
    assert held(vault)["person"] == before["person"] + 4
    again = casemate(vault, "import", *lists, "--dry-run")
    assert (again[1]["imported"], again[1]["duplicates"]) == (0, 8)


def test_into_one_family_the_order_of_files_makes_no_difference_to_the_promise(vault: Path, tmp_path: Path):
    lists = write_lists(tmp_path)
    casemate(vault, "import", lists[0])
    backwards = [*reversed(lists), "--into", "Nowak"]
    assert casemate(vault, "import", *backwards, "--dry-run") == casemate(vault, "import", *backwards)


def test_real_files_bring_what_the_dry_run_promised(vault: Path, tmp_path: Path):
    if not DATA.parent.exists():
        files = write_lists(tmp_path)
    else:
        genogram = sorted((DATA / "genogram").glob("*.ged"))
        assert len(genogram) >= 19
        files = [str(one) for one in [*genogram, DATA / "domain" / "Annex_A.xlsx"] if one.name != LARGE]
        files.append(files[0])
    dry = casemate(vault, "import", *files, "--dry-run")
    before = held(vault)["person"]
    real = casemate(vault, "import", *files)
    assert dry == real
    assert held(vault)["person"] == before + int(str(real[1]["imported"]))
    assert int(str(real[1]["duplicates"])) > 0
