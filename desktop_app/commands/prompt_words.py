"""The team's changes to the safeguarding words: a phrase joins the list, changes or leaves it, always with a reason."""

from __future__ import annotations

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.work import PromptWord
from desktop_app.rules.safeguarding import WordChange, load_words
from desktop_app.rules.safeguarding.words import TEAM, check, tidy

SHORTEST = 2
"""Letters and figures of a phrase at least: a single letter would raise a note at every other word."""


@command("Change safeguarding words")
def keep_prompt_word(work: Work, /, word: PromptWord, *, known: bool = False) -> PromptWord:
    """A word joins or leaves the list that raises a note; who, when and why stay in its history.

    `known`: the phrase stands in the list already and only its kind of harm or its reason is another. UserError
    names the field ("phrase", "why") when a new phrase is empty, too short, not readable or there already.
    """
    phrase = tidy(word.phrase)
    if sum(letter.isalnum() for letter in phrase) < SHORTEST:
        raise UserError(f"“{phrase}” is too short to look for.", "Write two letters or more.", "phrase")
    if not word.why.strip():
        raise UserError("Why should the list change?", "A few words; they stay in its history.", "why")
    own = work.find(PromptWord)
    listed = load_words(added=[WordChange(one.phrase, one.category or TEAM, one.active, one.why) for one in own])
    if not word.active and phrase not in listed.phrases:
        raise UserError(f"“{phrase}” is not in the list, so it can't be taken out.", "Look for it there.", "phrase")
    if word.active:
        check(phrase, listed.harms.groups)
    if word.active and phrase in listed.phrases and not known:
        raise UserError(f"“{phrase}” is in the list already.", "Find it there to change it.", "phrase")
    for old in own:
        if tidy(old.phrase) == phrase:
            return work.change(old, active=word.active, category=word.category, why=word.why)
    return work.add(word.but(phrase=phrase))
