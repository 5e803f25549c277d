"""Tables read page by page by key: nothing twice, nothing left out, patched in place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.windows.widgets.paged import Column, Page, PagedModel
from desktop_app.windows.widgets.rows import ENTRY, Row

Item = tuple[str, str]
COLUMNS = (Column[Item]("Family", lambda item: item[1]), Column[Item]("Number", lambda item: item[0], figures=True))


def source(items: list[Item], size: int):
    """A keyset source: the page after a key, as a database would answer."""

    def fetch(after: object | None) -> Page[Item]:
        left = [item for item in sorted(items) if after is None or item[0] > str(after)]
        page = left[:size]
        return Page(page, page[-1][0] if len(left) > size else None)

    return fetch


def model(items: list[Item], size: int, **more) -> PagedModel[Item]:
    made = PagedModel(source(items, size), lambda item: item[0], COLUMNS, **more)
    made.start()
    return made


@settings(deadline=None, max_examples=40)
@given(st.sets(st.text("abcdef", min_size=1, max_size=4), max_size=40), st.integers(1, 9))
def test_every_item_comes_once_in_order(keys, size):
    made = model([(key, key.title()) for key in keys], size)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    while made.canFetchMore():
        made.fetchMore()
    assert [made.item(place)[0] for place in range(made.rowCount())] == sorted(keys)
    assert all(made.place(key) == place for place, key in enumerate(sorted(keys)))
    assert tester.model() is made


def test_a_source_that_ends_on_an_empty_page_is_finished(qapp):
    pages = iter([Page([("a", "A")], "a"), Page([], None)])
    made = PagedModel[Item](lambda _after: next(pages), lambda item: item[0], COLUMNS)
    made.start()
    made.fetchMore()
    assert made.rowCount() == 1
    assert not made.canFetchMore()
    made.fetchMore()


def test_cells_headings_and_figures(qapp):
    made = model([("1", "Reid")], 5)
    horizontal = Qt.Orientation.Horizontal
    assert [made.headerData(n, horizontal) for n in (0, 1, 2)] == ["Family", "Number", None]
    assert made.data(made.index(0, 0)) == "Reid"
    right = made.data(made.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert made.headerData(1, horizontal, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert made.data(made.index(5, 0)) is None


def test_a_patch_changes_words_and_leaves_the_order(qapp, qtbot):
    made = model([("1", "Reid"), ("2", "Nash")], 5)
    with qtbot.waitSignal(made.dataChanged), qtbot.assertNotEmitted(made.modelReset):
        made.patch({"2": ("2", "Nash–Hale"), "9": ("9", "Nobody")})
    assert made.data(made.index(1, 0)) == "Nash–Hale"
    assert made.place("9") == -1


def test_another_question_starts_from_its_first_page(qapp, qtbot):
    made = model([("1", "Reid"), ("2", "Nash")], 1)
    with qtbot.waitSignal(made.told) as told:
        made.start(source([("7", "Amadi")], 5))
    assert told.args == [1]
    assert made.data(made.index(0, 0)) == "Amadi"
    assert not made.canFetchMore()


@pytest.mark.parametrize("columns", [(), COLUMNS])
def test_rows_for_a_delegate_speak(qapp, columns):
    made = PagedModel[Item](
        source([("1", "Reid")], 5),
        lambda item: item[0],
        columns,
        row_of=lambda item: Row(item[0], "users", None, item[1], "", "11 people"),
    )
    made.start()
    index = made.index(0, 0)
    assert made.data(index, ENTRY).subject == "Reid"
    assert made.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Reid, 11 people"
