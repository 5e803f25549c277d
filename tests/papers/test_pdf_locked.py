"""A paper for one recipient: AES-256 of revision 6, opened by their password alone, tags and words inside."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from desktop_app.errors import UserError
from desktop_app.papers import write_pdf
from desktop_app.papers.model import Paper, Paragraph
from desktop_app.papers.pdf.locking import locked

WORDS = "otter harbour violet"
PAPER = Paper("Plan", "Ruth", datetime(2026, 11, 23, tzinfo=UTC), (Paragraph("Leo sees Nan on Saturdays."),))


def test_only_the_password_opens_it_and_the_tags_are_kept():
    made = locked(write_pdf(PAPER), WORDS)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(made))
    with pikepdf.open(io.BytesIO(made), password=WORDS) as file:
        assert (file.encryption.R, file.encryption.bits) == (6, 256)
        assert "aesv3" in str(file.encryption.stream_method)
        assert file.allow.accessibility
        assert bool(file.Root.MarkInfo.Marked)
    assert b"Saturdays" not in made


def test_a_short_password_is_refused():
    with pytest.raises(UserError, match="too short"):
        locked(write_pdf(PAPER), "leo2017")
