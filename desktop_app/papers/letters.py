"""A letter as paper: to whom, from whom, what it says; plainly, in easy read, and with an interpreter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Facts, Heading, Items, Paper, Paragraph
from desktop_app.papers.phrases import unbroken
from desktop_app.rules.days import day_words
from desktop_app.rules.documents.letters import Letter, filled

_FOR_THEM = "For the person named only."


@dataclass(frozen=True, slots=True)
class LetterTo:
    """Who gets it and who sends it. `address` is empty where it is held back; `language`: an interpreter is needed."""

    name: str
    address: str
    reference: str
    worker: str
    team: str = ""
    phone: str = ""
    language: str = ""
    listed: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def letter_paper(letter: Letter, to: LetterTo, making: Making, *, easy: bool = False) -> Paper:
    """The letter; `easy`: in short sentences under headings."""
    values = {"worker": to.worker, "phone": unbroken(to.phone)} | dict(to.values)
    sender = "\n".join(part for part in (to.worker, to.team, unbroken(to.phone)) if part)
    receiver = "\n".join(part for part in (to.name, to.address) if part)
    written = making.at.date()
    blocks: list[Block] = [
        Facts((("To", receiver), ("From", sender), ("Date", day_words(written, year=True))), columns=2),
        Paragraph(f"Dear {to.name}," if to.name else "Dear parent or carer,"),
    ]
    blocks += _easy(letter, values) if easy else [Paragraph(filled(one, values)) for one in letter.says]
    if letter.listed:
        blocks += [Heading(letter.listed), Items(to.listed, numbered=True, empty="No decision was written.")]
    if to.language:
        blocks += [
            Heading("Interpreter"),
            Paragraph(f"You can have an interpreter for {to.language}, free of charge. Tell us."),
        ]
    if not easy:
        blocks += [Paragraph(filled(one, values)) for one in letter.closes]
    blocks += [Paragraph(f"Yours sincerely,\n\n{to.worker}")]
    return Paper(
        title=letter.title,
        subtitle="Easy read" if easy else "",
        reference=to.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=_FOR_THEM,
    )


def _easy(letter: Letter, values: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for head, says in letter.easy:
        blocks += [Heading(head), Items(tuple(filled(one, values) for one in says))]
    return blocks
