"""An assessment, report or plan as paper: contents, sections with numbered sources, gaps, what others decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.papers.making import Making
from desktop_app.papers.model import (
    Block,
    Callout,
    Contents,
    Facts,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from desktop_app.papers.phrases import DESTROY
from desktop_app.rules.days import day_words
from desktop_app.rules.documents.coming_back import BULLET, LEFT_EMPTY, NOTHING_YET
from desktop_app.rules.documents.skeletons import Section, Skeleton
from desktop_app.rules.documents.statements import Gap, cited
from desktop_app.rules.minutes import Attendee, LineKind, read_minutes


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of the list at the end. `number` as it was kept; `said` its words and day."""

    number: int
    said: str


@dataclass(frozen=True, slots=True)
class DocumentOf:
    """Whose document this is. `texts` by section key; `owners`: who may be named by initials in actions."""

    skeleton: Skeleton
    family: str
    reference: str
    about: tuple[str, ...]
    worker: str
    begun: datetime | None
    due_on: date | None
    state: str
    texts: Mapping[str, str]
    sources: tuple[SourceRow, ...] = ()
    gaps: tuple[Gap, ...] = ()
    owners: tuple[Attendee, ...] = ()
    signed: str = ""


@dataclass(frozen=True, slots=True)
class FamilyPicture:
    """The genogram as PNG and in words."""

    png: bytes
    words: str


def document_paper(of: DocumentOf, making: Making, *, picture: FamilyPicture | None = None) -> Paper:
    """The document as it stands; with its gaps as long as it is not approved."""
    kind = of.skeleton
    numbers = sorted({number for text in of.texts.values() for number in cited(text)})
    blocks: list[Block] = [_facts(of)]
    open_still = of.state not in ("approved", "sent")
    if kind.contents:
        blocks += [Contents(2), PageBreak()]
    if open_still and of.gaps:
        blocks += [Heading("What is missing"), Items(tuple(gap.words for gap in of.gaps))]
    for part in kind.parts:
        blocks.append(Heading(part.title))
        for section in part.sections:
            blocks += [Heading(section.title, 2), *_section(section, of.texts.get(section.key, ""), of, making)]
            if section.picture and picture is not None:
                blocks.append(Figure(picture.png, picture.words))
    if numbers:
        blocks += [Heading("Where each statement comes from"), _sources(numbers, of.sources)]
    blocks += [Heading("Signed"), _signed(of)]
    return Paper(
        title=kind.title,
        subtitle=", ".join(of.about) or of.family,
        reference=of.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=DESTROY,
    )


def _facts(of: DocumentOf) -> Facts:
    pairs = [
        ("About", ", ".join(of.about)),
        ("Family", of.family),
        ("Social worker", of.worker),
        ("Begun", day_words(of.begun.date(), year=True) if of.begun else ""),
        ("State", of.state[:1].upper() + of.state[1:]),
    ]
    pairs += [("Due", day_words(of.due_on, year=True))] if of.due_on else []
    return Facts(tuple(pairs), columns=2)


def _section(section: Section, text: str, of: DocumentOf, making: Making) -> list[Block]:
    if not text.strip():
        if section.theirs:
            return [Callout(LEFT_EMPTY, f"For {section.theirs} to decide and write.")]
        return [Paragraph(NOTHING_YET, quiet=True)]
    return _with_actions(text, of, making) if section.actions else _plain(text)


def _plain(text: str) -> list[Block]:
    """Lines as paragraphs; lines that begin with a dash or bullet as lists."""
    blocks: list[Block] = []
    bullets: list[str] = []
    for line in text.splitlines():
        if BULLET.match(line):
            bullets.append(BULLET.sub("", line).strip())
            continue
        if bullets:
            blocks.append(Items(tuple(bullets)))
            bullets = []
        if line.strip():
            blocks.append(Paragraph(line.strip()))
    return [*blocks, Items(tuple(bullets))] if bullets else blocks


def _with_actions(text: str, of: DocumentOf, making: Making) -> list[Block]:
    """Lines "A: what @who by when" as one table, the rest before it as it is."""
    found = read_minutes(text, making.at, of.owners)
    numbers = {line.number for line in found.of(LineKind.ACTION)}
    rest = "\n".join(line for number, line in enumerate(text.splitlines(), 1) if number not in numbers)
    rows = tuple(
        (str(number), one.text, one.owner or "Not agreed", day_words(one.due, year=True) if one.due else "Not agreed")
        for number, one in enumerate(found.actions, 1)
    )
    table = [Table(("No.", "What", "Who", "By"), rows, (1, 8, 4, 3))] if rows else []
    return [*_plain(rest), *table]


def _sources(numbers: Sequence[int], sources: Sequence[SourceRow]) -> Table:
    """Numbers stay as they are kept: [3] is the same record in every version of the paper."""
    rows = []
    for number in numbers:
        said = "; ".join(one.said for one in sources if one.number == number)
        rows.append((str(number), said or "Not found in the record"))
    return Table(("No.", "Record and day"), tuple(rows), (1, 12))


def _signed(of: DocumentOf) -> Block:
    if of.signed:
        return Facts((("Approved", of.signed),))
    return Signature(("Social worker", "Team manager", "Date"))
