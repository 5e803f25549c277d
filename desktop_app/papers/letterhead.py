"""A council's own letterhead: a Word template with words in double braces, checked before it is ever filled."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from docxtpl import DocxTemplate, Listing  # type: ignore[import-untyped]
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from desktop_app.errors import UserError
from desktop_app.papers.docx import same_bytes
from desktop_app.papers.docx_back import refuse_what_is_no_letter
from desktop_app.papers.model import Facts, Paper, plain
from desktop_app.papers.text import block_text
from desktop_app.rules.days import day_words

PLACES = {
    "title": "what the letter is called",
    "to": "whom it is to, with the address",
    "from": "who sends it",
    "date": "the day it is made",
    "reference": "the family's number",
    "body": "everything it says",
    "marking": "OFFICIAL-SENSITIVE",
}
"""What may stand in double braces, and what goes there."""
NEEDED = ("to", "date", "body")


@dataclass(frozen=True, slots=True)
class Checked:
    """A template's words in braces. It is usable when none is unknown and none that is needed is missing."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    def refuse(self) -> None:
        """UserError that names what is wrong."""
        if self.unknown:
            raise UserError(
                f"This letterhead asks for {_listed(self.unknown)}, which Casemate does not know.",
                f"Use: {_listed(tuple(PLACES))}.",
            )
        if self.missing:
            raise UserError(f"This letterhead has no place for {_listed(self.missing)}.", "Put it in double braces.")


def check_letterhead(data: bytes) -> Checked:
    """What a template asks for. UserError when it is no Word document, carries macros, or its braces do not match."""
    refuse_what_is_no_letter(data)
    try:
        asked = DocxTemplate(io.BytesIO(data)).get_undeclared_template_variables(_environment())
    except (TemplateError, zipfile.BadZipFile, KeyError, ValueError):
        raise UserError("The braces of this letterhead do not match.", "Look at them: {{ body }}.") from None
    found = {one for one in asked if isinstance(one, str)}
    known = tuple(one for one in PLACES if one in found)
    return Checked(known, tuple(sorted(found - set(PLACES))), tuple(one for one in NEEDED if one not in found))


def on_letterhead(paper: Paper, data: bytes) -> bytes:
    """The letter on the council's paper; the same letter on the same paper always gives the same bytes."""
    check_letterhead(data).refuse()
    head = next((block for block in paper.blocks if isinstance(block, Facts)), Facts(()))
    told = {label.casefold(): plain(value) for label, value in head.pairs}
    body = "\n\n".join(block_text(block) for block in paper.blocks if block is not head)
    values = {
        "title": paper.title, "to": Listing(told.get("to", "")), "from": Listing(told.get("from", "")),
        "date": told.get("date") or day_words(paper.made_at.date(), year=True), "reference": paper.reference,
        "body": Listing(body), "marking": paper.marking,
    }  # fmt: skip
    template = DocxTemplate(io.BytesIO(data))
    try:
        template.render(values, _environment(), autoescape=True)
    except TemplateError:
        raise UserError(
            "This letterhead does more than name what goes where, which it may not.", "Keep to words in double braces."
        ) from None
    return same_bytes(template.docx)


def _environment() -> SandboxedEnvironment:
    """A template is a stranger's file: it may name values, not reach behind them."""
    return SandboxedEnvironment(autoescape=True)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"{{{{ {word} }}}}" for word in words)
