"""`casemate explain minutes`: a file of raw notes, by people and by scripts, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.__main__ import main

NOTES = "Present: Naomi Clarke (NC)\nA: ring GP @NC by 4 Dec\nA: letter\nD: plan continues\nDissent: mum\nXY: hello\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_of_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str], codec: str):
    file = tmp_path / "notes.txt"
    file.write_bytes(NOTES.replace("letter", "café letter").encode(codec))
    assert main(["explain", "minutes", str(file), "--now", "2026-12-02", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found["attendees"]] == ["Naomi Clarke"]
    assert found["decisions"] == [{"text": "plan continues", "line": 4}]
    assert found["actions"] == [
        {"text": "ring GP", "owner": "NC", "due": "2026-12-04", "problems": [], "line": 2},
        {"text": "café letter", "owner": None, "due": None, "problems": ["no owner", "no date"], "line": 3},
    ]
    assert found["unknown"] == ["XY"]
    assert main(["explain", "minutes", str(file), "--now", "2026-12-02"]) == 0
    assert "NC: ring GP by Fri 4 Dec 2026" in capsys.readouterr().out


def test_what_is_no_text_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.bin").write_bytes(b"\0\1\2" * 50)
    for name in ("a.bin", "nowhere.txt", "."):
        assert main(["explain", "minutes", str(tmp_path / name), "--now", "2026-12-02"]) == 1
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
