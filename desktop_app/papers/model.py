"""The neutral paper: what it says, in order, without a word about format. Writers turn it into PDF or text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, perhaps bold. Bold is only for what must be found by eye."""

    text: str
    bold: bool = False


Text = str | tuple[Span, ...]


def spans(text: Text) -> tuple[Span, ...]:
    """Any text as spans."""
    return (Span(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """Any text without its weights."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


class Sheet(Enum):
    """A4 upright, or two pages of half the height on one A4, to be cut apart."""

    A4 = "a4"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the paper's title; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings that follow, down to `level`, each with its page."""

    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. Line breaks in it are kept."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what is known; an empty value is said in words. One or two pairs beside each other."""

    pairs: tuple[tuple[str, Text], ...]
    columns: int = 1
    unknown: str = "Not recorded"


@dataclass(frozen=True, slots=True)
class Group:
    """A row across the table that names the rows below it, such as a day."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header. `widths` are shares of the line; `caption` says what the table holds."""

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...] | Group, ...]
    widths: tuple[float, ...]
    caption: str = ""
    empty: str = "Nothing to show."

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.header):
            raise ValueError(f"{len(self.header)} columns but {len(self.widths)} widths")
        for row in self.rows:
            if not isinstance(row, Group) and len(row) != len(self.header):
                raise ValueError(f"{len(self.header)} columns but a row of {len(row)}")


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or numbers."""

    items: tuple[Text, ...]
    numbered: bool = False
    empty: str = "None."


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to be ticked by hand, each with its words; written lines may follow a label."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to write on by hand, side by side: "Signed", "Date"."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """What must not be missed. `role` is the word said first ("Urgent"), `bold` one line, `text` the rest."""

    role: str
    bold: str
    text: Text = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as PNG and what it shows in words, for those who can't see it. Width in millimetres."""

    png: bytes
    alt: str
    width: float = 170.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline across."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Contents | Paragraph | Facts | Table | Items | Ticks | Signature | Callout | Figure | Rule | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """One printable paper. `made_at` is aware; `copy` is said as given ("Copy 2 of 3"); empty parts are left out."""

    title: str
    made_by: str
    made_at: datetime
    blocks: tuple[Block, ...]
    subtitle: str = ""
    reference: str = ""
    copy: str = ""
    footer_note: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    language: str = "en-GB"
    sheet: Sheet = Sheet.A4

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("a paper's time of making must be aware")

    def made_words(self) -> str:
        """Who made it and when: "Made by Priya Nair, Mon 23 Nov 2026, 14:05. Copy 1." """
        from desktop_app.rules.days import moment_words

        said = f"Made by {self.made_by}, {moment_words(self.made_at)}."
        return f"{said} {self.copy}." if self.copy else said


def contents(blocks: Sequence[Block], place: int) -> tuple[Heading, ...]:
    """The headings that the contents at this place list: those after it, down to their level."""
    block = blocks[place]
    deepest = block.level if isinstance(block, Contents) else 0
    return tuple(one for one in blocks[place + 1 :] if isinstance(one, Heading) and one.level <= deepest)


def texts(blocks: Sequence[Block]) -> list[str]:
    """Every text of the blocks in reading order, as the writers must give it; pages of contents left out."""
    found: list[str] = []
    for place, block in enumerate(blocks):
        match block:
            case Heading(text=text):
                found.append(text)
            case Contents():
                found += [heading.text for heading in contents(blocks, place)]
            case Paragraph(text=text):
                found.append(plain(text))
            case Facts(pairs=pairs, unknown=unknown):
                for label, value in pairs:
                    found += [label, plain(value) or unknown]
            case Table(header=header, rows=rows, caption=caption, empty=empty):
                found += [caption] if caption else []
                if not rows:
                    found.append(empty)
                    continue
                found += header
                for row in rows:
                    found += [row.text] if isinstance(row, Group) else [plain(cell) for cell in row]
            case Items(items=items, empty=empty):
                found += [plain(item) for item in items] or [empty]
            case Ticks(labels=labels) | Signature(labels=labels):
                found += labels
            case Callout(role=role, bold=bold, text=text):
                found += [role, bold, plain(text)]
            case Figure(alt=alt):
                found.append(alt)
            case Rule() | PageBreak():
                pass
    return [text for text in found if text]
