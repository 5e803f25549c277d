"""How the cost of a guess is chosen, bounded and explained, and how a passphrase is judged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.vault.keys import passphrase, strength, troubles
from desktop_app.vault.keys.passphrase import CEILING, FLOOR, MOST_WORK, Calibration, Cost
from desktop_app.vault.keys.strength import judge


def machine(speed):
    """A machine on which a guess takes `speed` seconds for each GiB touched."""
    return lambda cost: speed * cost.work / (1024 * 1024)


def test_the_floor_is_the_second_choice_of_the_standard():
    assert Cost(64 * 1024, 3, 4) == FLOOR


@pytest.mark.parametrize(
    ("speed", "memory_mib", "passes"),
    [(20.0, 64, 3), (3.2, 64, 3), (1.7, 128, 3), (1.0, 256, 3), (0.3, 256, 10), (0.0, 256, 16)],
)
def test_memory_is_doubled_before_passes_are_added(speed, memory_mib, passes):
    chosen = Calibration(measure=machine(speed)).choose()
    assert (chosen.memory_kib, chosen.passes) == (memory_mib * 1024, passes)


@settings(deadline=None, max_examples=200)
@given(st.floats(0.0, 100.0))
def test_whatever_the_machine_the_choice_is_one_we_believe(speed):
    calibration = Calibration(measure=machine(speed))
    chosen = calibration.choose()
    assert calibration.believes(chosen)
    assert calibration.measure(chosen) <= 1.0 or chosen == FLOOR


def test_a_machine_with_hiccups_keeps_the_last_cost_that_was_bearable():
    answers = iter([0.3, 9.0])
    assert Calibration(measure=lambda cost: next(answers)).choose() == FLOOR


@pytest.mark.parametrize(
    "cost",
    [
        Cost(FLOOR.memory_kib - 1, 3, 4),
        Cost(FLOOR.memory_kib, 2, 4),
        Cost(FLOOR.memory_kib, 3, 3),
        Cost(CEILING.memory_kib + 1, 3, 4),
        Cost(FLOOR.memory_kib, CEILING.passes + 1, 4),
        Cost(FLOOR.memory_kib, 3, CEILING.lanes + 1),
        Cost(CEILING.memory_kib, MOST_WORK // CEILING.memory_kib + 1, 4),
    ],
)
def test_what_is_outside_the_bounds_is_not_believed(cost):
    assert not Calibration().believes(cost)


def test_the_real_measure_runs_the_real_function():
    assert passphrase.measure(Cost(64, 1, 1)) > 0
    assert len(passphrase.derive("otter", bytes(16), Cost(64, 1, 1))) == 48


def test_the_derivation_is_argon2id_of_the_composed_letters():
    from argon2.low_level import Type, hash_secret_raw

    ours = passphrase.derive("e\u0301te\u0301", b"saltsaltsaltsalt", Cost(64, 2, 1))
    assert ours == hash_secret_raw("\u00e9t\u00e9".encode(), b"saltsaltsaltsalt", 2, 64, 1, 48, Type.ID)


@pytest.mark.skipif("sys.platform != 'linux'", reason="the limit on memory that is tried here is Linux's")
def test_too_little_memory_is_said_in_words():
    import resource

    limits = resource.getrlimit(resource.RLIMIT_AS)
    passphrase.derive("warm", bytes(16), Cost(64, 1, 1))
    resource.setrlimit(resource.RLIMIT_AS, (64 * 1024 * 1024, limits[1]))
    try:
        with pytest.raises(troubles.NotEnoughMemory) as raised:
            passphrase.derive("otter", bytes(16), Cost(512 * 1024, 1, 1))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)
    assert "512 MB" in raised.value.do


@pytest.mark.parametrize("short", ["", "eleven char", "  spaces     ", "\u00e9" * 11])
def test_short_ones_are_refused(short):
    with pytest.raises(troubles.PassphraseTooShort):
        passphrase.demand(short)


@pytest.mark.parametrize("good", ["otter harbour violet ladder", "walnut bicycle candle seven", "x8#Lq2!vB9@tRw5z"])
def test_good_ones_are_good(good):
    verdict = judge(good)
    assert verdict.ok
    assert verdict.score >= 3
    assert verdict.suggestion == ""
    assert verdict.words in {"Hard to guess", "Very hard to guess"}


@pytest.mark.parametrize(
    ("poor", "because"),
    [
        ("", "four or five"),
        ("short7!x", "4 more characters"),
        ("elevenchars", "1 more character:"),
        ("passwordpassword", "repeated"),
        ("qwertyuiop[]", "beside each other"),
        ("aaaaaaaaaaaaaa", "repeated"),
        ("abcdefghijklmnop", "abc or 6543"),
        ("drowssapdrowssap", "repeated"),
        ("manchesterunited", "password many people use"),
    ],
)
def test_poor_ones_are_told_why(poor, because):
    verdict = judge(poor)
    assert not verdict.ok
    assert because in verdict.suggestion


def test_names_around_the_person_do_not_count_as_secret():
    name = "Zawadzka-Quillfeather"
    assert judge("zawadzkaquillfeather").ok
    verdict = judge("zawadzkaquillfeather", [name, "Ambleshire"])
    assert not verdict.ok
    assert "around you" in verdict.suggestion
    assert judge("Quillfeather Zawadzka", [name]).score < judge("Quillfeather Zawadzka").score


def test_the_names_are_not_left_in_the_scorer():
    from zxcvbn import matching

    judge("anything at all really", ["Zawadzka"])
    assert not matching.RANKED_DICTIONARIES["user_inputs"]
    assert judge("zawadzkaquillfeather").ok


def test_a_very_long_one_is_scored_by_its_beginning():
    assert judge("otter harbour violet ladder " * 400).ok
    assert not judge("a" * 100_000).ok


def test_two_at_once_do_not_mix_their_names():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        known = [pool.submit(judge, "zawadzkaquillfeather", ["Zawadzka", "Quillfeather"]) for _ in range(8)]
        unknown = [pool.submit(judge, "zawadzkaquillfeather") for _ in range(8)]
    assert not any(one.result().ok for one in known)
    assert all(one.result().ok for one in unknown)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=5))
def test_any_text_has_a_verdict(text, names):
    verdict = judge(text, names)
    assert 0 <= verdict.score <= 4
    assert verdict.ok == (not verdict.suggestion)
    assert verdict.ok <= (len(passphrase.normal(text).strip()) >= strength.MIN_LENGTH)
