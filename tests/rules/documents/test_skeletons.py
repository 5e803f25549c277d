"""Every kind of document in the files: sections that can be told apart, lists that exist, days that are counted."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.errors import UserError
from desktop_app.rules.documents.gaps import gaps
from desktop_app.rules.documents.skeletons import skeleton, skeletons
from desktop_app.rules.documents.statements import Source, Statement, cited, line_of
from desktop_app.windows.documents.sections import LISTS


@pytest.mark.parametrize("key", list(skeletons()))
def test_sections_are_told_apart_and_their_lists_have_names(key: str):
    sections = list(skeleton(key).sections())
    assert len({one.key for one in sections}) == len(sections)
    assert len({one.title.casefold() for one in sections}) == len(sections)
    assert {pull for one in sections for pull in one.pulls} <= set(LISTS)
    assert any(one.required for one in sections)
    assert not [one for one in sections if one.theirs and (one.required or one.pulls)]


def test_the_child_and_family_assessment_has_the_three_sides_of_the_triangle():
    parts = {part.title: [one.title for one in part.sections] for part in skeleton("child_and_family").parts}
    assert len(parts["Child's developmental needs"]) == 7
    assert len(parts["Parenting capacity"]) == 6
    assert len(parts["Family and environment"]) == 7


def test_it_is_due_after_45_working_days():
    # The worked example of the timescales: from Mon 16 Nov 2026 over Christmas.
    assert skeleton("child_and_family").due(date(2026, 11, 16)) == date(2027, 1, 21)
    assert skeleton("plan").due(date(2026, 11, 16)) is None


def test_what_is_not_there_is_named():
    with pytest.raises(UserError, match="no kind of document called"):
        skeleton("novel")
    with pytest.raises(UserError, match="has no section"):
        skeleton("plan").section("health")


def test_what_others_decide_is_no_gap_and_required_emptiness_is():
    found = gaps(skeleton("plan"), {"household": "Leo"}, [("household", "Leo: date of birth not recorded")])
    assert [one.section for one in found] == ["household", "why", "items"]


def test_a_line_ends_in_the_number_of_its_source():
    statement = Statement(
        "household", "Leo Reid, son. ", Source("person", "1", "Record of Leo Reid", date(2026, 11, 23))
    )
    assert line_of(statement, 3) == "Leo Reid, son. [3]"
    assert statement.source.said() == "Record of Leo Reid, Mon 23 Nov 2026"
    assert cited("Leo [3], Maya [1] and Leo [3]; [x] [99999]") == (3, 1)
