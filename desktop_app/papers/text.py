"""The paper as plain text: for a screen reader, a terminal, a test. 78 columns, nothing left out."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from desktop_app.papers import model
from desktop_app.papers.model import Paper, Text, plain

WIDTH = 78


def write_text(paper: Paper) -> str:
    """The paper as text, ending with a newline; marked at head and foot."""
    lines = [paper.marking.center(WIDTH).rstrip(), "", paper.title, "=" * _columns(paper.title)]
    lines += [text for text in (paper.subtitle, paper.reference) if text]
    for place, block in enumerate(paper.blocks):
        if isinstance(block, model.Contents):
            listed = model.contents(paper.blocks, place)
            lines += ["", *(f"{'  ' * (heading.level - 1)}{heading.text}" for heading in listed)]
        else:
            lines += ["", *_block(block)]
    if paper.footer_note:
        lines += ["", *_wrapped(paper.footer_note, WIDTH)]
    lines += ["", *_wrapped(paper.made_words(), WIDTH), paper.marking.center(WIDTH).rstrip()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def block_text(block: model.Block) -> str:
    """One block as text, its lines as long as they are written."""
    match block:
        case model.Heading(text=text):
            return text
        case model.Paragraph(text=words):
            return plain(words)
        case model.Items():
            signs = (f"{number}. " if block.numbered else "- " for number in range(1, len(block.items) + 1))
            lines = [sign + plain(item) for sign, item in zip(signs, block.items, strict=True)]
            return "\n".join(lines) or block.empty
        case _:
            return "\n".join(line.rstrip() for line in _block(block))


def _block(block: model.Block) -> Iterator[str]:
    match block:
        case model.Heading(text=text, level=level):
            yield text
            yield ("-" if level == 1 else ".") * _columns(text)
        case model.Paragraph(text=text):
            yield from _wrapped(plain(text), WIDTH)
        case model.Facts():
            yield from _facts(block)
        case model.Table():
            yield from _table(block)
        case model.Items():
            for number, item in enumerate(block.items, 1):
                yield from _hung(f"{number}. " if block.numbered else "- ", plain(item))
            if not block.items:
                yield block.empty
        case model.Ticks(labels=labels):
            for label in labels:
                yield from _hung("[ ] ", label)
        case model.Signature(labels=labels):
            for label in labels:
                yield f"{label}: {'_' * max(10, 40 - _columns(label))}"
        case model.Callout(role=role, bold=bold, text=text):
            yield from _hung("| ", "\n".join(part for part in (role, bold, plain(text)) if part), again="| ")
        case model.Figure(alt=alt):
            yield from _hung("[Picture] ", alt)
        case model.Rule():
            yield "-" * WIDTH
        case model.PageBreak():
            yield "=" * WIDTH


def _facts(block: model.Facts) -> Iterator[str]:
    widest = min(26, max((_columns(label) for label, _ in block.pairs), default=0))
    for label, value in block.pairs:
        yield from _hung(_filled(label, widest) + "  ", plain(value).strip() or block.unknown, again=" " * (widest + 2))


def _table(table: model.Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    if not table.rows:
        yield table.empty
        return
    total = sum(table.widths)
    gaps = 2 * (len(table.header) - 1)
    widths = [max(4, int((WIDTH - gaps) * share / total)) for share in table.widths]
    yield from _beside(table.header, widths)
    yield "  ".join("-" * width for width in widths)
    for row in table.rows:
        if isinstance(row, model.Group):
            yield ""
            yield row.text
        else:
            yield from _beside(row, widths)


def _beside(cells: Sequence[Text], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [list(_wrapped(plain(cell), width)) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(len(lines) for lines in wrapped)):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield "  ".join(_filled(part, width) for part, width in zip(parts, widths, strict=True))


def _hung(sign: str, text: str, *, again: str = "") -> Iterator[str]:
    lead = again or " " * _columns(sign)
    for number, line in enumerate(_wrapped(text, WIDTH - _columns(sign))):
        yield (sign if number == 0 else lead) + line


def _wrapped(text: str, width: int) -> Iterator[str]:
    for paragraph in text.splitlines() or [""]:
        yield from textwrap.wrap(paragraph, width, break_on_hyphens=False) or [""]


def _columns(text: str) -> int:
    """How many places of a fixed-width screen the text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _filled(text: str, width: int) -> str:
    return text + " " * max(0, width - _columns(text))
