"""The one door for a genogram coming in: GEDCOM, GenoPro or our own JSON, told apart by what is in the file."""

from __future__ import annotations

from datetime import date

from desktop_app.errors import UserError
from desktop_app.exchange.genogram.gedcom import read_genogram
from desktop_app.exchange.genogram.genopro import is_genopro, read_genopro
from desktop_app.exchange.genogram.native import read_native
from desktop_app.exchange.people.shapes import Warning
from desktop_app.rules.genogram.facts import Facts

MOST_BYTES = 200 * 1024 * 1024


def read_family_file(name: str, data: bytes, *, today: date) -> tuple[Facts, tuple[Warning, ...]]:
    """The facts in a file called `name`, and what in it was doubtful. Raises UserError with one sentence."""
    if not data.strip():
        raise UserError(f"{name}: the file is empty.", "Choose another file.")
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: the file is larger than 200 MB.", "Export fewer people from the program.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_native(name, data), ()
    if is_genopro(data):
        return read_genopro(name, data, today=today)
    return read_genogram(name, data, today=today)
