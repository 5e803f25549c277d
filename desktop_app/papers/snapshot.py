"""The print pack of a snapshot: its charts page by page, what was not understood, and the children of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.exchange.annex_a import AnnexA
from desktop_app.exchange.annex_a.telling import Told
from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Callout, Facts, Heading, PageBreak, Paper, Paragraph, Table
from desktop_app.papers.phrases import DESTROY
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.indicators import Page, Period
from desktop_app.rules.indicators.benchmarks import source
from desktop_app.rules.indicators.charts import charts

SAID_CELLS = 200
"""Cells not understood that are printed one by one; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What a snapshot stands for: the name of the return and the days it counts."""

    name: str
    period: Period

    def words(self) -> str:
        """ "1 Oct 2025 to Tue 31 Mar 2026" or "as at Tue 31 Mar 2026"."""
        end = day_words(self.period.as_at, year=True)
        since = self.period.since
        return f"from {day_words(since, year=True)} to {end}" if since else f"as at {end}"


def snapshot_paper(pages: Sequence[Page], found: AnnexA, stands: Stands, making: Making, council: str = "") -> Paper:
    """The whole pack; a page of it for each page of the snapshot. `council`: whose figures stand beside ours."""
    from desktop_app.papers.chart_picture import figure  # the libraries of paper, once it is printed

    blocks: list[Block] = [_about(found, stands), *_doubts(found)]
    for page in pages:
        blocks += [PageBreak(), Heading(page.title)]
        drawn = charts(page, council)
        for chart in drawn:
            blocks += [Heading(chart.title, 2), figure(chart)]
        if any(bar.beside for chart in drawn for bar in chart.bars):
            blocks.append(Paragraph(f"The mark on a bar is a published figure: {source()}.", quiet=True))
    blocks += [PageBreak(), *_cells(found)]
    return Paper(
        title="Snapshot",
        subtitle=stands.words(),
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=DESTROY,
    )


def _about(found: AnnexA, stands: Stands) -> Facts:
    lists = ", ".join(f"{number} ({len(rows):,})" for number, rows in found.lists.items())
    return Facts((("Return", stands.name), ("Counts what happened", stands.words()), ("Lists, with their rows", lists)))


def _doubts(found: AnnexA) -> list[Block]:
    if not found.not_understood:
        return []
    said = counted(len(found.not_understood), "cell")
    was = "was" if len(found.not_understood) == 1 else "were"
    return [Callout("Read with care", f"{said} of the return {was} not understood.", "They are listed at the end.")]


def _cells(found: AnnexA) -> list[Block]:
    shown = found.not_understood[:SAID_CELLS]
    rows = tuple((f"{one.sheet}, row {one.row}", one.column, one.value or "(blank)", one.why) for one in shown)
    blocks: list[Block] = [
        Heading("What was not understood"),
        Table(("Where", "Column", "It says", "Why not"), rows, (3, 4, 3, 4), empty="Every cell was understood."),
    ]
    if len(found.not_understood) > SAID_CELLS:
        more = len(found.not_understood) - SAID_CELLS
        blocks.append(Paragraph(f"{counted(more, 'more cell')} not listed here; the window and the workbook have all."))
    if found.warnings:
        notes = tuple((where, what) for where, what in found.warnings)
        blocks += [Heading("Notes of the reading", 2), Table(("Where", "What"), notes, (3, 8))]
    left = [one for one in found.guesses if not one.sure]
    if left:
        taken = tuple((one.sheet, f"{one.letter} “{one.heading}”", one.column or "left out") for one in left)
        blocks += [Heading("Headings taken by guess", 2), Table(("Sheet", "Heading", "Taken for"), taken, (2, 5, 5))]
    return blocks


def children_paper(title: str, stands: Stands, rows: Sequence[Told], making: Making) -> Paper:
    """The children behind one figure."""
    table = Table(
        ("Child", "Who", "Team and worker", "Date", "In the return"),
        tuple(
            (one.child, one.who, one.whose, day_words(one.day, year=True) if one.day else "", one.place) for one in rows
        ),
        (3, 3, 4, 3, 3),
        empty="Nobody.",
    )
    what = next((one.day_is for one in rows if one.day_is), "")
    said = f"{counted(len(rows), 'row')}." + (f" Dates: {what.lower()}." if what else "")
    return Paper(
        title=title,
        subtitle=f"Snapshot, {stands.words()}",
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=(Paragraph(said, quiet=True), table),
        footer_note=DESTROY,
    )


def _day(one: Told) -> str:
    return day_words(one.day, year=True) if one.day else ""
