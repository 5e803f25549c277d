"""The headless verbs as scripts use them: JSON, exit codes, one sentence for every bad input, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.commands.people import add_family, add_person
from desktop_app.desk import Desk
from desktop_app.records.families import Family
from desktop_app.records.people import Person
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import FLOOR, Calibration

ROOT = Path(__file__).resolve().parents[2]
WORDS = "otter harbour violet ladder"
QUICK = Calibration(floor=FLOOR, measure=lambda cost: 0.7)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with one family, made once."""
    path = tmp_path_factory.mktemp("verbs") / "my vault" / "desk.vault"
    path.parent.mkdir()
    opened = door.prepare(path, WORDS, calibration=QUICK).write()
    desk = Desk(opened.database, "Ruth")
    family = desk.do(add_family, Family(name="Kowalska", number="20418")).result()
    person = Person(given="Sheila", surname="Reid")
    desk.do(add_person, person, family_id=family.id, role="grandmother", phones=["07700 900142"]).result()
    desk.release()
    opened.close()
    return path


def run(*words: str, given: bytes = WORDS.encode() + b"\n") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "desktop_app", *words]
    done = subprocess.run(command, input=given, capture_output=True, env=environment, timeout=60)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert WORDS.encode() not in done.stdout + done.stderr
    return done


def on(vault: Path, *words: str) -> list[str]:
    return [*words, "--vault", str(vault), "--passphrase-fd", "0", "--json"]


def test_find_gives_families_people_reasons_and_scores(vault: Path):
    done = run(*on(vault, "find", "shiela reed"))
    assert done.returncode == 0
    (first, *_rest) = json.loads(done.stdout)
    assert set(first) == {"family", "person", "why", "score"}
    assert (first["person"], first["family"]) == ("Sheila Reid", "Kowalska")
    assert 0 < first["score"] <= 1


@pytest.mark.parametrize("typed", ['"', "*", "NEAR(a b)", "a" * 10_000, "'; DROP TABLE r_person; --", "-", "ł 🙂"])
def test_find_takes_anything_typed(vault: Path, typed: str):
    done = run(*on(vault, "find"), "--", typed)
    assert done.returncode == 0
    json.loads(done.stdout)


def test_check_and_backup_and_restore(vault: Path, tmp_path: Path):
    checked = json.loads(run(*on(vault, "check")).stdout)
    assert checked["sound"] is True
    assert checked["holds"]["person"] >= 1
    made = json.loads(run(*on(vault, "backup", "--to", str(tmp_path / "stick"))).stdout)
    held = json.loads(run(*on(vault, "restore", made["copy"])).stdout)
    assert (held["families"], held["people"], held["replaced"]) == (1, checked["holds"]["person"], False)


def test_export_writes_everything_once(vault: Path, tmp_path: Path):
    done = run(*on(vault, "export", "--to", str(tmp_path / "out")))
    assert done.returncode == 0
    people = json.loads((tmp_path / "out" / "person.json").read_text("utf-8"))
    assert "Sheila" in [one["given"] for one in people]
    again = run(*on(vault, "export", "--to", str(tmp_path / "out")))
    assert again.returncode == 1
    assert "not an empty folder" in json.loads(again.stdout)["error"]


def test_import_dry_run_writes_nothing_and_import_does(vault: Path, tmp_path: Path):
    mails = tmp_path / "mails"
    mails.mkdir()
    for number in range(40):
        text = f"From: a@b.example\nTo: c@d.example\nSubject: {number}\nMessage-ID: <{number}@x>\n\nText {number}\n"
        (mails / f"{number:02d}.eml").write_text(text)
    (mails / "99.msg").write_bytes(b"not an Outlook file at all" * 10)
    dry = json.loads(run(*on(vault, "import", str(mails), "--dry-run")).stdout)
    assert (dry["imported"], len(dry["refused"])) == (40, 1)
    real = run(*on(vault, "import", str(mails), "--into", "20418"))
    told = json.loads(real.stdout)
    assert real.returncode == 1, "one file was refused"
    assert (told["imported"], told["duplicates"]) == (40, 0)
    assert "99.msg" in told["refused"][0]["file"]
    assert set(told) == {"imported", "duplicates", "refused", "warnings"}
    again = json.loads(run(*on(vault, "import", str(mails))).stdout)
    assert (again["imported"], again["duplicates"]) == (0, 40)


def test_people_come_in_from_a_table(vault: Path, tmp_path: Path):
    table = tmp_path / "people.csv"
    table.write_text("First name,Surname,DOB\nLeo,Reid,09/05/2017\nMaya,Reid,30/06/2021\n,,\n", "utf-8")
    told = json.loads(run(*on(vault, "import", str(table), "--into", "Kowalska")).stdout)
    assert told["imported"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["find", "x", "--vault", "no/such.vault", "--passphrase-fd", "0"], "no vault here"),
        (["check", "--vault", "VAULT", "--passphrase-fd", "99"], "Descriptor 99"),
        (["check", "--vault", "VAULT"], "nobody to ask"),
        (["import", "no/such/file", "--vault", "VAULT", "--passphrase-fd", "0"], "nothing at"),
        (["import", "README.md", "--into", "Nobody", "--vault", "VAULT", "--passphrase-fd", "0"], "No family"),
        (["restore", "no/such.copy", "--vault", "VAULT", "--passphrase-fd", "0"], "no copy"),
        (["explain", "date", "today", "--now", "yesterdayish"], "no moment"),
    ],
)
def test_bad_input_is_one_sentence_and_one(vault: Path, words: list[str], said: str):
    done = run(*[str(vault) if word == "VAULT" else word for word in words])
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1


def test_a_wrong_passphrase_is_told_and_counts(vault: Path):
    done = run(*on(vault, "check"), given=b"not the words at all\n")
    assert done.returncode == 1
    assert "does not open this vault" in json.loads(done.stdout)["error"]


@pytest.mark.parametrize("words", [["nonsense"], ["find"], ["explain", "time", "now"], ["backup"], ["tour"]])
def test_used_wrongly_is_two(words: list[str]):
    assert run(*words).returncode == 2


def test_explain_reads_one_item_a_line():
    lines = (
        "\n".join(["says he has a bruise on his arm", "thanks for the lift", "", "killing time at the clinic"]) + "\n"
    )
    done = run("explain", "note", "-", "--json", given=lines.encode())
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["prompt"] for one in told] == [True, False, False, False]
    assert set(told[0]) >= {"prompt", "words", "why"}
    done = run("explain", "date", "-", "--now", "2026-12-01T09:00", given=b"half 4 tomorrow\nflat 12/3\n12/13/26\n")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["kind"] for one in told] == ["point", "not_a_date", "ambiguous"]
    assert told[0]["start"] == "2026-12-02T16:30:00+00:00"
    assert set(told[0]) >= {"kind", "start", "end", "remainder", "readings"}


def test_init_keeps_the_code_to_a_new_file_and_refuses_weak_words(tmp_path: Path):
    code = tmp_path / "code"
    words = ["init", "--vault", str(tmp_path / "v"), "--recovery-out", str(code), "--passphrase-fd", "0"]
    weak = run(*words, given=b"password123\n")
    assert weak.returncode == 1
    assert not (tmp_path / "v").exists()
    assert not (tmp_path / "code").exists()
    assert run(*words).returncode == 0
    assert (tmp_path / "code").stat().st_mode & 0o077 == 0
    again = run(*words[:3], "--recovery-out", str(tmp_path / "other"), "--passphrase-fd", "0")
    assert again.returncode == 1
    assert not (tmp_path / "other").exists()
