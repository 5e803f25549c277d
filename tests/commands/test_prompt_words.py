"""Safeguarding words: the command itself refuses what can't be looked for, in one sentence, and keeps nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.commands.prompt_words import keep_prompt_word
from desktop_app.errors import UserError
from desktop_app.records.work import PromptWord
from desktop_app.rules.safeguarding import load_words

if TYPE_CHECKING:
    from desktop_app.desk import Desk


def held(desk: Desk) -> list[tuple[str, bool]]:
    return desk.read(lambda reader: [(one.phrase, one.active) for one in reader.all(PromptWord)])


def said(desk: Desk, word: PromptWord, **how: bool) -> tuple[str, str]:
    """The sentence and the field it stands at."""
    with pytest.raises(UserError) as told:
        desk.do(keep_prompt_word, word, **how).result()
    assert ". " not in told.value.message.replace("..", "")
    assert told.value.hint
    return told.value.message, told.value.field


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("", "is empty"), ("   ", "is empty"), ("..", "is empty"), ("x", "too short"), (" X ", "too short"),
        ("= é", "too short"), ("{nobody} hurt", "group of words"), (".. hurt", "begin and end with a word"),
    ],
)  # fmt: skip
def test_a_phrase_that_cannot_be_looked_for_is_refused(desk: Desk, phrase: str, words: str) -> None:
    message, field = said(desk, PromptWord(phrase=phrase, why="heard it"))
    assert words in message
    assert field == "phrase"
    assert held(desk) == []
    assert desk.can_undo == ""


def test_a_reason_is_asked_for(desk: Desk) -> None:
    assert said(desk, PromptWord(phrase="went wobbly", why=" "))[1] == "why"
    assert held(desk) == []


def test_a_phrase_joins_once_however_it_is_written(desk: Desk) -> None:
    desk.do(keep_prompt_word, PromptWord(phrase="Went  Wobbly", why="a faint")).result()
    for again in ("went wobbly", " WENT WOBBLY ", "Wént wobbly"):
        assert said(desk, PromptWord(phrase=again, why="twice")) == ("“went wobbly” is in the list already.", "phrase")
    assert held(desk) == [("went wobbly", True)]


def test_a_phrase_that_comes_with_casemate_is_not_added_again(desk: Desk) -> None:
    phrase = next(iter(load_words().phrases))
    assert "already" in said(desk, PromptWord(phrase=phrase, why="again"))[0]
    kept = desk.do(keep_prompt_word, PromptWord(phrase=phrase, category="neglect", why="kind"), known=True).result()
    assert kept.category == "neglect"


def test_a_phrase_leaves_and_comes_back_and_no_other_way(desk: Desk) -> None:
    assert "not in the list" in said(desk, PromptWord(phrase="went wobbly", active=False, why="too many"))[0]
    desk.do(keep_prompt_word, PromptWord(phrase="went wobbly", why="a faint")).result()
    desk.do(keep_prompt_word, PromptWord(phrase="went wobbly", active=False, why="too many")).result()
    assert "not in the list" in said(desk, PromptWord(phrase="went wobbly", active=False, why="too many"))[0]
    desk.do(keep_prompt_word, PromptWord(phrase="went wobbly", why="missed it")).result()
    assert held(desk) == [("went wobbly", True)]
