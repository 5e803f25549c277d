"""Every symbol of a person, by numbers in S."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram import fills, outlines, type
from desktop_app.rules.genogram.facts import Someone, Status
from desktop_app.rules.genogram.notation import ENGLAND, MCGOLDRICK, NOTATIONS, PEDIGREE, Manner, Notation
from desktop_app.rules.genogram.shapes import STRUCTURE, Box, Circle, Curve, Mark, Polyline, Words
from desktop_app.rules.genogram.symbols import badges, edge, person_mark, responsibility_mark

AS_AT = date(2026, 12, 3)


def draw(notation: Notation = ENGLAND, manner: Manner = Manner(), x: float = 0, y: float = 0, **about: Any) -> Mark:  # noqa: B008
    return person_mark(Someone(id="p", **about), x, y, AS_AT, notation, manner)


def lines(mark: Mark) -> list[Polyline]:
    return [one for one in mark.shapes if isinstance(one, Polyline) and not one.closed]


def rings(mark: Mark) -> list[Polyline]:
    return [one for one in mark.shapes if isinstance(one, Polyline) and one.closed]


def texts(mark: Mark) -> list[str]:
    return [one.text for one in mark.shapes if isinstance(one, Words)]


def signs(mark: Mark) -> set[str]:
    return set(dict(mark.data).get("signs", "").split())


def test_male_is_a_square_of_one_side_and_female_a_circle_of_one_side():
    (square,) = rings(draw(sex="male", x=2, y=3))
    assert square.points == ((1.5, 2.5), (2.5, 2.5), (2.5, 3.5), (1.5, 3.5))
    assert square.pen.width == STRUCTURE == 1 / 22
    circle = draw(sex="female", x=2, y=3).shapes[0]
    assert isinstance(circle, Circle)
    assert (circle.x, circle.y, circle.r) == (2, 3, 0.5)


def test_unknown_is_a_diamond_with_a_question_mark():
    mark = draw()
    (diamond,) = rings(mark)
    assert diamond.points == ((0, -0.6), (0.6, 0), (0, 0.6), (-0.6, 0))
    assert texts(mark) == ["?"]
    assert texts(draw(born="2010-01-01"))[:2] == ["?", "16"]


def test_non_binary_is_a_diamond_a_dome_or_a_diamond_with_the_word():
    assert len(rings(draw(sex="other"))) == 1
    dome = draw(MCGOLDRICK, sex="other").shapes[0]
    assert isinstance(dome, Curve)
    assert type.extent([dome]) == pytest.approx((-0.5, -0.5, 0.5, 0.5))
    mark = draw(PEDIGREE, sex="other", gender="agender")
    assert len(rings(mark)[0].points) == 4
    assert texts(mark)[-1] == "agender"


def test_sex_at_birth_shows_only_when_chosen():
    about = {"sex": "male", "birth_sex": "female", "gender": "trans man"}
    plain = draw(MCGOLDRICK, **about)
    assert len(plain.shapes) == 1
    assert len(rings(plain)) == 1
    assert "trans" not in plain.says
    chosen = draw(MCGOLDRICK, Manner(birth_sex=True), **about)
    inner = chosen.shapes[1]
    assert isinstance(inner, Circle)
    assert inner.r * 2 == pytest.approx(0.55)
    assert texts(draw(PEDIGREE, **about)) == []
    assert texts(draw(PEDIGREE, Manner(birth_sex=True), **about)) == ["AFAB"]


@pytest.mark.parametrize("about", [{"sex": "male"}, {}, {"pregnancy": True}, {"sex": "other"}])
@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_a_subject_has_a_second_outline_a_tenth_outside(about: dict[str, Any], notation: Notation):
    someone = Someone(id="p", **about)
    inner = outlines.of(someone, notation, Manner())
    outer = outlines.grown(inner, outlines.SUBJECT)
    ring = outlines.polygon(outer, 0, outlines.middle(outer, inner, 0))
    near = outlines.polygon(inner, 0, 0)
    for one, two in zip(ring, (*ring[1:], ring[0]), strict=True):
        far = math.dist(one, two)
        apart = min(
            abs((two[0] - one[0]) * (one[1] - y) - (one[0] - x) * (two[1] - one[1])) / far for x, y in near
        )  # fmt: skip
        assert apart == pytest.approx(0.1, abs=0.002)


def test_female_subject_has_two_circles():
    radii = [one.r for one in draw(sex="female", subject=True).shapes if isinstance(one, Circle)]
    assert radii == pytest.approx([0.6, 0.5])


def test_death_is_a_cross_from_corner_to_corner():
    one, two = lines(draw(sex="male", dead=True))
    assert {one.points, two.points} == {((-0.5, 0.5), (0.5, -0.5)), ((-0.5, -0.5), (0.5, 0.5))}
    for line in lines(draw(sex="female", dead=True)):
        assert [math.hypot(*spot) for spot in line.points] == pytest.approx([0.5, 0.5])


def test_death_in_a_pedigree_is_one_stroke_that_overshoots():
    (line,) = lines(draw(PEDIGREE, sex="male", dead=True))
    (x0, y0), (x1, y1) = line.points
    assert x0 < 0 < y0
    assert y1 < 0 < x1
    assert math.dist((x1, y1), (0.5, -0.5)) == pytest.approx(0.15)
    assert math.dist((x0, y0), (-0.5, 0.5)) == pytest.approx(0.15)
    (line,) = lines(draw(PEDIGREE, sex="female", dead=True))
    assert math.hypot(*line.points[0]) == pytest.approx(0.65)


def test_death_softened_is_a_small_cross_beside():
    mark = draw(manner=Manner(soften_deaths=True), sex="male", dead=True, cause="overdose")
    assert all(x < -0.5 for line in lines(mark) for x, _ in line.points)
    assert "overdose" not in texts(mark)
    assert "overdose" in texts(draw(sex="male", dead=True, cause="overdose"))


def test_age_at_death_stands_inside_the_cross_on_a_plate():
    mark = draw(sex="male", born="1955-01-02", died="2016-06-01", dead=True)
    inside = next(one for one in mark.shapes if isinstance(one, Words))
    assert (inside.text, inside.plate) == ("61", True)


def test_pregnancy_is_a_triangle_or_a_p():
    mark = draw(pregnancy=True, due="2027-03-14")
    (triangle,) = rings(mark)
    apex, right, left = triangle.points
    assert right[0] - left[0] == pytest.approx(0.8)
    assert apex[1] < right[1]
    assert math.dist(apex, right) == pytest.approx(0.8)
    assert texts(mark) == ["Unborn", "due 14.03.27"]
    assert texts(draw(PEDIGREE, pregnancy=True, sex="female", due="2027-03-14"))[0] == "P"


@pytest.mark.parametrize(
    ("notation", "loss", "width", "count"),
    [(ENGLAND, "miscarriage", 0.35, 2), (ENGLAND, "termination", 0.35, 2), (MCGOLDRICK, "termination", 0.3, 2)],
)
def test_losses_as_a_small_cross(notation: Notation, loss: str, width: float, count: int):
    mark = draw(notation, loss=loss, x=5)
    left, top, right, bottom = type.extent(mark.shapes)
    assert (right - left, bottom - top, len(lines(mark))) == pytest.approx((width, width, count))
    assert edge(Someone(id="p", loss=loss), 5, 0, (5, -9), notation) == (5, 0)  # type: ignore[arg-type]


def test_losses_otherwise():
    (dot,) = draw(MCGOLDRICK, loss="miscarriage").shapes
    assert isinstance(dot, Circle)
    assert (dot.r * 2, dot.fill) == (0.25, "ink")
    assert len(rings(draw(PEDIGREE, loss="miscarriage"))) == 1
    assert len(lines(draw(PEDIGREE, loss="termination"))) == 1
    for notation in NOTATIONS.values():
        (ring,) = draw(notation, Manner(soften_losses=True), loss="stillbirth", sex="male").shapes
        assert isinstance(ring, Circle)
        assert "stillbirth" not in draw(notation, Manner(soften_losses=True), loss="stillbirth").says


def test_stillbirth_is_half_the_size_with_a_cross_in_full_stroke():
    mark = draw(loss="stillbirth", sex="male")
    assert type.extent(rings(mark)) == (-0.25, -0.25, 0.25, 0.25)
    assert len(lines(mark)) == 2
    assert all(line.pen.width == STRUCTURE for line in lines(mark))
    assert texts(mark) == []
    assert texts(draw(MCGOLDRICK, loss="stillbirth")) == texts(draw(PEDIGREE, loss="stillbirth")) == ["SB"]


def test_details_unknown_beside_many_pet_and_ghost():
    unsure = draw(sex="male", certain=False, born="1990-01-01")
    assert rings(unsure)[0].pen.dash
    assert texts(unsure)[0] == "?"
    beside = draw(sex="female", beside=True, given="Naomi")
    assert beside.shapes[0].pen.dash  # type: ignore[union-attr]
    assert next(one.ink for one in beside.shapes if isinstance(one, Words)) == "soft"
    assert texts(draw(many=3)) == ["3"]
    assert texts(draw(many=-1)) == ["n"]
    assert texts(draw(pet=True, given="Rex", sex="male")) == ["Rex", "pet"]
    assert len(rings(draw(pet=True, sex="female"))[0].points) == 4
    ghost = person_mark(Someone(id="p", sex="male", given="A"), 0, 0, AS_AT, ghost=True)
    assert dict(ghost.data)["ghost"] == "1"
    assert rings(ghost)[0].pen.ink == "past"
    assert rings(ghost)[0].pen.dash


def test_centre_is_exact_in_the_data():
    data = dict(draw(sex="male", x=-3.125, y=0.1 + 0.2).data)
    assert (data["person"], data["x"], data["y"]) == ("p", "-3.125", "0.3")
    assert dict(draw(sex="male", x=-0.0, y=1234567.5).data)["x"] == "0"


@pytest.mark.parametrize("inside", ["age", "born", "nothing"])
@pytest.mark.parametrize("sex", ["male", "female", "unknown", "other"])
def test_what_stands_inside_fits_and_can_be_read(inside: Any, sex: str):
    for born in (
        "1990-01-19",
        "1990",
        "1990~",
        "../1990",
        "1990/..",
        "2026-11-30",
        "1980/1990",
        "1917-05-09",
        "1990-05~",
    ):
        mark = draw(manner=Manner(inside=inside), sex=sex, born=born)
        for words in (one for one in mark.shapes if isinstance(one, Words)):
            assert words.size >= 0.21
            if words.y < 0.5:
                left, top, right, bottom = type.reach(words)
                assert right - left <= 0.91
                assert top >= -0.5
                assert bottom <= 0.5


def test_born_inside_in_two_lines():
    assert texts(draw(manner=Manner(inside="born"), sex="male", born="2017-05-09"))[:2] == ["09.05.", "17"]
    assert texts(draw(manner=Manner(inside="born"), born="2017-05-09"))[:2] == ["?", "17"]
    assert texts(draw(manner=Manner(inside="born"), sex="male", born="../1990"))[0] == "<1990"


def test_dates_above_keep_clear_of_a_twins_slanting_line():
    someone = Someone(id="p", sex="male", born="1955", died="2016", dead=True)
    for lean, side in ((-0.5, 1), (0.5, -1)):
        mark = person_mark(someone, 0, 0, AS_AT, MCGOLDRICK, line_from=lean)
        (words,) = (one for one in mark.shapes if isinstance(one, Words) and one.y < -0.5)
        assert words.text == "b. 1955 d. 2016"
        assert words.x * side > 0


def test_dates_stand_below_or_above_to_both_sides():
    about = {"sex": "male", "given": "Stefan", "born": "1955-01-02", "died": "2016-06-01", "dead": True}
    below = [one for one in draw(**about).shapes if isinstance(one, Words)]
    assert [one.text for one in below] == ["61", "Stefan", "1955–2016"]
    above = {one.text: one for one in draw(MCGOLDRICK, **about).shapes if isinstance(one, Words)}
    born, died = above["b. 1955"], above["d. 2016"]
    assert born.anchor == "end"
    assert born.x < 0 < died.x
    assert died.anchor == "start"
    assert max(born.y, died.y) < -0.5


def test_labels_are_short_enough_and_wrapped():
    mark = draw(
        sex="female", given="Wilhelmina Alexandrina", surname="Featherstonehaugh-Cholmondeley of Beauchamp",
        known_as="Minnie", notes=("first " * 20, "second", "third", "fourth"),
    )  # fmt: skip
    said = [one for one in mark.shapes if isinstance(one, Words)]
    assert [one.bold for one in said] == [True, True, False, False, False]
    assert all(one.width <= 2.3 + 1e-9 for one in said)
    assert said[1].text.endswith("…")
    assert "“Minnie”" in " ".join(one.text for one in said) or said[1].text.endswith("…")
    for upper, lower in pairwise(said):
        assert type.reach(upper)[3] <= type.reach(lower)[1] + 1e-9


def test_labels_stand_beside_a_leg():
    right = person_mark(Someone(id="p", sex="male", given="Gary"), 1, 0, AS_AT, label="right", leg=0.2)
    left = person_mark(Someone(id="p", sex="male", given="Gary"), 1, 0, AS_AT, label="left", leg=-0.2)
    assert type.reach(next(one for one in right.shapes if isinstance(one, Words)))[0] > 1.2
    assert type.reach(next(one for one in left.shapes if isinstance(one, Words)))[2] < 0.8


def test_fills_are_off_unless_chosen_and_stay_inside_the_shape():
    assert len(draw(sex="male", fills=("substance",)).shapes) == 1
    for word, (part, _) in fills.FILLS.items():
        for outline in (
            outlines.Outline("circle", 0.5),
            outlines.Outline("square", 0.5),
            outlines.Outline("diamond", 0.6),
        ):
            shapes = fills.painted(outline, 0, 0, (word,), ())
            left, top, right, bottom = type.extent(shapes)
            assert len(shapes) > 3, f"{word} has no pattern"
            assert left >= -outline.size - 1e-9
            assert bottom <= outline.size + 1e-9
            assert right <= (1e-9 if "left" in part else outline.size + 1e-9)
            assert top >= (-1e-9 if "lower" in part else -outline.size - 1e-9)
            for shape in shapes:
                if isinstance(shape, Polyline) and outline.kind == "circle":
                    assert all(math.hypot(*spot) <= 0.5 + 1e-9 for spot in shape.points)


def test_a_fifth_category_makes_them_numbers():
    four, five = ("a", "b", "c", "d"), ("a", "b", "c", "d", "e")
    assert fills.numbers(("b",), four) == ()
    assert fills.numbers(("e", "b"), five) == ("2", "5")
    mark = draw(manner=Manner(fills=True, categories=five), sex="male", fills=("e", "b"))
    assert texts(mark) == ["2", "5"]


def test_tags_are_boxes_at_the_upper_right():
    mark = draw(sex="female", tags=("care leaver", "INT", "xyzzy"))
    boxes = [one for one in mark.shapes if isinstance(one, Box)]
    assert texts(mark) == ["CL", "INT", "xyzz"]
    assert all(one.x > 0.5 and one.h == 0.3 for one in boxes)
    assert boxes[0].y == -0.5
    assert signs(mark) == {"tag:CL", "tag:INT", "tag:xyzz"}


def test_badges_are_below_right_and_only_while_in_force():
    child = Someone(id="p", sex="male")
    statuses = (
        Status(person="p", badge="CP·E", words="plan", plan=True, since="2026-01-01"),
        Status(person="p", badge="ICO", words="order", until="2025"),
        Status(person="p", badge="CAO", words="order", since="2027-01-01"),
        Status(person="q", badge="CIN", words="other"),
    )
    mark = badges(child, 0, 0, statuses, AS_AT)
    assert mark
    (box,) = (one for one in mark.shapes if isinstance(one, Box))
    assert (box.w, box.h, box.pen.ink) == (0.9, 0.35, "plan")
    assert box.x > 0 < box.y
    assert dict(mark.data)["badges"] == "CP·E"
    assert badges(Someone(id="z"), 0, 0, statuses, AS_AT) is None
    assert texts(responsibility_mark("a", "b", 0, 0, sure=False)) == ["PR?"]


@given(
    sex=st.sampled_from(["male", "female", "other", "unknown"]),
    subject=st.booleans(),
    pregnancy=st.booleans(),
    turn=st.floats(0, 2 * math.pi),
    notation=st.sampled_from(list(NOTATIONS.values())),
)
def test_edge_lies_on_the_outline(sex: Any, subject: bool, pregnancy: bool, turn: float, notation: Notation):
    someone = Someone(id="p", sex=sex, subject=subject, pregnancy=pregnancy)
    x, y = edge(someone, 4, 7, (4 + math.cos(turn), 7 + math.sin(turn)), notation)
    assert (x - 4) * math.sin(turn) - (y - 7) * math.cos(turn) == pytest.approx(0, abs=1e-6)
    assert (x - 4) * math.cos(turn) + (y - 7) * math.sin(turn) > 0.17
    assert math.hypot(x - 4, y - 7) <= 0.86


def test_edge_straight_up_and_down_of_each_shape():
    for about, up in (({"sex": "male"}, 0.5), ({"sex": "female"}, 0.5), ({}, 0.6), ({"pregnancy": True}, 0.3464102)):
        someone = Someone(id="p", **about)
        assert edge(someone, 0, 0, (0, -9)) == pytest.approx((0, -up))
        assert edge(someone, 0, 0, (0, 9)) == pytest.approx((0, up))
    assert edge(Someone(id="p", sex="male", subject=True), 0, 0, (9, 0)) == pytest.approx((0.6, 0))
    assert edge(Someone(id="p", sex="male"), 1, 1, (1, 1)) == (1, 1)


WORD = st.text(max_size=60)
PEOPLE = st.builds(
    Someone,
    id=WORD, given=WORD, surname=WORD, known_as=WORD, gender=WORD, cause=WORD,
    sex=st.sampled_from(["male", "female", "other", "unknown"]),
    birth_sex=st.sampled_from(["male", "female", "unknown"]),
    born=st.sampled_from(["", "1990", "1990-01-19", "1990~", "2200", "x"]) | WORD,
    died=st.sampled_from(["", "2016"]) | WORD, due=WORD, dead=st.booleans(), pregnancy=st.booleans(),
    loss=st.sampled_from(["", "miscarriage", "termination", "stillbirth"]), subject=st.booleans(),
    certain=st.booleans(), many=st.integers(-2, 400), beside=st.booleans(), pet=st.booleans(),
    notes=st.lists(WORD, max_size=5).map(tuple),
    tags=st.lists(WORD | st.sampled_from(["migrated 1999", "two cultures", "CL"]), max_size=4).map(tuple),
    fills=st.lists(st.sampled_from([*fills.FILLS, "a", "b"]), max_size=4).map(tuple),
)  # fmt: skip


@settings(max_examples=150)
@given(
    someone=PEOPLE,
    notation=st.sampled_from(list(NOTATIONS.values())),
    manner=st.builds(
        Manner,
        inside=st.sampled_from(["age", "born", "nothing"]),
        soften_deaths=st.booleans(), soften_losses=st.booleans(), birth_sex=st.booleans(), fills=st.booleans(),
        categories=st.sampled_from([(), ("a", "b"), ("a", "b", "c", "d", "e")]),
    ),
    as_at=st.dates(),
    side=st.sampled_from(["below", "left", "right"]),
)  # fmt: skip
def test_whoever_it_is_they_are_drawn(someone: Someone, notation: Notation, manner: Manner, as_at: date, side: Any):
    mark = person_mark(someone, 1.5, -2.25, as_at, notation, manner, label=side)
    assert mark.shapes
    assert dict(mark.data)["x"] == "1.5"
    for shape in mark.shapes:
        if isinstance(shape, Words):
            assert shape.width <= 2.3 + 1e-9
            assert "\n" not in shape.text
    assert all(math.isfinite(one) for one in type.extent(mark.shapes))


def test_a_long_word_for_a_gender_is_shortened_like_every_other_note():
    someone = Someone(id="x", sex="male", gender="a long word for it 00000000000")
    mark = person_mark(someone, 0.0, 0.0, date(2026, 1, 1), NOTATIONS["pedigree"], Manner())
    assert all(shape.width <= type.WIDEST + 1e-9 for shape in mark.shapes if isinstance(shape, Words))
