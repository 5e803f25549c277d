"""Every command in the README is run, and every picture it shows is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.strip()
    for block in re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
GIVEN = {
    "diary.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T100000Z\nSUMMARY:Core group\nEND:VEVENT\n"
    "END:VCALENDAR\n",
    "notes.txt": "Present: Naomi Clarke (NC)\nA: ring the GP @NC by 4 Dec\n",
    "reid.ged": "0 HEAD\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Sheila /Reid/\n1 SEX F\n1 FAMS @F1@\n0 @I2@ INDI\n"
    "1 NAME Leo /Reid/\n1 SEX M\n1 BIRT\n2 DATE 9 MAY 2017\n1 FAMC @F1@\n0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n"
    "0 TRLR\n",
    "return.csv": "Child Unique ID,Gender,Date of Contact,Contact Source\nc1,a) Male,16/03/2026,q) 6: Police\n",
}
"""Files that the commands are given."""
PASSPHRASE = b"otter harbour violet ladder\n"


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own, with a home of its own."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "home").mkdir()
    for name, text in GIVEN.items():
        (folder / name).write_text(text)
    return folder


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return subprocess.run(words, cwd=folder, env=environment, input=PASSPHRASE, capture_output=True, timeout=120)


def test_the_casemate_commands_work_in_their_order(workplace: Path):
    ours = [shlex.split(line) for line in COMMANDS if line.startswith("casemate ")]
    assert len(ours) >= 6
    for words in ours:
        done = run([sys.executable, "-m", "desktop_app", *words[1:]], workplace)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr.decode()}"


def test_the_server_s_commands_work_in_their_order(workplace: Path):
    ours = [shlex.split(line) for line in COMMANDS if line.startswith("casemate-server ")]
    assert len(ours) >= 5
    for words in ours:
        done = run([sys.executable, "-m", "central_server", *words[1:]], workplace)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr.decode()}"


def test_the_story_of_two_laptops_ends_with_both_equal(workplace: Path):
    done = run([sys.executable, str(ROOT / "packaging" / "demo_sync.py")], workplace)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().endswith("Both laptops and the server hold the same.\n")


@pytest.mark.parametrize("line", [line for line in COMMANDS if "dev.py" in line])
def test_the_launcher_knows_every_verb(line: str, workplace: Path):
    _python, script, verb = shlex.split(line)
    done = run([sys.executable, str(ROOT / script), "--help"], workplace)
    assert verb in done.stdout.decode()
    if verb == "run":
        # Without a display it is the tour; one stop of it is enough here.
        done = run(
            [sys.executable, str(ROOT / script), verb, "--only", "02", "--out", str(workplace / "tour")], workplace
        )
        assert done.returncode == 0, done.stderr.decode()
        assert b"no display" in done.stdout


def test_ci_runs_what_the_readme_says():
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "python3 packaging/dev.py test" in ci
    assert "python3 packaging/dev.py test" in COMMANDS


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_every_picture_is_there(picture: str):
    file = ROOT / picture
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_page_it_points_to_is_there():
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists()
