"""Deadlines on paper: for the manager how each social worker stands, then what is late and soon due of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Facts, Heading, Paper, Paragraph, Span, Table
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.timescales.clocks import State


@dataclass(frozen=True, slots=True)
class DueRow:
    """One deadline. `stands` is "2 working days late" or the like, `about` what was done about it or why it is due."""

    worker: str
    what: str
    child: str
    family: str
    number: str
    due: date
    stands: str
    state: State
    about: str


def deadlines_paper(rows: Sequence[DueRow], making: Making, *, whole: bool, asked: tuple[int, int, int]) -> Paper:
    """`whole`: every social worker's, with the summary of the team. `asked`: questions, answered, met."""
    workers = list(dict.fromkeys(row.worker for row in sorted(rows, key=lambda row: row.worker)))
    blocks: list[Block] = []
    if whole:
        blocks += _summary(rows, workers, asked)
    for worker in workers:
        mine = [row for row in rows if row.worker == worker]
        blocks += [Heading(worker), _table(mine)]
    if not rows:
        blocks.append(Paragraph("Nothing is late or due within ten working days."))
    return Paper(
        title="Deadlines", subtitle=f"As they stand on {day_words(making.at.date(), year=True)}", made_by=making.by,
        made_at=making.at, copy=making.copy, blocks=tuple(blocks),
    )  # fmt: skip


def _summary(rows: Sequence[DueRow], workers: Sequence[str], asked: tuple[int, int, int]) -> list[Block]:
    def count(worker: str, state: State) -> str:
        return str(sum(row.worker == worker and row.state is state for row in rows))

    late = sum(row.state is State.LATE for row in rows)
    soon = sum(row.state is State.AT_RISK for row in rows)
    questions, answered, met = asked
    facts = [("Late", str(late)), ("Due within ten working days", str(soon))]
    if questions:
        facts.append(("Asked in three months", f"{questions}, {answered} answered, {met} met since"))
    return [
        Facts(tuple(facts), columns=2),
        Heading("The team"),
        Table(
            ("Social worker", "Late", "Due soon", "In time"),
            tuple(
                (one, count(one, State.LATE), count(one, State.AT_RISK), count(one, State.RUNNING)) for one in workers
            ),
            (40, 20, 20, 20),
            empty="Nobody has a deadline.",
        ),
    ]


def _table(rows: Sequence[DueRow]) -> Table:
    return Table(
        ("Due", "What", "Child", "How it stands"),
        tuple(
            (
                day_words(row.due),
                row.what,
                f"{row.child}, {row.family}\n{row.number}".rstrip(),
                (Span(row.stands, row.state is State.LATE), Span(f"\n{row.about}")),
            )
            for row in rows
        ),
        (13, 27, 22, 38),
        empty=counted(0, "deadline"),
    )
