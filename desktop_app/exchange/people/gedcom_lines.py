"""GEDCOM's lines as a tree: any usual encoding and line end, broken lines told and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.errors import UserError
from desktop_app.exchange.people.csvfile import decoded
from desktop_app.exchange.people.shapes import Cancelled, Progress

MOST_LINES = 3_000_000
_LINE = re.compile(
    r"[ \t]*(\d{1,2})[ \t]+(?:@([^@\r\n]{1,80})@[ \t]+)?([A-Za-z0-9_]{1,60})(?: (.*)|[ \t]*)$", re.DOTALL
)
_CHARSET = re.compile(rb"1\s+CHAR\s+([A-Za-z0-9 _-]+)")
_CODECS = {
    "ansi": "cp1252", "windows": "cp1252", "cp1252": "cp1252", "windows 1252": "cp1252", "ansi 1252": "cp1252",
    "latin1": "cp1252", "iso 8859 1": "cp1252", "iso8859 1": "cp1252", "ibmpc": "cp437", "ibm pc": "cp437",
    "oem": "cp437", "ibm dos": "cp850", "msdos": "cp850", "macintosh": "mac_roman", "mac": "mac_roman",
    "windows 1250": "cp1250", "windows 1251": "cp1251", "ansel": "ansel",
}  # fmt: skip
_MOST_TOLD = 40

Told = list[tuple[str, str]]


@dataclass(slots=True)
class Node:
    """One line of a GEDCOM file with the lines under it. `line` is counted from 1.

    `pieces` are joined when asked for: a long note comes in thousands of them.
    """

    level: int
    xref: str
    tag: str
    pieces: list[str]
    line: int
    children: list[Node] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What the line says, with what continues it."""
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0]

    def all(self, *tags: str) -> Iterator[Node]:
        """The lines directly under it with one of these tags."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> Node | None:
        """The first line directly under it with one of these tags."""
        return next(self.all(*tags), None)

    def text(self, *tags: str) -> str:
        """What the first such line says, on one line; '' when there is none."""
        found = self.first(*tags)
        return " ".join(found.value.split()) if found else ""

    def pointer(self) -> str:
        """The record its value points to, '' when it is no pointer; VOID points to nothing on purpose."""
        value = self.value.strip()
        return value[1:-1] if len(value) > 2 and value[0] == value[-1] == "@" and "@" not in value[1:-1] else ""

    @property
    def where(self) -> str:
        """For telling people."""
        return f"line {self.line}"


def decode(data: bytes) -> tuple[str, str]:
    """The text by what its bytes and its CHAR line say, and a warning, '' when there is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or data[:200].count(0) > 40:
        return decoded(data)
    try:
        return data.decode("utf-8"), ""  # many programs write UTF-8 whatever they say
    except UnicodeDecodeError:
        match = _CHARSET.search(data[:8000])
    said = " ".join(re.split(r"[ _-]+", match.group(1).decode("ascii").strip().casefold())) if match else ""
    codec = _CODECS.get(said, "")
    if codec == "ansel":
        from gedcom_lite.ansel import decode_ansel

        return str(decode_ansel(data)), ""
    if codec:
        text = data.decode(codec, "replace")
        return text, "Some letters could not be read; look at the names." if "\ufffd" in text else ""
    return decoded(data)


def tree(text: str, on_progress: Progress | None = None, cancelled: Cancelled | None = None) -> tuple[list[Node], Told]:
    """The records with their lines, and what was left out. Raises UserError for an endless file."""
    records: list[Node] = []
    path: list[Node] = []
    told: Told = []
    lines = re.split(r"\r\n|\n\r|\r|\n", text.lstrip("\ufeff"))
    if len(lines) > MOST_LINES:
        raise UserError(f"The file has more than {MOST_LINES:,} lines.", "Export fewer people from the program.")
    bad = 0
    for number, line in enumerate(lines, 1):
        if not number & 4095:
            if cancelled and cancelled():
                raise UserError("Reading was stopped; nothing was taken.")
            if on_progress:
                on_progress(number, len(lines))
        match = _LINE.match(line)
        level = int(match.group(1)) if match else 0
        if match is None or (level > 0 and not path):
            if line.strip(" \t\x1a\x00\x0c"):
                bad += 1
                if bad <= _MOST_TOLD:
                    told.append((f"line {number}", "The line is no GEDCOM line and was left out."))
            continue
        _place(Node(level, match.group(2) or "", match.group(3).upper(), [match.group(4) or ""], number), records, path)
    if bad > _MOST_TOLD:
        told.append(("file", f"And {bad - _MOST_TOLD:,} more lines that are no GEDCOM lines."))
    if on_progress:
        on_progress(len(lines), len(lines))
    return records, told


def _place(node: Node, records: list[Node], path: list[Node]) -> None:
    """Hang a line under the last one of a lower level; join continued text."""
    while path and path[-1].level >= node.level:
        path.pop()
    if not path:
        records.append(node)
        path.append(node)
        return
    above = path[-1]
    if node.tag == "CONC":
        above.pieces += node.pieces
    elif node.tag == "CONT":
        above.pieces += ["\n", *node.pieces]
    else:
        above.children.append(node)
        path.append(node)
