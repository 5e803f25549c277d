"""Words only raise: whatever is added to a note, a prompt stays. And nothing typed breaks the reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.safeguarding import load_words, read_note

WORDS = load_words()
NOTES = [
    line
    for file in sorted((Path(__file__).parent / "safeguarding_notes").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line
]
VOCABULARY = sorted({word for note in NOTES for word in note.split()})
note = (
    st.sampled_from(NOTES)
    | st.text(max_size=80)
    | st.lists(st.sampled_from([*VOCABULARY, "no", "not", ".", "none"]), max_size=14).map(" ".join)
)


def test_there_are_notes() -> None:
    assert len(NOTES) > 800


@settings(deadline=None, max_examples=400)
@given(note, note)
def test_adding_text_never_lowers(before: str, after: str) -> None:
    if read_note(before, WORDS).prompt:
        assert read_note(f"{before}. {after}", WORDS).prompt
        assert read_note(f"{after}. {before}", WORDS).prompt


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_read_and_underlined_inside_itself(text: str) -> None:
    prompt = read_note(text, WORDS)
    assert prompt.prompt == bool(prompt.spans) == bool(prompt.words) == bool(prompt.why)
    end = 0
    for start, stop in prompt.spans:
        assert 0 <= start < stop <= len(text)
        assert stop > end
        end = stop


@settings(deadline=None, max_examples=100)
@given(note)
def test_the_same_note_is_read_the_same(text: str) -> None:
    assert read_note(text, WORDS) == read_note(text, WORDS)
    assert read_note(text.upper(), WORDS).prompt or not read_note(text, WORDS).prompt or not text.isascii()


@pytest.mark.parametrize("line", NOTES[::25])
def test_as_typed_key_by_key(line: str) -> None:
    for end in range(len(line)):
        read_note(line[:end], WORDS)
