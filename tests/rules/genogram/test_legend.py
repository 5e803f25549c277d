"""The legend names what is used and isn't obvious, and nothing else."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.genogram import samples, type
from desktop_app.rules.genogram.bonds import KINDS
from desktop_app.rules.genogram.couples import couple_mark
from desktop_app.rules.genogram.facts import Couple, Episode, Someone, Status
from desktop_app.rules.genogram.legend import legend, legend_mark, used
from desktop_app.rules.genogram.notation import ENGLAND, MCGOLDRICK, NOTATIONS, PEDIGREE, Manner, Notation
from desktop_app.rules.genogram.shapes import Words
from desktop_app.rules.genogram.symbols import badges, person_mark
from tests.rules.genogram.golden_sheets import sheets

AS_AT = date(2026, 12, 3)
PLAN = Status(person="p", badge="CP·E", words="plan, emotional harm", plan=True)


def test_plain_people_and_a_marriage_need_no_legend():
    marks = [
        person_mark(Someone(id="a", sex="male", born="1990-01-01"), 0, 0, AS_AT),
        person_mark(Someone(id="b", sex="female", born="1991-01-01"), 3, 0, AS_AT),
        couple_mark(Couple(id="c", episodes=(Episode(kind="married", since="2014"),)), (0, 0), (3, 0), 1, AS_AT),
    ]
    assert legend(used(marks)) == ()
    assert legend_mark((), 0, 0, 10) is None


def test_what_is_used_is_explained_in_a_fixed_order():
    child = Someone(id="p", sex="male", subject=True, tags=("interpreter",))
    held = badges(child, 0, 0, (PLAN,), AS_AT)
    assert held
    ended = Episode(kind="cohabiting", since="2014", until="2020", ended="separated")
    marks = [
        held,
        couple_mark(Couple(id="c", episodes=(ended,)), (0, 0), (3, 0), 1, AS_AT, MCGOLDRICK),
        person_mark(child, 0, 0, AS_AT),
    ]
    words = [entry.words for entry in legend(used(marks), MCGOLDRICK, statuses=(PLAN,))]
    assert words == [
        "subject child", "living together", "separated", "lived together", "past relationship", "interpreter",
        "plan, emotional harm",
    ]  # fmt: skip


def test_signs_drawn_alike_share_an_entry():
    assert [one.words for one in legend({"miscarriage", "termination"}, ENGLAND)] == ["miscarriage or termination"]
    assert len(legend({"miscarriage", "termination"}, PEDIGREE)) == 2
    assert [one.words for one in legend({"kind:forced", "kind:casual", "kind:one_off"}, ENGLAND)] == [
        "casual relationship, together once or forced"
    ]


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_every_sign_a_sheet_uses_is_explained(notation: Notation):
    names = {sign for sign, _, _ in samples.known(notation)} | {f"bond:{kind}" for kind in KINDS}
    obvious = {"abbr:m.", "abbr:s.", "abbr:d."}
    for name, picture in sheets().items():
        if notation.name in name or name == "bonds":
            signs = {one for one in used(picture.marks) if not one.startswith(("tag:", "fill:", "badge:"))}
            assert signs <= names | obvious


def test_own_categories_are_quadrants_or_numbers():
    four = Manner(fills=True, categories=("asthma", "sight", "c", "d"))
    assert [entry.words for entry in legend({"fill:asthma"}, manner=four)] == ["asthma"]
    five = Manner(fills=True, categories=("a", "b", "c", "d", "hearing aid"))
    (entry,) = legend({"fill:hearing_aid"}, manner=five)
    assert [one.text for one in entry.shapes if isinstance(one, Words)] == ["5"]


@given(
    signs=st.sets(
        st.sampled_from([sign for sign, _, _ in samples.known(ENGLAND)] + [f"bond:{kind}" for kind in KINDS])
    ),
    widest=st.floats(5, 40),
)
def test_rows_keep_to_the_width_and_entries_apart(signs: set[str], widest: float):
    entries = legend(signs)
    mark = legend_mark(entries, 2, 3, widest)
    if mark is None:
        return
    left, top, right, _ = type.extent(mark.shapes)
    assert left >= 2 - 1e-9
    assert top >= 2.9
    assert right <= 2 + widest + 1e-6
    words = [shape for shape in mark.shapes if isinstance(shape, Words) and not shape.bold]
    rows: dict[float, list[tuple[float, float]]] = {}
    for one in words:
        rows.setdefault(round(one.y, 6), []).append((type.reach(one)[0], type.reach(one)[2]))
    for row in rows.values():
        row.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(row))


def test_samples_are_small():
    for notation in NOTATIONS.values():
        for sign, words, shapes in samples.known(notation):
            _, top, _, bottom = type.extent(shapes)
            assert words
            assert top >= -0.4, sign
            assert bottom <= 0.4, sign
