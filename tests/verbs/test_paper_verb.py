"""Any paper by its name, without a window: what is asked wrongly is told, the same twice is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.commands.documents import begin_document
from desktop_app.commands.people import add_family
from desktop_app.desk import Desk
from desktop_app.records.families import Family
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import FLOOR, Calibration

ROOT = Path(__file__).resolve().parents[2]
WORDS = "otter harbour violet ladder"
QUICK = Calibration(floor=FLOOR, measure=lambda cost: 0.7)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault with one family and a plan begun for it, and the plan's id."""
    path = tmp_path_factory.mktemp("papers") / "desk.vault"
    opened = door.prepare(path, WORDS, calibration=QUICK).write()
    desk = Desk(opened.database, "Ruth")
    family = desk.do(add_family, Family(name="Kowalska", number="20418")).result()
    document = desk.do(begin_document, family.id, "plan").result()
    desk.release()
    opened.close()
    return path, document.id


def run(path: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [
        sys.executable,
        "-m",
        "desktop_app",
        "paper",
        *words,
        "--vault",
        str(path),
        "--passphrase-fd",
        "0",
        "--json",
    ]
    given = WORDS.encode() + b"\n"
    done = subprocess.run(command, input=given, capture_output=True, env=environment, timeout=60, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def test_the_same_record_at_the_same_moment_is_the_same_file(vault: tuple[Path, str], tmp_path: Path):
    path, document = vault
    files = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for file in files:
        done = run(path, "document", "--record", document, "--out", str(file), "--at", "2026-12-01T14:05")
        assert done.returncode == 0, done.stderr.decode()
        assert json.loads(done.stdout)["title"] == "Plan"
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("letters",), "There is no paper called “letters”"),
        (("document",), "Which document is it of?"),
        (("document", "--record", "nobody"), "There is no such document"),
        (("print-register", "--at", "noon"), "is no moment"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_sentence(
    vault: tuple[Path, str], tmp_path: Path, words: tuple[str, ...], told: str
):
    file = tmp_path / "paper.pdf"
    done = run(vault[0], *words, "--out", str(file))
    assert done.returncode == 1
    assert told in json.loads(done.stdout)["error"]
    assert not file.exists()


def test_the_names_are_listed(vault: tuple[Path, str]):
    done = run(vault[0], "--help")
    for name in ("minutes (of a meeting)", "letter-decision-easy", "chronology-court"):
        assert name in " ".join(done.stdout.decode().split())
