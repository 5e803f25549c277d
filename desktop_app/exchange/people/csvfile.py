"""Comma, semicolon, tab or bar separated text of any usual encoding, read into a Sheet."""

from __future__ import annotations

import csv
import io
import re

from desktop_app.errors import UserError
from desktop_app.exchange.people.cells import Row, Sheet, clean

DELIMITERS = ",;\t|"
MOST_ROWS = 200_000
_LOOKED_AT = 60
_RUNAWAY = 3_000
"""Letters in one field with many line ends: a quotation mark that was never closed."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and a warning about its letters, '' when they are sure."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    head = data[:4000]
    if len(head) > 8 and head.count(0) > len(head) // 4:
        little = head[1::2].count(0) >= head[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        loose = data.decode("utf-8-sig", "replace")
    right = sum(not letter.isascii() and letter != "\ufffd" for letter in loose)
    if right > 2 * loose.count("\ufffd"):
        return loose, "Some letters are damaged and stand as �; look at the names."
    try:
        return data.decode("cp1252"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Some letters could not be read and stand as �; look at the names."


def read_csv(data: bytes) -> tuple[Sheet, list[tuple[str, str]]]:
    """The table in `data` and (where, what) warnings. Raises UserError when it is no table."""
    text, doubt = decoded(data)
    warnings = [("file", doubt)] if doubt else []
    text = text.lstrip("\ufeff")
    told = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    delimiter = told.group(1) if told else _delimiter(text)
    if told:
        text = "\n" + text[told.end() :]
    rows, quoted = _rows(text, delimiter)
    if not quoted:
        warnings.append(("file", "A quotation mark is never closed; quotation marks were taken as ordinary letters."))
    if len(rows) > MOST_ROWS:
        raise UserError(
            f"The list has more than {MOST_ROWS:,} rows.", "Keep the people you need in a smaller file and import that."
        )
    return Sheet("", rows), warnings


def _delimiter(text: str) -> str:
    """The separator that cuts most lines into the same number of cells."""
    head = "\n".join(text[:100_000].splitlines()[:_LOOKED_AT])
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        counts = [len(row) for row in _rows(head, delimiter)[0] if len(row) > 1]
        if counts:
            usual = max(set(counts), key=counts.count)
            score = counts.count(usual) * (1 + min(usual, 50) / 100)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> tuple[list[Row], bool]:
    """The rows, and whether quotation marks were taken as such."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, quoting=quoting)
        rows: list[Row] = []
        try:
            for row in reader:
                if quoting == csv.QUOTE_MINIMAL and any(len(one) > _RUNAWAY and one.count("\n") > 20 for one in row):
                    break
                rows.append([clean(cell) for cell in row])
                if len(rows) > MOST_ROWS:
                    break
            else:
                return rows, quoting == csv.QUOTE_MINIMAL
        except csv.Error:
            continue
        if len(rows) > MOST_ROWS:
            return rows, True
    raise UserError("A cell of the list is longer than any text of a list.", "Save it again as CSV and try once more.")
