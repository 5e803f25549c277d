"""Odd files given to import: a pipe, names beyond what the system allows, mail inside mail, rows without a name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import FLOOR, Calibration

ROOT = Path(__file__).resolve().parents[2]
WORDS = "otter harbour violet ladder"
INNER = "From: ann@example.org\nMessage-ID: <inner@example.org>\nSubject: Inside\n\nWords\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "a vault ünï 家.vault"
    door.prepare(path, WORDS, calibration=Calibration(floor=FLOOR, measure=lambda cost: 0.7)).write().close()
    return path


def casemate(vault: Path, *words: str) -> tuple[int, dict[str, object]]:
    """Status and answer; one sentence at most stands on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *words, "--vault", str(vault), "--passphrase-fd", "0", "--json"],
        input=WORDS.encode() + b"\n", capture_output=True, timeout=60, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"made a mistake" not in done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its pipes apart from files")
def test_a_pipe_named_as_a_list_is_refused_and_not_waited_for(vault: Path, tmp_path: Path):
    pipe = tmp_path / "people.csv"
    os.mkfifo(pipe)
    status, told = casemate(vault, "import", str(pipe))
    assert status == 1
    assert told["refused"] == [{"file": str(pipe), "reason": "This is not an ordinary file."}]


def test_a_name_longer_than_the_system_allows(vault: Path, tmp_path: Path):
    name = str(tmp_path / ("n" * 5000))
    for words in (["import", name], ["export", "--to", name], ["backup", "--to", name], ["restore", name]):
        status, told = casemate(vault, *words)
        assert status == 1, words
        assert set(told) == {"error"}, words
    assert casemate(tmp_path / ("v" * 5000), "check")[0] == 1


def test_a_dry_run_counts_a_mail_inside_another_as_the_import_does(vault: Path, tmp_path: Path):
    (tmp_path / "a.eml").write_text(
        "From: bob@example.org\nMessage-ID: <outer@example.org>\nSubject: Outside\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n{INNER}\n--x--\n"
    )
    (tmp_path / "b.eml").write_text(INNER)
    both = [str(tmp_path / "a.eml"), str(tmp_path / "b.eml")]
    dry, real = casemate(vault, "import", *both, "--dry-run"), casemate(vault, "import", *both)
    assert dry == real
    assert (real[1]["imported"], real[1]["duplicates"]) == (1, 1)


def test_a_row_that_is_refused_says_where_and_why_in_one_sentence(vault: Path, tmp_path: Path):
    tree = tmp_path / "tree.ged"
    tree.write_text(
        "0 HEAD\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Ann /Lee/\n0 @I2@ INDI\n1 SEX F\n1 FAMC @F1@\n"
        "0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n0 TRLR\n"
    )
    status, told = casemate(vault, "import", str(tree))
    assert status == 1
    assert told["imported"] == 1
    assert told["refused"] == [{"file": str(tree), "reason": "line 5: There is no name."}]
