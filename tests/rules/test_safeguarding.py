"""Which words raise a note, which sayings don't, and how the list is changed by a team."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.rules.safeguarding import WordChange, WordList, load_words, read_note
from desktop_app.rules.safeguarding.phrases import parse
from desktop_app.rules.safeguarding.words import check, tidy


@pytest.fixture(scope="module")
def words() -> WordList:
    return load_words()


def test_the_prompt_names_the_word_and_leaves_the_deciding_to_a_person(words: WordList) -> None:
    prompt = read_note("School saw a bruise on his cheek", words)
    assert prompt.why == "You wrote “bruise”. Is anyone at risk now? It can only raise this call. You decide."
    assert prompt.as_json() == {"prompt": True, "words": list(prompt.words), "why": prompt.why}
    assert "hurt" in prompt.categories
    assert all(kind in words.labels for kind in prompt.categories)


def test_a_quiet_note_says_nothing(words: WordList) -> None:
    prompt = read_note("Taxi booked for Thursday, thank you", words)
    assert prompt.as_json() == {"prompt": False, "words": [], "why": ""}
    assert prompt.spans == ()


@pytest.mark.parametrize("note", ["", " ", "...", "\n\n", "👶", "12/3", "a" * 5000, "é" * 50, "‘’", "&", "A & E form"])
def test_odd_notes_are_read_without_trouble(note: str, words: WordList) -> None:
    read_note(note, words)


def test_the_spans_underline_what_was_typed(words: WordList) -> None:
    note = "Café rang: he’s got a Brusie on his arm;  police  were called."
    prompt = read_note(note, words)
    assert [" ".join(note[start:end].split()) for start, end in prompt.spans] == list(prompt.words)
    assert any("Brusie" in word or "police" in word for word in prompt.words)


@pytest.mark.parametrize(
    ("note", "raised"),
    [
        ("no bruises seen", False),
        ("no sign of bruising or injury", False),
        ("injuries: none", False),
        ("fell but wasn't hurt", False),
        ("no bruises but a cut on her lip", True),
        ("no doubt he hit her", True),
        ("no idea how she got the bruise", True),
        ("dad denied any bruising", True),
        ("nurse didn't see any bruising", False),
        ("he says he never hit her", True),
        ("no food in the house", True),
        ("not eating and not been seen since Friday", True),
        ("no bruises. Cut to his head", True),
    ],
)
def test_none_seen_is_understood_and_a_denial_still_prompts(note: str, raised: bool, words: WordList) -> None:
    assert read_note(note, words).prompt is raised


@pytest.mark.parametrize(
    "saying",
    [
        "killing time",
        "beat the traffic",
        "hit the nail on the head",
        "dying to see the photos",
        "a shot in the arm",
        "knocked on the door",
        "cut short",
        "broke up for half term",
        "touch base",
        "kick-off meeting",
        "bruised apple",
        "burning question",
        "missing paperwork",
        "threatening to rain",
        "dead battery",
        "blood test booked",
        "no concerns of harm",
        "child protection conference",
        "domestic abuse course",
        "safeguarding training",
        "harm reduction leaflet",
        "message from Mr Burns",
    ],
)
def test_sayings_and_office_words_do_not_prompt(saying: str, words: WordList) -> None:
    assert not read_note(f"{saying}.", words).prompt


@pytest.mark.parametrize(
    "note",
    ["killing time then he hit her", "beat the traffic but dad beat him", "blood test booked, blood on his pillow"],
)
def test_a_saying_hides_only_itself(note: str, words: WordList) -> None:
    assert read_note(note, words).prompt


@pytest.mark.parametrize(
    ("note", "raised"),
    [
        ("carer wants to know who pays for the missing library book", False),
        ("missing since Friday", True),
        ("carer wants to know about the library book and says dad hit him", True),
        ("threw the receipt away", False),
        ("threw the kettle at her", True),
        ("my feet are killing me", False),
        ("he says he is killing her", True),
        ("locked out of the laptop", False),
        ("locked out of the house all night", True),
        ("never been hit", False),
    ],
)
def test_a_word_of_two_meanings_is_read_among_its_neighbours(note: str, raised: bool, words: WordList) -> None:
    assert read_note(note, words).prompt is raised


@pytest.mark.parametrize(
    "typed",
    [
        "bruse",
        "bleedin",
        "strangeld",
        "ovedose",
        "burise",
        "bruuise",
        "selfharm",
        "over dose",
        "nofoodin",
        "hti",
        "BRUISE",
    ],
)
def test_slips_are_read(typed: str, words: WordList) -> None:
    assert read_note(f"a {typed}", words).prompt


@pytest.mark.parametrize("near", ["cruise", "born", "farm", "charm", "amuse", "hunt", "wife", "knit", "bear", "neat"])
def test_ordinary_near_words_are_not_slips(near: str, words: WordList) -> None:
    assert not read_note(f"the {near}", words).prompt


def test_small_signs_add_up(words: WordList) -> None:
    assert not read_note("Please book the neighbour a room", words).prompt
    prompt = read_note("Neighbour heard her through the wall, daddy no, daddy no", words)
    assert prompt.prompt
    assert prompt.categories == ("unease",)
    assert len(prompt.words) > 1


def test_several_words_are_named_and_the_rest_counted(words: WordList) -> None:
    why = read_note("bruise. burn. knife. suicide. overdose.", words).why
    assert why.startswith("You wrote “bruise”, “burn”, “knife” and 2 more. ")
    assert "“bruise” and “burn”." in read_note("bruise. burn.", words).why


def test_a_team_adds_a_word_with_its_slips_and_endings(words: WordList) -> None:
    assert not read_note("he was zonkled", words).prompt
    added = load_words(added=[WordChange("zonkle", "hurt", why="said on our estate")])
    for typed in ("zonkled", "zonkel", "Zonkling"):
        assert read_note(f"he was {typed}", added).prompt


def test_a_team_retires_a_word_and_brings_it_back() -> None:
    retired = load_words(added=[WordChange("Shiner", active=False)])
    assert not read_note("a shiner", retired).prompt
    back = load_words(added=[WordChange("shiner", active=False), WordChange("shiner", "hurt")])
    assert read_note("a shiner", back).prompt


def test_retiring_a_word_that_is_not_listed_changes_nothing(words: WordList) -> None:
    assert load_words(added=[WordChange("teapot", active=False)]).phrases == words.phrases


@pytest.mark.parametrize("phrase", ["", "  ", "&", "..", ".. home", "home ..", "{nobody} hit", "hit & him again"])
def test_a_phrase_that_cannot_be_read_is_refused_with_a_sentence(phrase: str) -> None:
    with pytest.raises(UserError) as refused:
        load_words(added=[WordChange(phrase)])
    assert refused.value.field == "phrase"
    assert "safeguarding" in refused.value.message


def test_a_list_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "words.toml"
    broken.write_text("harm = [", encoding="utf-8")
    with pytest.raises(UserError, match=r"words\.toml"):
        load_words(broken)
    with pytest.raises(UserError):
        load_words(tmp_path / "none.toml")


def test_every_line_of_the_list_is_in_its_language(words: WordList) -> None:
    for line in (*words.phrases, *words.ignored):
        assert tidy(line) == line
        check(line, words.harms.groups)


def test_every_line_of_the_list_can_be_found(words: WordList) -> None:
    """One example of each line, made from its own words, raises a note."""
    for line, kind in words.phrases.items():
        phrase = parse(line, kind, words.harms.groups)[0]
        spoken = [
            "" if slot.gap else "thing" if slot.anything else min(slot.terms).removeprefix("=") for slot in phrase.slots
        ]
        beside = [min(phrase.beside).removeprefix("=")] if phrase.beside else []
        note = " ".join(filter(None, [*spoken, *beside]))
        assert read_note(note, words).prompt, line


def test_no_saying_is_only_a_harm_word(words: WordList) -> None:
    """A saying of one word would take that word out of the list."""
    alone = {line.removeprefix("=") for line in words.phrases if re.fullmatch(r"=?\w+", line)}
    for line in words.ignored:
        if " " not in line and "{" not in line:
            assert alone.isdisjoint(line.split("|")), line
