"""The one door: files, folders, mailboxes and drops, each opened or refused with a sentence."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from desktop_app.exchange.mail.read import read_bytes, read_mails
from desktop_app.exchange.mail.shapes import MAX_BYTES, Read, Refused

LETTER = b"From: a@x.example\r\nDate: Tue, 1 Dec 2026 09:00:00 +0000\r\nSubject: %s\r\n\r\nHello\r\n"


def _subjects(paths: list[Path]) -> list[str]:
    return [one.mail.subject if isinstance(one, Read) else f"! {one.reason}" for one in read_mails(paths)]


def test_a_folder_with_one_bad_file_among_five_hundred(tmp_path: Path) -> None:
    for number in range(499):
        place = tmp_path / f"{number % 7}"
        place.mkdir(exist_ok=True)
        (place / f"{number}.eml").write_bytes(LETTER % b"%d" % number)
    (tmp_path / "3" / "bad.msg").write_bytes(b"%PDF-1.7 ...")
    steps: list[tuple[int, int]] = []
    found = list(read_mails([tmp_path], on_progress=lambda done, total: steps.append((done, total))))
    refused = [one for one in found if isinstance(one, Refused)]
    assert len(found) == 500
    assert [(one.path.name, one.reason, one.not_mail) for one in refused] == [
        ("bad.msg", "This is a PDF document, not an email.", False)
    ]
    assert steps[0] == (0, 500)
    assert steps[-1] == (500, 500)


def test_other_files_in_a_folder_are_only_a_warning(tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_bytes(LETTER % b"One")
    (tmp_path / "plan.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "2.").write_bytes(LETTER % b"Maildir")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"x")
    found = {one.path.name: one for one in read_mails([tmp_path])}
    assert set(found) == {"letter.eml", "plan.docx", "2."}
    other = found["plan.docx"]
    assert isinstance(other, Refused)
    assert other.not_mail
    (named,) = read_mails([tmp_path / "plan.docx"])
    assert isinstance(named, Refused)
    assert not named.not_mail


def test_a_mailbox_is_cut_where_its_mails_begin(tmp_path: Path) -> None:
    mark = b"From ben@x.example Tue Dec  1 09:00:00 2026\n"
    body = b"Hello\n\nFrom here it is a short walk.\n\n>From the school\n\n" + mark + b"no header\n"
    one = b"From: a@x.example\nSubject: One\n\n" + body
    two = b"From: b@x.example\nSubject: Two\n\nBye\n"
    (tmp_path / "all.mbox").write_bytes(mark + one + b"\n" + mark + two)
    found = [each for each in read_mails([tmp_path]) if isinstance(each, Read)]
    assert [each.mail.subject for each in found] == ["One", "Two"]
    assert "From here it is a short walk." in found[0].mail.text
    assert "\nFrom the school" in found[0].mail.text
    assert found[1].mail.source_name == "all.mbox, email 2"


def test_apple_and_wide_files_are_read(tmp_path: Path) -> None:
    letter = LETTER % b"Apple"
    (tmp_path / "1.emlx").write_bytes(b"%-10d\n" % len(letter) + letter + b"<?xml version='1.0'?><plist/>")
    (tmp_path / "2.eml").write_bytes((LETTER % b"Wide").decode().encode("utf-16"))
    (tmp_path / "3.eml").write_bytes(b"\xef\xbb\xbf" + LETTER % b"Marked")
    assert _subjects([tmp_path]) == ["Apple", "Wide", "Marked"]


@pytest.mark.parametrize("head", [LETTER % b"x", bytes.fromhex("d0cf11e0a1b11ae1")])
def test_two_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "huge.eml"
    with path.open("wb") as out:
        out.write(head)
        out.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    (found,) = read_mails([path])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Refused)
    assert found.reason == "The email is larger than 150 MB, the most that is opened here."
    assert most < 5_000_000


def test_one_huge_mail_in_a_mailbox_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.exchange.mail.mbox.MAX_BYTES", 1_000)
    mark = b"From ben@x.example Tue Dec  1 09:00:00 2026\n"
    (tmp_path / "all.mbox").write_bytes(
        mark
        + LETTER % b"One"
        + b"\n"
        + mark
        + LETTER % b"Two"
        + b"long line\n" * 500
        + b"\n"
        + mark
        + LETTER % b"Three"
    )
    said = _subjects([tmp_path])
    assert (said[0], said[2]) == ("One", "Three")
    assert said[1].startswith("! Email 2 in this mailbox: The email is larger than")


def test_what_can_not_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.eml").write_bytes(b"<html><body>From: a@x.example</body></html>")
    said = _subjects([tmp_path / "gone.eml", tmp_path / "page.eml"])
    assert said == ["! The file could not be read: it is no longer there.", "! This is a web page, not an email."]


if hasattr(os, "mkfifo"):

    def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.eml")
        assert _subjects([tmp_path / "pipe.eml"]) == ["! This is not an ordinary file."]


def test_reading_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.eml").write_bytes(LETTER % b"x")
    seen: list[int] = []
    for _ in read_mails([tmp_path], cancelled=lambda: len(seen) >= 2):
        seen.append(1)
    assert len(seen) == 2


def test_a_drop_is_read_from_memory() -> None:
    (found,) = read_bytes("Core group.eml", LETTER % b"Dropped")
    assert isinstance(found, Read)
    assert (found.mail.subject, found.mail.source_name) == ("Dropped", "Core group.eml")
    (refused,) = read_bytes("huge.eml", bytes(MAX_BYTES + 1))
    assert isinstance(refused, Refused)


def test_a_loop_of_links_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(LETTER % b"One")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert _subjects([tmp_path, tmp_path / "one.eml"]) == ["One"]
