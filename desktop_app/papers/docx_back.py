"""A Word document that came back: its paragraphs, section by section, found by their headings."""

from __future__ import annotations

import io
import re
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from desktop_app.errors import UserError
from desktop_app.rules.documents.coming_back import LEFT_EMPTY, NOTHING_YET
from desktop_app.rules.documents.skeletons import Skeleton

MOST_BYTES = 60_000_000
"""What the parts of a file may hold unpacked: a letter that unpacks to more is no letter."""
_SPACES = re.compile(r"\s+")


def read_back(data: bytes, kind: Skeleton) -> dict[str, tuple[str, ...]]:
    """The paragraphs of each section, by key. Tables are left out: they are built from lines that went out.

    UserError when it is no Word document, carries macros, or holds none of the sections.
    """
    refuse_what_is_no_letter(data)
    document = docx.Document(io.BytesIO(data))
    by_title = {_folded(one.title): one.key for one in kind.sections()}
    found: dict[str, list[str]] = {}
    key = ""
    for one in document.iter_inner_content():
        if isinstance(one, Table):
            continue
        level = _level(one)
        if level:
            key = by_title.get(_folded(one.text), "") if level == 3 else ""
            if key:
                found.setdefault(key, [])
        elif key and one.text.strip() and not one.text.startswith((NOTHING_YET, LEFT_EMPTY)):
            found[key].append(_line(one))
    if not found:
        raise UserError(
            f"This file has none of the sections of “{kind.title}”.", "Choose the file that came back for this paper."
        )
    return {name: tuple(lines) for name, lines in found.items()}


def refuse_what_is_no_letter(data: bytes) -> None:
    """UserError for what is no Word document, carries macros, or unpacks to more than a letter holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise UserError("This file unpacks to far more than a letter holds.", "It was not opened.")
            if any("vbaproject" in part.filename.lower() for part in parts.infolist()):
                raise UserError("This file carries macros.", "Save it as a plain .docx and choose it again.")
            docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise UserError("This is no Word document (.docx).", "Save it as .docx and choose it again.") from None


def _level(paragraph: Paragraph) -> int:
    name = paragraph.style.name if paragraph.style is not None else ""
    return int(name[-1]) if name and name.startswith("Heading") and name[-1].isdigit() else 0


def _line(paragraph: Paragraph) -> str:
    text = _SPACES.sub(" ", paragraph.text).strip()
    name = paragraph.style.name if paragraph.style is not None else ""
    return f"- {text}" if name and name.startswith("List") else text


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text.replace("’", "'")).strip().casefold()
