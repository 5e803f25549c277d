"""The tour's stop at Snapshot: nothing open, what was understood of a return, its figures, who is behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.demo.annex_a import annex_a_file
from desktop_app.windows.snapshot.children_sheet import ChildrenSheet
from desktop_app.windows.snapshot.column_sheet import ColumnSheet
from desktop_app.windows.snapshot.page import SnapshotPage

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide


def snapshot(guide: Guide) -> None:
    """From the empty page to the children behind a figure."""
    shell = guide.shell
    shell.go("snapshot")
    guide.settle()
    guide.picture(shell, "1-empty")
    page = shell.pages["snapshot"]
    assert isinstance(page, SnapshotPage)  # noqa: S101 - the workspace builds it
    file = annex_a_file(guide.machine / "Annex A.xlsx", children=400, seed=7)
    page.read(file)
    guide.settle(until=lambda: bool(page.figures.pages))
    guide.picture(shell, "2-understood")
    page.check.show_view("cells")
    guide.settle()
    guide.picture(shell, "3-cells")
    page.ask_column(page.check.guess(0))
    guide.settle()
    guide.picture(shell, "4-column")
    for sheet in shell.findChildren(ColumnSheet):
        sheet.dismiss()
    page.show_figures()
    for code in ("front_door", "assessment", "protection", "caseload"):
        page.figures.show_page(code)
        guide.settle()
        guide.picture(shell, f"5-{code}")
    page.open_figure(page.figures.pages[1], "within_45")
    guide.settle()
    guide.picture(shell, "6-children")
    for one in shell.findChildren(ChildrenSheet):
        one.dismiss()
    page.count_own()
    guide.settle(until=lambda: page.held is not None and page.held.own is not None)
    guide.picture(shell, "7-own-records")
    page.show_figures()
    page.figures.show_page("protection")
    guide.settle()
    guide.picture(shell, "8-own-figures")
    page.read(file)
    guide.settle(until=lambda: page.held is not None and page.held.own is None)
    guide.paper(page.pack()(), "pack")
    guide.settle()
