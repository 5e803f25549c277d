"""The ledger of practical help: what was given in a time, to whom, from whom, what it cost, and the running total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Callout, Facts, Heading, Paper, Signature, Span, Table, Text
from desktop_app.papers.phrases import DESTROY
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.help_money import pounds


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry. `receipt`: its number or that a paper is kept; empty when there is none."""

    day: date | None
    family: str
    kind: str
    what: str
    supplier: str
    pence: int
    receipt: str
    approved_by: str
    why_over: str = ""


def help_ledger(title: str, rows: Sequence[LedgerRow], limits: str, making: Making) -> Paper:
    """Entries in the order of their days, each with the total so far, then what each family and each kind cost."""
    ordered = sorted(rows, key=lambda row: (row.day or date.min, row.family))
    total = sum(row.pence for row in ordered)
    bare = sum(row.pence > 0 and not row.receipt for row in ordered)
    blocks: list[Block] = [
        Facts(
            (
                ("Entries", str(len(ordered))), ("Total", pounds(total)), ("Limits", limits),
                ("Without a receipt", str(bare)),
            ),
            columns=2,
        )
    ]  # fmt: skip
    if bare:
        blocks.append(Callout("Receipts", f"{counted(bare, 'entry', 'entries')} cost something and have no receipt."))
    blocks += [Heading("Entries"), _entries(ordered)]
    if ordered:
        blocks += [Heading("By family"), _sums("Family", [(row.family, row.pence) for row in ordered])]
        blocks += [Heading("By kind"), _sums("Kind", [(row.kind, row.pence) for row in ordered])]
    blocks.append(Signature(("Checked by", "Date")))
    return Paper(
        title="Practical help", subtitle=title, made_by=making.by, made_at=making.at, copy=making.copy,
        blocks=tuple(blocks), footer_note=DESTROY,
    )  # fmt: skip


def _entries(rows: Sequence[LedgerRow]) -> Table:
    lines: list[tuple[Text, ...]] = []
    so_far = 0
    for row in rows:
        so_far += row.pence
        what = f"{row.kind}: {row.what}" + (f"\n{row.supplier}" if row.supplier else "")
        if row.why_over:
            what += f"\nOver the limit: {row.why_over}"
        bare = row.pence > 0 and not row.receipt
        proof = Span(row.receipt or ("None" if bare else "Not needed"), bold=bare)
        approved = Span(f"\n{row.approved_by}" if row.approved_by else "")
        day = day_words(row.day) if row.day else ""
        lines.append((day, row.family, what, (proof, approved), pounds(row.pence), pounds(so_far)))
    return Table(
        ("Day", "Family", "What", "Receipt, approved by", "Cost", "So far"), tuple(lines), (11, 13, 21, 14, 9, 10),
        empty="Nothing was given in this time.",
    )  # fmt: skip


def _sums(heading: str, parts: list[tuple[str, int]]) -> Table:
    names = dict.fromkeys(name for name, _pence in parts)
    rows = [(name, sum(pence for one, pence in parts if one == name)) for name in names]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return Table((heading, "Cost"), tuple((name, pounds(pence)) for name, pence in rows), (10, 3))
