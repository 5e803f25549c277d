"""Couples and children's lines, by numbers in S."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.couples import couple_mark, couple_texts
from desktop_app.rules.genogram.facts import Couple, Episode
from desktop_app.rules.genogram.notation import BROKEN, DOTS, ENGLAND, MCGOLDRICK, NOTATIONS, PEDIGREE, Manner, Notation
from desktop_app.rules.genogram.shapes import STRUCTURE, Circle, Mark, Polyline, Words

AS_AT = date(2026, 12, 3)
A, B, DEPTH = (0.0, 0.5), (6.0, 0.5), 1.5


def draw(*episodes: Episode, notation: Notation = ENGLAND, manner: Manner = Manner(), **about: Any) -> Mark:  # noqa: B008
    couple = Couple(id="c", a="a", b="b", episodes=episodes)
    return couple_mark(couple, A, B, DEPTH, AS_AT, notation, manner, **about)


def one(kind: str = "married", since: str = "2014", until: str = "", ended: str = "", **more: Any) -> Episode:
    return Episode(kind=kind, since=since, until=until, ended=ended, **more)  # type: ignore[arg-type]


def bracket(mark: Mark) -> Polyline:
    found = mark.shapes[0]
    assert isinstance(found, Polyline)
    return found


def slashes(mark: Mark) -> list[Polyline]:
    return [
        shape for shape in mark.shapes[1:] if isinstance(shape, Polyline) and shape.points[0][1] != shape.points[1][1]
    ]


def texts(mark: Mark) -> list[str]:
    return [shape.text for shape in mark.shapes if isinstance(shape, Words)]


def middle(line: Polyline) -> float:
    return sum(x for x, _ in line.points) / 2


def test_the_bracket_goes_down_across_and_up_from_the_given_points():
    assert bracket(draw(one())).points == (A, (0.0, DEPTH), (6.0, DEPTH), B)
    assert bracket(draw(one())).pen.width == STRUCTURE
    level = couple_mark(Couple(id="c"), (0, 0), (2, 0), 0, AS_AT, PEDIGREE)
    assert bracket(level).points == ((0, 0), (2, 0))


@pytest.mark.parametrize(
    ("kind", "england", "mcgoldrick", "pedigree"),
    [
        ("married", (), (), ()),
        ("civil_partnership", (), (), ()),
        ("cohabiting", (), BROKEN, ()),
        ("casual", BROKEN, DOTS, BROKEN),
        ("engaged", BROKEN, BROKEN, BROKEN),
        ("one_off", BROKEN, BROKEN, BROKEN),
        ("forced", BROKEN, BROKEN, BROKEN),
        ("unknown", BROKEN, BROKEN, BROKEN),
    ],
)
def test_the_line_of_each_kind(kind: str, england: Any, mcgoldrick: Any, pedigree: Any):
    drawn = [bracket(draw(one(kind), notation=notation)).pen.dash for notation in (ENGLAND, MCGOLDRICK, PEDIGREE)]
    assert drawn == [england, mcgoldrick, pedigree]
    assert BROKEN == (0.2, 0.12)
    assert sum(DOTS) == pytest.approx(0.12)


@pytest.mark.parametrize(
    ("episodes", "said"),
    [
        ((one(),), ["m. 2014"]),
        ((one("civil_partnership"),), ["cp. 2014"]),
        ((one("cohabiting", "2016"),), ["lt. 2016"]),
        ((one(until="2020-05", ended="divorced"),), ["m. 2014 · d. 2020"]),
        ((one(until="2019", ended="separated"),), ["m. 2014 · s. 2019"]),
        ((one(until="2018", ended="died"),), ["m. 2014 · w. 2018"]),
        ((one(since="2014~"),), ["m. c. 2014"]),
        ((one("one_off"),), []),
        ((one("forced"),), ["forced · 2014"]),
        ((one("unknown", ""),), ["?"]),
        ((one(since=""),), []),
        ((one(until="2015", ended="separated"), one(since="2017")), ["m. 2014 · s. 2015 · m. 2017"]),
        ((one(sure="alleged"),), ["m. 2014?"]),
    ],
)
def test_the_words_above_the_middle(episodes: tuple[Episode, ...], said: list[str]):
    mark = draw(*episodes)
    assert texts(mark) == said
    for shape in mark.shapes:
        if isinstance(shape, Words):
            assert shape.x == 3.0
            assert shape.y < DEPTH


def test_long_stories_wrap_within_the_bracket():
    episodes = (one(until="2015", ended="divorced"), one(since="2017", until="2020", ended="separated"))
    mark = couple_mark(Couple(id="c", episodes=episodes), (0, 0.5), (2.2, 0.5), 2, AS_AT)
    assert texts(mark) == ["m. 2014 · d. 2015", "m. 2017 · s. 2020"] or len(texts(mark)) > 2
    rows = [shape for shape in mark.shapes if isinstance(shape, Words)]
    assert all(type.reach(upper)[3] <= type.reach(lower)[3] for upper, lower in pairwise(rows))


@pytest.mark.parametrize("ended", ["separated", "divorced", "annulled"])
def test_slashes_have_length_angle_and_distance(ended: str):
    found = slashes(draw(one(until="2020", ended=ended)))
    assert len(found) == {"separated": 1, "divorced": 2, "annulled": 3}[ended]
    for slash in found:
        (x0, y0), (x1, y1) = slash.points
        assert math.dist(*slash.points) == pytest.approx(0.55)
        assert math.degrees(math.atan2(y0 - y1, abs(x1 - x0))) == pytest.approx(60)
        assert (y0 + y1) / 2 == pytest.approx(DEPTH)
    if ended != "separated":
        rising = [slash for slash in found if slash.points[0][0] < slash.points[1][0]]
        apart = (middle(rising[1]) - middle(rising[0])) * math.sin(math.radians(60))
        assert apart == pytest.approx(0.14)
    assert sum(middle(slash) for slash in found) / len(found) == pytest.approx(3.0)


def test_a_mended_parting_is_crossed_by_opposite_slashes():
    found = slashes(draw(one(until="2015", ended="divorced"), one(since="2017")))
    forward = sorted(middle(slash) for slash in found if slash.points[0][0] < slash.points[1][0])
    back = sorted(middle(slash) for slash in found if slash.points[0][0] > slash.points[1][0])
    assert forward == pytest.approx(back)
    assert len(found) == 4
    assert all(math.dist(*slash.points) == pytest.approx(0.55) for slash in found)
    assert bracket(draw(one(until="2015", ended="divorced"), one(since="2017"))).pen.ink == "ink"


def test_slashes_leave_the_childrens_line_free_and_words_leave_the_slashes_free():
    parted = one(until="2020", ended="divorced")
    for drop in (3.0, 1.0, 5.0):
        found = slashes(draw(parted, drop_x=drop))
        assert all(abs(middle(slash) - drop) > 0.5 for slash in found)
        assert all(0 < middle(slash) < 6 for slash in found)
    for width in (1.4, 1.8, 2.4, 3.0, 4.0, 6.0):
        couple = Couple(id="c", episodes=(parted,))
        mark = couple_mark(couple, (0, 0.5), (width, 0.5), 2, AS_AT, drop_x=width / 2)
        spans = [type.extent([slash]) for slash in slashes(mark)]
        for words in (shape for shape in mark.shapes if isinstance(shape, Words)):
            left, top, right, bottom = type.reach(words)
            assert all(right <= x0 or left >= x1 or bottom <= y0 + 0.03 for x0, y0, x1, _ in spans)


def test_a_slash_stands_by_whoever_left_when_asked():
    left = one(until="2020", ended="separated", left_by="b")
    assert middle(slashes(draw(left))[0]) == pytest.approx(3.0)
    assert middle(slashes(draw(left, manner=Manner(by_leaver=True)))[0]) > 4.5


def test_past_is_grey_and_keeps_its_slash_while_widowed_stays_black():
    past = draw(one(until="2020", ended="separated"))
    assert bracket(past).pen.ink == slashes(past)[0].pen.ink == "past"
    widowed = draw(one(until="2020", ended="died"))
    assert bracket(widowed).pen.ink == "ink"
    assert slashes(widowed) == []


def test_ended_living_together_keeps_the_style_of_the_line():
    mark = draw(one("cohabiting", until="2020", ended="separated"), notation=MCGOLDRICK)
    assert bracket(mark).pen.dash == BROKEN
    assert len(slashes(mark)) == 1


def test_as_at_the_day():
    couple = Couple(id="c", episodes=(one(until="2020", ended="divorced"), one(since="2023")))
    assert couple_texts(couple, date(2010, 1, 1)) == ("?",)
    assert couple_texts(couple, date(2016, 1, 1)) == ("m. 2014",)
    assert couple_texts(couple, date(2021, 1, 1)) == ("m. 2014", "d. 2020")
    assert couple_texts(couple, AS_AT) == ("m. 2014", "d. 2020", "m. 2023")
    assert slashes(couple_mark(couple, A, B, DEPTH, date(2016, 1, 1))) == []


def test_blood_relations_have_two_lines_a_tenth_apart():
    mark = draw(one(), related=True)
    second = mark.shapes[1]
    assert isinstance(second, Polyline)
    assert {y for _, y in second.points} == {DEPTH - 0.1}


def test_engaged_has_an_open_ring_in_the_middle():
    ring = next(shape for shape in draw(one("engaged")).shapes if isinstance(shape, Circle))
    assert (ring.x, ring.y, ring.r * 2, ring.fill) == (3.0, DEPTH, 0.18, "paper")


def test_what_the_mark_says_and_which_signs_it_used():
    mark = draw(one(until="2020", ended="divorced"))
    data = dict(mark.data)
    assert data["union"] == "c"
    assert set(data["signs"].split()) == {"divorced", "past", "abbr:m.", "abbr:d."}
    assert mark.says == "married 2014, divorced 2020"


EPISODES = st.builds(
    Episode,
    kind=st.sampled_from(
        ["married", "civil_partnership", "cohabiting", "partners", "engaged", "casual", "one_off", "forced", "unknown"]
    ),
    since=st.sampled_from(["", "2014", "2014~", "2014-05-01", "../2010", "x", "2030"]) | st.text(max_size=9),
    until=st.sampled_from(["", "2019", "2019/2021", "2050"]) | st.text(max_size=9),
    ended=st.sampled_from(["", "separated", "divorced", "annulled", "died", "ended"]),
    sure=st.sampled_from(["established", "alleged", "disputed"]),
    left_by=st.sampled_from(["", "a", "b", "z"]),
)
PLACES = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


@settings(max_examples=150)
@given(
    episodes=st.lists(EPISODES, max_size=5).map(tuple),
    a=PLACES,
    b=PLACES,
    depth=st.floats(-50, 50),
    as_at=st.dates(),
    notation=st.sampled_from(list(NOTATIONS.values())),
    related=st.booleans(),
    leaver=st.booleans(),
    drop=st.none() | st.floats(-50, 50),
)
def test_whatever_the_story_it_is_drawn(
    episodes: tuple[Episode, ...], a: Any, b: Any, depth: float, as_at: date, notation: Notation, related: bool,
    leaver: bool, drop: float | None,
):  # fmt: skip
    couple = Couple(id="c", a="a", b="b", episodes=episodes)
    mark = couple_mark(
        couple, a, b, depth, as_at, notation, Manner(by_leaver=leaver), related=related, drop_x=drop
    )  # fmt: skip
    assert bracket(mark).points[0] == a
    assert bracket(mark).points[-1] == b or a == b
    assert all(math.isfinite(edge) for edge in type.extent(mark.shapes))
