"""What scripts can do wrong to the headless verbs: one sentence, status 1, never a traceback, nothing half done."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.desk import Desk
from desktop_app.records.families import Family
from desktop_app.vault import door
from desktop_app.vault.keys.keyfile import key_path
from desktop_app.vault.keys.passphrase import FLOOR, Calibration

ROOT = Path(__file__).resolve().parents[2]
WORDS = "otter harbour violet ladder"
QUICK = Calibration(floor=FLOOR, measure=lambda cost: 0.7)
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
CASEMATE = [sys.executable, "-m", "desktop_app"]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    from desktop_app.commands.people import add_family

    path = tmp_path / "desk.vault"
    opened = door.prepare(path, WORDS, calibration=QUICK).write()
    desk = Desk(opened.database, "Ruth")
    desk.do(add_family, Family(name="Kowalska", number="20418")).result()
    desk.release()
    opened.close()
    return path


def run(*words: str, given: bytes = WORDS.encode() + b"\n") -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([*CASEMATE, *words], input=given, capture_output=True, env=ENVIRONMENT, timeout=60)
    calm(done.stderr)
    return done


def calm(said: bytes) -> None:
    assert b"Traceback" not in said, said.decode()
    assert b"Exception ignored" not in said, said.decode()
    assert b"made a mistake" not in said, said.decode()
    assert WORDS.encode() not in said


def fails(said: str, *words: str, given: bytes = WORDS.encode() + b"\n") -> None:
    done = run(*words, "--json", given=given)
    assert done.returncode == 1
    error = json.loads(done.stdout)["error"]
    assert said in error
    assert done.stderr.decode().strip() == error


def on(vault: Path) -> list[str]:
    return ["--vault", str(vault), "--passphrase-fd", "0"]


@pytest.mark.parametrize("descriptor", ["-1", "1", "99", "99999999999999999999"])
def test_a_descriptor_nobody_can_read(vault: Path, descriptor: str):
    fails(f"Descriptor {descriptor}", "check", "--vault", str(vault), "--passphrase-fd", descriptor)


def test_a_closed_standard_input_has_nobody_to_ask(vault: Path):
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" <&- 2>{vault}.said', "sh", *CASEMATE, "check", "--vault", str(vault)],
        env=ENVIRONMENT,
        timeout=60,
        check=False,
    )
    said = Path(f"{vault}.said").read_bytes()
    assert done.returncode == 1
    assert b"nobody to ask" in said
    calm(said)
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", *CASEMATE, "explain", "note", "-"]
    empty = subprocess.run(closed, capture_output=True, env=ENVIRONMENT, timeout=60, check=False)
    assert (empty.returncode, empty.stdout, empty.stderr) == (0, b"", b"")


def test_a_reader_that_goes_away_is_no_mistake():
    lines = b"he has a bruise\n" * 20_000
    with subprocess.Popen(
        [*CASEMATE, "explain", "note", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
    ) as asking:  # fmt: skip
        assert asking.stdin
        assert asking.stdout
        assert asking.stderr
        asking.stdin.write(lines[:16])
        asking.stdin.flush()
        assert json.loads(asking.stdout.readline())["prompt"] is True, "answered while the input is still open"
        asking.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            asking.stdin.write(lines)
        with contextlib.suppress(BrokenPipeError):
            asking.stdin.close()
        assert asking.wait(timeout=60) == 0
        assert asking.stderr.read() == b""


def test_bytes_that_are_no_text_and_nothing_at_all():
    done = run("explain", "note", "-", given=b"a bruise \xff\xfe\n\x00\n\nlast line without an end")
    assert done.returncode == 0
    assert [json.loads(line)["prompt"] for line in done.stdout.splitlines()] == [True, False, False, False]
    assert run("explain", "date", "-", given=b"").stdout == b""
    done = subprocess.run(
        [*(word.encode() for word in CASEMATE), b"explain", b"note", b"bruise \xff\xfe", b"--json"],
        capture_output=True, env=ENVIRONMENT, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    calm(done.stderr)
    assert json.loads(done.stdout)["prompt"] is True


def test_explaining_many_lines_loads_its_words_once():
    done = run("explain", "note", "-", given=b"he said he was killing time\n" * 3000)
    assert len(done.stdout.splitlines()) == 3000


def test_places_that_take_no_files(vault: Path, tmp_path: Path):
    block = tmp_path / "a file"
    block.write_text("in the way")
    init = ["init", "--passphrase-fd", "0"]
    fails("may not write", *init, "--vault", str(block / "v"), "--recovery-out", str(tmp_path / "code"))
    assert not (tmp_path / "code").exists()
    fails("could not be written", *init, "--vault", str(tmp_path / "v"), "--recovery-out", str(block / "code"))
    assert not (tmp_path / "v").exists()
    assert not key_path(tmp_path / "v").exists()
    fails("could not be written", "backup", "--to", str(block / "stick"), *on(vault))
    fails("not an empty folder", "export", "--to", str(block), *on(vault))
    fails("could not be written", "export", "--to", str(block / "out"), *on(vault))
    fails("No family", "export", "--to", str(tmp_path / "out"), "--family", "Nobody", *on(vault))
    assert not (tmp_path / "out").exists()


def test_a_vault_that_is_damaged_cut_or_alone(vault: Path, tmp_path: Path):
    keys = key_path(vault)
    whole, sound = keys.read_bytes(), vault.read_bytes()
    keys.write_bytes(whole[: len(whole) // 2])
    fails("cut short", "check", *on(vault))
    keys.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
    fails("key file", "check", *on(vault))
    keys.unlink()
    fails("its key file is not", "check", *on(vault))
    keys.write_bytes(whole)
    vault.write_bytes(sound[:100] + bytes([sound[100] ^ 1]) + sound[101:])
    fails("damaged", "check", *on(vault))
    fails("passphrase", "check", *on(vault), given=b"\n")
    vault.unlink()
    fails("the vault is not", "check", *on(vault))
    assert not vault.exists(), "an empty vault is never made over an old one"


def test_a_flipped_byte_deep_inside_is_found_by_check(vault: Path):
    sound = bytearray(vault.read_bytes())
    sound[len(sound) // 2] ^= 8
    vault.write_bytes(sound)
    done = run("check", *on(vault), "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told.get("findings") or "damaged" in told["error"]


@pytest.fixture
def held(vault: Path) -> Iterator[Path]:
    """The vault while another Casemate has it open."""
    opened = door.open_with_passphrase(vault, WORDS, calibration=QUICK)
    yield vault
    opened.close()


def test_a_vault_in_use_is_neither_opened_nor_replaced(held: Path, tmp_path: Path):
    fails("already open", "check", *on(held))
    from desktop_app.vault import backup

    other = tmp_path / "other" / "desk.vault"
    opened = door.prepare(other, WORDS, calibration=QUICK).write()
    copy = backup.make(opened.database, opened.key, other, tmp_path / "stick")
    opened.close()
    before = held.read_bytes()
    fails("already open", "restore", str(copy), "--replace", *on(held))
    assert held.read_bytes() == before
    fails("does not open", "restore", str(copy), *on(held), given=b"something else\n")


def test_a_folder_with_one_bad_mail_among_500(vault: Path, tmp_path: Path):
    mails = tmp_path / "mails"
    mails.mkdir()
    for number in range(499):
        text = f"From: a@b.example\nTo: c@d.example\nSubject: {number}\nMessage-ID: <{number}@x>\n\nText {number}\n"
        (mails / f"{number:03d}.eml").write_text(text)
    (mails / "250b.msg").write_bytes(b"not an Outlook file at all" * 10)
    done = run("import", str(mails), *on(vault), "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert (told["imported"], told["duplicates"]) == (499, 0)
    assert [Path(one["file"]).name for one in told["refused"]] == ["250b.msg"]
    assert told["refused"][0]["reason"]
