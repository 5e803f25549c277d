"""`casemate explain due`: codes and counts, packs, standard input, and what is no day."""

from __future__ import annotations

import io
import json
import sys

import pytest

from desktop_app.__main__ import main


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_count_and_a_code(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "due", "+45wd", "--from", "2026-11-16", "--json"]) == 0
    assert main(["explain", "due", "CFA-45", "--from", "16/11/2026", "--json"]) == 0
    assert main(["explain", "due", "-5wd", "--from", "2026-12-29", "--json"]) == 0
    assert main(["explain", "due", "RHI-72", "--from", "2026-10-23T22:30", "--json"]) == 0
    count, code, back, hours = answers(capsys)
    assert count == {"due": "2027-01-21", "why": "45 working days from Mon 16 Nov; 25, 28 Dec and 1 Jan are holidays"}
    assert (code["due"], code["why"], code["pack"]) == (count["due"], count["why"], "national-2026")
    assert back["due"] == "2026-12-18"
    assert hours["due"] == "2026-10-26T21:30:00+00:00"


def test_a_council_says_what_it_changed_and_why(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "due", "REF-DEC", "--from", "2026-12-01", "--pack", "example-estuary", "--json"]) == 0
    (answer,) = answers(capsys)
    assert answer["national"] == "1 working day"
    assert answer["reason"]
    assert answer["agreed_by"]
    assert main(["explain", "due", "REF-DEC", "--from", "2020-12-01", "--pack", "example-estuary"]) == 0
    assert "came into force only on" in capsys.readouterr().out


def test_standard_input_answers_each_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    lines = b"CFA-45 2026-03-02\n+15wd from 2026-12-14\nCORE-1\nnonsense\n\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["explain", "due", "-", "--from", "2026-12-18", "--json"]) == 0
    assert [one["due"] for one in answers(capsys)] == ["2026-05-07", "2027-01-07", "2027-01-06", None, None]


def test_every_code_is_listed(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "due", "list"]) == 0
    assert "ICPC-15" in capsys.readouterr().out
    assert main(["explain", "due", "list", "--pack", "adults", "--json"]) == 0
    (answer,) = answers(capsys)
    assert answer["pack"] == "adults"


@pytest.mark.parametrize(
    "words",
    [["LACR", "--from", "2026-12-01"], ["+3m", "--from", "2026-02-30"], ["+3q"], ["CFA-45", "--pack", "nowhere"], [""]],
)
def test_what_cannot_be_counted_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "due", *words]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
