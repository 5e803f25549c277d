"""How much harm is found, and how much is asked in vain, on notes written as people type them.

Each file holds one note a line. What was measured when a held-out set was first read, before anything was changed:

held_out          100 harm + 100 benign, the first matcher       recall 0.77, false prompts 0.18
second_held_out    79 harm +  80 benign, after wider phrases     recall 0.71, false prompts 0.11
third_held_out     60 harm +  61 benign, after two small signs   recall 0.73, false prompts 0.10
fourth_held_out    50 harm +  50 benign, after one small sign    recall 0.94, false prompts 0.14
fifth_held_out     40 harm +  40 benign, after a few more signs  recall 0.93, false prompts 0.20
sixth_held_out     30 harm +  30 benign, after the rules were tidied    recall 0.83, false prompts 0.10
seventh_held_out  195 harm + 197 benign, longer, in many voices    recall 0.94, false prompts 0.24
eighth_held_out   101 harm + 100 benign, oblique on purpose        recall 0.72, false prompts 0.16
ninth_held_out     70 harm +  70 benign, once words were weighed     recall 0.97, false prompts 0.20
tenth_held_out     60 harm +  60 benign, benign like the harm      recall 0.95, false prompts 0.22
eleventh_held_out  40 harm +  40 benign, two telling words needed    recall 0.95, false prompts 0.15
twelfth_held_out   30 harm +  30 benign, a lower bar of weight       recall 1.00, false prompts 0.23
thirteenth_held_out 127 harm + 125 benign, half sayings and slang       recall 0.97, false prompts 0.32
fourteenth_held_out 117 harm + 118 benign, oblique, benign like the harm    recall 0.89, false prompts 0.19
fifteenth_held_out  42 harm +  42 benign, as a PA would write them      recall 1.00, false prompts 0.12
sixteenth_held_out  40 harm +  40 benign, the same, more regions       recall 0.97, false prompts 0.13
seventeenth_held_out 25 harm + 30 benign, several sentences each      recall 0.84, false prompts 0.23
eighteenth_held_out 20 harm + 24 benign, the same, after it was learnt  recall 1.00, false prompts 0.08
nineteenth_held_out 25 harm + 25 benign, thick with slang, each like each   recall 0.92, false prompts 0.24
twentieth_held_out 116 harm + 133 benign, each benign note a twin of a harm note  recall 0.96, false prompts 0.38
twenty_first_held_out 80 harm + 84 benign, the same, phrases among everyday words pass  recall 0.96, false prompts 0.27

The fifteenth to the eighteenth together (127 harm, 136 benign) gave recall 0.961 and false prompts 0.14; then the bar
was lowered to 1.0, and words for relations alone no longer tell. With each fifth of all notes weighed by the other
four, recall is 0.995 and false prompts 0.06, but the phrases were learnt from all of them.
The ninth to the twelfth together (200 harm, 200 benign) gave recall 0.965 and false prompts 0.20, the benign ones
written to sound like harm; the bar was then raised. Each set was learnt from, so the bars below only hold what was won;
they don't foretell.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from desktop_app.rules.safeguarding import WordList, load_words, read_note

NOTES = Path(__file__).parent / "safeguarding_notes"
SETS = (
    "development",
    "held_out",
    "second_held_out",
    "third_held_out",
    "fourth_held_out",
    "fifth_held_out",
    "sixth_held_out",
    "seventh_held_out",
    "eighth_held_out",
    "ninth_held_out",
    "tenth_held_out",
    "eleventh_held_out",
    "twelfth_held_out",
    "thirteenth_held_out",
    "fourteenth_held_out",
    "fifteenth_held_out",
    "sixteenth_held_out",
    "seventeenth_held_out",
    "eighteenth_held_out",
    "nineteenth_held_out",
    "twentieth_held_out",
    "twenty_first_held_out",
)


@pytest.fixture(scope="module")
def words() -> WordList:
    return load_words()


def notes(name: str) -> list[str]:
    return [line for line in (NOTES / f"{name}.txt").read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize("name", SETS)
def test_harm_is_found(name: str, words: WordList) -> None:
    every = notes(f"{name}_harm")
    missed = [note for note in every if not read_note(note, words).prompt]
    assert len(missed) <= 0.02 * len(every), missed


@pytest.mark.parametrize("name", SETS)
def test_few_are_asked_in_vain(name: str, words: WordList) -> None:
    every = notes(f"{name}_benign")
    vain = [(note, read_note(note, words).words) for note in every if read_note(note, words).prompt]
    assert len(vain) <= 0.2 * len(every), vain


def test_the_development_sets_are_large_enough() -> None:
    assert len(notes("development_harm")) >= 200
    assert len(notes("development_benign")) >= 200


def slip(word: str, dice: random.Random) -> str:
    """The word with one letter missed, doubled, swapped with the next, or another in its place."""
    at = dice.randrange(len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + dice.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]


@pytest.mark.parametrize("seed", range(4))
def test_one_slip_in_a_harm_word_keeps_the_prompt(seed: int, words: WordList) -> None:
    dice = random.Random(seed)
    tried, lost = 0, []
    for note in notes("development_harm"):
        long = [word for said in read_note(note, words).words for word in re.findall(r"[A-Za-z]{5,}", said)]
        if not long:
            continue
        word = dice.choice(long)
        slipped = note.replace(word, slip(word, dice), 1)
        tried += 1
        if not read_note(slipped, words).prompt:
            lost.append(slipped)
    assert tried > 150
    assert len(lost) <= 0.05 * tried, lost
