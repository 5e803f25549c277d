"""The recovery code on paper and back: forgiving of how it is typed, exact about where it slips."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.vault.keys import recovery
from desktop_app.vault.keys.troubles import MistypedRecoveryCode

codes = st.binary(min_size=20, max_size=20)
QUIET = settings(deadline=None, max_examples=80)


@QUIET
@given(codes)
def test_every_code_comes_back(code):
    shown = recovery.show(code)
    assert recovery.read(shown) == code
    assert [len(group) for group in shown.split("-")] == [5] * 8
    assert not set(shown) & set("ILOU")


@QUIET
@given(codes, st.randoms(use_true_random=False))
def test_case_spaces_hyphens_and_lookalikes_do_not_matter(code, chance):
    loose = {"0": "0oO", "1": "1iIlL", "V": "vVuU", "-": ["-", " ", "  ", "–", "\n", "", ". "]}
    typed = "".join(chance.choice(list(loose.get(char, [char, char.lower()]))) for char in recovery.show(code))
    assert recovery.read(f" {typed} ") == code


@QUIET
@given(codes, st.integers(0, 39), st.sampled_from(recovery.ALPHABET))
def test_every_single_slip_is_found_in_its_group(code, at, wrong):
    shown = list(recovery.show(code).replace("-", ""))
    if shown[at] == wrong:
        return
    shown[at] = wrong
    with pytest.raises(MistypedRecoveryCode) as raised:
        recovery.read("".join(shown))
    assert raised.value.group == at // 5 + 1
    assert raised.value.field == "recovery"


@QUIET
@given(codes, st.integers(0, 7), st.integers(0, 3))
def test_two_neighbours_exchanged_are_found_in_their_group(code, group, at):
    groups = recovery.show(code).split("-")
    letters = list(groups[group])
    if letters[at] == letters[at + 1]:
        return
    letters[at], letters[at + 1] = letters[at + 1], letters[at]
    groups[group] = "".join(letters)
    with pytest.raises(MistypedRecoveryCode, match=f"Group {group + 1} "):
        recovery.read(" ".join(groups))


@QUIET
@given(codes, st.integers(0, 7), st.integers(0, 7))
def test_groups_exchanged_are_found(code, one, other):
    groups = recovery.show(code).split("-")
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(MistypedRecoveryCode) as raised:
        recovery.read("-".join(groups))
    assert raised.value.group == min(one, other) + 1


@QUIET
@given(codes, st.integers(0, 7))
def test_a_character_left_out_is_found_in_its_group(code, group):
    groups = recovery.show(code).split("-")
    groups[group] = groups[group][1:]
    with pytest.raises(MistypedRecoveryCode, match=f"Group {group + 1} ") as raised:
        recovery.read("-".join(groups))
    assert "4 are here" in raised.value.hint


@pytest.mark.parametrize("typed", ["", "   ", "-----", "é" * 40, "0" * 4_000, "\u202e\u200b"])
def test_what_is_no_code_is_refused_in_words(typed):
    with pytest.raises(MistypedRecoveryCode):
        recovery.read(typed)


@QUIET
@given(st.text(max_size=80))
def test_no_text_at_all_brings_a_traceback(typed):
    with pytest.raises(MistypedRecoveryCode):
        recovery.read(typed)


def test_a_hidden_mark_in_pasted_text_is_not_a_slip():
    code = bytes(range(20))
    assert recovery.read("\u2066" + recovery.show(code).replace("-", "\u00ad-\u200b") + "\u2069") == code


def test_typing_back_names_the_first_group_that_differs():
    shown = recovery.show(bytes(20))
    recovery.compare(shown.lower().replace("-", " "), shown)
    other = recovery.show(bytes(10) + b"\xff" * 10)
    with pytest.raises(MistypedRecoveryCode) as raised:
        recovery.compare(other, shown)
    assert raised.value.group == 5
    with pytest.raises(MistypedRecoveryCode) as raised:
        recovery.compare("", shown)
    assert raised.value.group == 1


def test_the_typed_text_is_not_repeated_in_what_is_said():
    shown = recovery.show(bytes(range(20)))
    with pytest.raises(MistypedRecoveryCode) as raised:
        recovery.read(shown[:-1] + "#")
    assert not any(group in str(raised.value) for group in shown.split("-"))
