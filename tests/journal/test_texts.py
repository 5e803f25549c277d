"""Two people in one text: what lies apart is kept from both, one sentence is never made of two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.journal.texts import LARGEST, blend

BASE = "Anna came at ten. Contact will be weekly. Leo was at school. \nThe home was warm 🏠 and tidy. Nan łódź stays."


def test_edits_of_different_sentences_are_both_kept():
    newer = BASE.replace("at ten", "at half past ten")
    older = BASE.replace("warm 🏠", "cold 🥶") + " She rang at four."
    merged = blend(BASE, newer, older)
    assert merged.text == newer.replace("warm 🏠", "cold 🥶") + " She rang at four."
    assert merged.overlaps == ()


def test_one_sentence_of_two_writers_is_never_put_together():
    newer = BASE.replace("weekly", "fortnightly and supervised")
    older = BASE.replace("Contact will be weekly", "Contact is suspended pending review").replace("ten", "nine")
    merged = blend(BASE, newer, older)
    assert "Contact will be fortnightly and supervised." in merged.text
    assert "suspended" not in merged.text
    assert "Anna came at nine." in merged.text
    (overlap,) = merged.overlaps
    assert overlap.was == "Contact will be weekly."
    assert overlap.stands == "Contact will be fortnightly and supervised."
    assert overlap.other == "Contact is suspended pending review."


def test_two_who_both_write_on_at_the_end_are_asked_about():
    merged = blend("He rang.", "He rang. Mum was out.", "He rang. Nan was in.")
    assert merged.text == "He rang. Mum was out."
    assert merged.overlaps[0].other.endswith("Nan was in.")


def test_the_same_edit_twice_is_one():
    newer = BASE.replace("weekly", "monthly")
    assert blend(BASE, newer, newer).overlaps == ()
    assert blend(BASE, newer, BASE).text == newer
    assert blend(BASE, BASE, newer).text == newer


def test_a_huge_text_is_not_compared_but_nothing_is_lost():
    newer, older = "a " * LARGEST, "b " * LARGEST
    merged = blend("", newer, older)
    assert merged.text == newer
    assert merged.overlaps[0].other == older


WORDS = st.lists(st.sampled_from(["Anna", "rang.", "Leo", "🏠", "home.", "łódź", "\n", "not", "seen."]), max_size=25)


@given(WORDS, WORDS, WORDS)
def test_every_word_is_in_the_text_or_in_an_overlap(base: list[str], newer: list[str], older: list[str]):
    one, two, three = " ".join(base), " ".join(newer), " ".join(older)
    merged = blend(one, two, three)
    assert merged == blend(one, two, three)
    kept = merged.text + " " + " ".join(overlap.other for overlap in merged.overlaps)
    for word in {*newer, *older} - set(base):
        assert word.strip() in kept
