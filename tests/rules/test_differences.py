"""What is underlined in two answers: the figures, the words, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.differences import LONGEST, differences


def marked(one: str, other: str) -> tuple[list[str], list[str]]:
    mine, yours = differences(one, other)
    return [one[a:b] for a, b in mine], [other[a:b] for a, b in yours]


@pytest.mark.parametrize(
    ("one", "other", "here", "there"),
    [
        ("07700 900227", "07700 900722", ["227"], ["722"]),
        ("Leo will see his father.", "Leo will not see his father.", [], ["not"]),
        (
            "Leo will see his father only in a contact centre.", "Leo will not see his father until the review.",
            ["only in a contact centre"], ["not", "until the review"],
        ),
        ("Beacon High", "Beacon Hill", ["High"], ["Hill"]),
        ("the same", "the same", [], []),
        ("", "something", [], ["something"]),
        ("14 Mill Lane", "41 Mill Lane", ["14"], ["41"]),
    ],
)  # fmt: skip
def test_words_and_figures(one: str, other: str, here: list[str], there: list[str]):
    assert marked(one, other) == (here, there)


def test_long_ones_are_marked_from_where_they_part_until_they_meet():
    text = "word " * LONGEST
    assert marked(text + "yes" + text, text + "no" + text) == (["yes"], ["no"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_spans_lie_in_order_inside_and_are_empty_only_for_what_is_alike(one: str, other: str):
    mine, yours = differences(one, other)
    for spans, text in ((mine, one), (yours, other)):
        flat = [place for span in spans for place in span]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    if one.split() == other.split() and one.strip() == other.strip():
        assert not mine or one != other
    if not mine and not yours:
        assert "".join(one.split()) == "".join(other.split())
