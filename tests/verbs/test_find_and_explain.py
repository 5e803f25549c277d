"""Who is calling and what a note means, as scripts ask: counts of answers, plain answers, a demo desk."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from desktop_app.demo.desk import PASSPHRASE, demo_vault
from desktop_app.verbs.run import run_verb


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo desk's vault, closed."""
    with demo_vault() as (path, opened, _code):
        opened.close()
        yield path


def find(demo: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    """The verb's JSON answer."""
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    try:
        status = run_verb(["find", *words, "--vault", str(demo), "--passphrase-fd", str(reading), "--json"])
    finally:
        os.close(reading)
    assert status == 0
    return list(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("ann ko", "Anna Kowalska"),
        ("kovalska", "Anna Kowalska"),
        ("nan of leo", "Sheila Reid"),
        ("leos mum", "Anna Kowalska"),
        ("sister of leo", "Maya Reid"),
        ("quarry hill", "Leo Reid"),
        ("900518", "Anna Kowalska"),
        ("pawel nowak", "Paweł Nowak"),
    ],
)
def test_the_demo_desk_knows_who_is_calling(demo: Path, capsys: pytest.CaptureFixture[str], typed: str, person: str):
    found = find(demo, capsys, typed)
    assert person in [one["person"] for one in found[:3]]
    assert all(one["why"] for one in found)


@pytest.mark.parametrize("typed", ["xqzv", "flibbertigibbet", "blorp snarf"])
def test_nonsense_scores_low_or_finds_nobody(demo: Path, capsys: pytest.CaptureFixture[str], typed: str):
    assert all(one["score"] < 0.6 for one in find(demo, capsys, typed))


def test_so_many_answers_and_no_more(demo: Path, capsys: pytest.CaptureFixture[str]):
    assert len(find(demo, capsys, "a", "--limit", "2")) == 2


@pytest.mark.parametrize("limit", ["-1", "0", "two", "1.5", ""])
def test_a_count_that_is_none_is_wrong_use(capsys: pytest.CaptureFixture[str], limit: str):
    assert run_verb(["find", "leo", f"--limit={limit}"]) == 2
    assert "give 1 or more" in capsys.readouterr().err


def test_a_quiet_note_is_answered_in_words(capsys: pytest.CaptureFixture[str]):
    assert run_verb(["explain", "note", "Taxi booked for Thursday"]) == 0
    assert capsys.readouterr().out == "Nothing in this note prompts.\n"
    assert run_verb(["explain", "note", "", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"prompt": False, "words": [], "why": ""}


def test_notes_are_read_line_by_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    given = io.TextIOWrapper(io.BytesIO(b"killing time\nbruse on his arm\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", given)
    assert run_verb(["explain", "note", "-"]) == 0
    assert [json.loads(line)["prompt"] for line in capsys.readouterr().out.splitlines()] == [False, True]
