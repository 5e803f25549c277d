"""Comma, semicolon, tab or bar separated text of any usual encoding, read into a Sheet."""

from __future__ import annotations

import csv
import re

from desktop_app.errors import UserError
from desktop_app.exchange.people.cells import Row, Sheet, clean

DELIMITERS = ",;\t|"
MOST_ROWS = 200_000
_LOOKED_AT = 60
_RUNAWAY, _RUNAWAY_LINES = 3_000, 20
"""Letters and lines in one row: a quotation mark that was never closed."""
_END = "\x02"
_TOLD = 20


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
    rows, broken = _rows(text, delimiter)
    warnings += [(f"row {one}", "A quotation mark is never closed here; look at the row.") for one in broken[:_TOLD]]
    if len(broken) > _TOLD:
        warnings.append(("file", f"And {len(broken) - _TOLD:,} more rows with a quotation mark never closed."))
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


def _rows(text: str, delimiter: str) -> tuple[list[Row], list[int]]:
    """The rows, and the numbers of those in which a quotation mark is never closed."""
    lines = re.split(r"\r\n|\r|\n", text)
    rows: list[Row] = []
    broken: list[int] = []
    at = 0
    try:
        while at < len(lines) and len(rows) <= MOST_ROWS:
            cells, used = _record(lines, at, delimiter)
            if not cells and used:
                cells, used = next(csv.reader([lines[at]], delimiter=delimiter, quoting=csv.QUOTE_NONE)), 1
                cells = [cell.removeprefix('"').removesuffix('"') for cell in cells]
                broken.append(len(rows) + 1)
            rows.append([clean(cell) for cell in cells])
            at += max(used, 1)
    except csv.Error as error:
        raise UserError(
            "A cell of the list is longer than any text of a list.", "Save it again as CSV and try once more."
        ) from error
    return rows, broken


def _record(lines: list[str], at: int, delimiter: str) -> tuple[Row, int]:
    """The cells of the row that begins at a line, and how many lines it takes.

    ([], 0) for an empty line, ([], 1) when a quotation mark opens a cell that is not closed where cells end:
    read on, that row would swallow the people below it.
    """
    if '"' not in lines[at]:
        return next(csv.reader([lines[at]], delimiter=delimiter), []), 1 if lines[at] else 0
    length = 0
    for end in range(at, len(lines)):
        length += len(lines[end])
        if end > at and '"' not in lines[end]:
            if length > _RUNAWAY and end - at > _RUNAWAY_LINES:
                break
            continue
        whole = [f"{line}\n" for line in lines[at : end + 1]]
        try:
            read = list(csv.reader([*whole, _END], delimiter=delimiter, strict=end > at))
        except csv.Error:
            break
        if read[-1] == [_END]:
            return read[0], end - at + 1
    return [], 1
