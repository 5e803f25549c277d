"""The one door for people coming in: a table or a GEDCOM file, read whole or refused with a sentence."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.exchange.people import csvfile, table, xlsx
from desktop_app.exchange.people.cells import Sheet
from desktop_app.exchange.people.gedcom import is_gedcom, read_gedcom
from desktop_app.exchange.people.shapes import Cancelled, HeaderGuess, People, Progress, Warning

MOST_BYTES = 60 * 1024 * 1024
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Word (RTF) document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"SQLite format 3", "a database"),
)
_WEB = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|table|meta|script)\b", re.I | re.S
)


def read_people(
    path: Path,
    *,
    choose: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> People:
    """Everyone in the file; nothing is kept. `choose` gives fields to columns (letter or heading), '' leaves one out.

    `on_progress(done, total)` counts rows or lines. Raises UserError with one sentence when it can't be used.
    """
    try:
        return _read(path, choose, on_progress, cancelled)
    except UserError as trouble:
        raise UserError(f"{path.name}: {trouble.message}", trouble.hint, trouble.field) from trouble


def guess_headers(path: Path, choose: Mapping[str, str] | None = None) -> tuple[HeaderGuess, ...]:
    """What each column of a table is taken for, to show before anything is read; () for a GEDCOM file.

    Raises UserError like `read_people`.
    """
    return read_people(path, choose=choose).header_guess


def sheets_of(path: Path) -> tuple[list[Sheet], list[tuple[str, str]]]:
    """The tables of a workbook or a text file as they stand, with (where, what) warnings.

    Raises UserError when it is neither; the sentence doesn't name the file.
    """
    data = _bytes(path)
    if data.startswith(b"PK"):
        return xlsx.read_xlsx(data)
    _text(data)
    sheet, told = csvfile.read_csv(data)
    return [sheet], told


def _read(
    path: Path, choose: Mapping[str, str] | None, on_progress: Progress | None, cancelled: Cancelled | None
) -> People:
    data = _bytes(path)
    told: list[tuple[str, str]]
    if data.startswith(b"PK"):
        sheets, told = xlsx.read_xlsx(data)
    else:
        text = _text(data)
        if is_gedcom(text) or path.suffix.casefold() in (".ged", ".gedcom"):
            return read_gedcom(path.name, data, today=clock.today(), on_progress=on_progress, cancelled=cancelled)
        sheet, told = csvfile.read_csv(data)
        sheets = [sheet]
    return _table(path.name, sheets, told, choose, on_progress, cancelled)


def _table(
    name: str,
    sheets: list[Sheet],
    told: list[tuple[str, str]],
    choose: Mapping[str, str] | None,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> People:
    people = table.read_sheets(
        name, sheets, today=clock.today(), choose=choose, on_progress=on_progress, cancelled=cancelled
    )
    first = tuple(Warning(name, where, what) for where, what in told)
    return dataclasses.replace(people, warnings=first + people.warnings)


def _bytes(path: Path) -> bytes:
    """What the file holds, if it can be a list at all."""
    try:
        if path.is_dir():
            raise UserError("This is a folder, not a file.", "Choose the list inside it.")
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                f"The file is larger than {MOST_BYTES // (1024 * 1024)} MB, more than a list of people is.",
                "Keep the people you need in a smaller file and import that.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"The file could not be read ({(error.strerror or 'the disk would not give it').lower()}).",
            "Look whether it is still there and not open elsewhere.",
        ) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UserError("The file is empty.", "Choose a list with a heading row and a row for each person.")
    if data.startswith(_COMPOUND):
        _refuse_compound(data)
    for sign, what in _SIGNS:
        if data.startswith(sign):
            raise UserError(f"This is {what}, not a list of people.", "Save the list as CSV or .xlsx and import that.")
    return data


def _refuse_compound(data: bytes) -> None:
    """Old Excel files and locked new ones share one outer form; say which it is."""
    head = data.replace(b"\x00", b"")
    if b"EncryptedPackage" in head or b"EncryptionInfo" in head:
        raise UserError("The workbook is locked with a password.", "Save it without a password and import that.")
    if b"Workbook" in head or b"Book" in head:
        raise UserError("This is an old Excel workbook (.xls).", "Open it in Excel, save it as .xlsx and import that.")
    raise UserError("This is an old Office document, not a list.", "Save the list as CSV or .xlsx and import that.")


def _text(data: bytes) -> str:
    """The beginning as text. Raises UserError for web pages and for what is not text."""
    text = csvfile.decoded(data[:20_000])[0].lstrip("\ufeff")
    if _WEB.match(text):
        raise UserError(
            "This is a web page, not a list of people.", "Download the file itself, not the page that shows it."
        )
    if re.match(r"\s*<\?xml|\s*<\w", text):
        raise UserError("This is an XML file, not a list of people.", "Save the list as CSV or .xlsx and import that.")
    strange = sum(letter < " " and letter not in "\t\r\n\x0c\x1a" for letter in text)
    if strange > max(8, len(text) // 20):
        raise UserError("This is not text, so no list of people.", "Save the list as CSV or .xlsx and import that.")
    return text
