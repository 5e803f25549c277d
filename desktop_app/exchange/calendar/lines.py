"""Bytes into content lines and components (RFC 5545 3.1, 3.4), each with the number of its line in the file.

Own code because the rest has to name the line of what it could not understand, and because one bad line must not
cost the calendar: what fits is kept, what does not is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.errors import UserError

MAX_BYTES = 16 * 1024 * 1024
"""Largest calendar that is opened: some 40,000 entries."""
MAX_LINES = 400_000
MAX_DEPTH = 20
"""Components inside components; RFC 5545 knows three."""
MAX_PARTS = 60_000
"""Components of one file."""
MAX_LINE = 1024 * 1024
MAX_HEAD = 20_000
"""Letters of a line's name and parameters."""
MAX_SAID = 500
"""Sentences about one file; the rest is counted."""

_HEAD = re.compile(r"([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)?)\s*([;:])")
_PARAM = re.compile(r'\s*([A-Za-z0-9-]+)\s*=\s*((?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*)\s*([;:])')
_BARE_PARAM = re.compile(r"[^=;:\"]*([;:])")


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """One thing that was not taken as written: the line it stands on (1 is the first) and what, in a sentence."""

    line: int
    what: str


class Notes:
    """Collects what was not understood, each sentence once a line, up to MAX_SAID."""

    def __init__(self) -> None:
        self._said: dict[NotUnderstood, None] = {}
        self._over = 0

    def say(self, line: int, what: str) -> None:
        """Note one thing."""
        if len(self._said) < MAX_SAID:
            self._said.setdefault(NotUnderstood(line, what))
        else:
            self._over += 1

    def all(self) -> tuple[NotUnderstood, ...]:
        """Everything in order of line."""
        found = sorted(self._said, key=lambda one: one.line)
        if self._over:
            found.append(NotUnderstood(found[-1].line, f"{self._over:,} further things were not understood."))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """A content line: NAME in capitals, parameters by capital name (quotes taken off), value as written."""

    name: str
    value: str
    params: dict[str, str]
    number: int


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The first line of that name."""
        return next((one for one in self.lines if one.name == name), None)

    def every(self, name: str) -> list[Line]:
        """All lines of that name."""
        return [one for one in self.lines if one.name == name]

    def text(self, name: str) -> str:
        """The value of the first such line, unescaped; empty when there is none."""
        line = self.first(name)
        return unescaped(line.value) if line else ""


_ESCAPED = re.compile(r"\\([\\;,nN])")


def unescaped(value: str) -> str:
    """TEXT as people read it (RFC 5545 3.3.11)."""
    if "\\" not in value:
        return value.strip()
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def components(data: bytes, notes: Notes) -> list[Component]:
    """The components on the outside of the file. UserError when there is nothing of a calendar in it."""
    if len(data) > MAX_BYTES:
        raise UserError(f"The calendar is larger than {MAX_BYTES // 2**20} MB, the most that is opened here.")
    if not data.strip():
        raise UserError("The file is empty.")
    data = _as_utf8(data)
    if b"BEGIN:" not in data.upper():
        raise UserError("This is no calendar: nothing in it begins with BEGIN:VCALENDAR.")
    tops = _tree(_lines(data, notes), notes)
    if not tops:
        raise UserError("This is no calendar: nothing in it could be read.")
    return tops


def _as_utf8(data: bytes) -> bytes:
    """Wide letters narrowed, byte order marks off, every kind of line end made LF."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    elif data[:12].count(b"\0") >= 4:
        data = data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in data:
        return data.replace(b"\r", b"\n")
    data = data.replace(b"\r\n", b"\n")
    return re.sub(rb"\r+\n", b"\n", data) if b"\r\n" in data else data


def _lines(data: bytes, notes: Notes) -> Iterator[Line]:
    """Unfolded as bytes, since a fold may stand inside one letter; only then read as UTF-8."""
    physical = data.split(b"\n")
    if len(physical) > MAX_LINES:
        raise UserError(f"The calendar has more than {MAX_LINES:,} lines, the most that are read here.")
    start, parts = 0, [b""]
    for number, raw in enumerate(physical, start=1):
        if raw[:1] in (b" ", b"\t"):
            parts.append(raw[1:])
            continue
        if not raw:
            continue  # some put an empty line inside a fold
        if parts[0].strip() or len(parts) > 1:
            line = _line(b"".join(parts), start, notes)
            if line is not None:
                yield line
        start, parts = number, [raw]
    if parts[0].strip():
        line = _line(b"".join(parts), start, notes)
        if line is not None:
            yield line


def _line(raw: bytes, number: int, notes: Notes) -> Line | None:
    if len(raw) > MAX_LINE:
        notes.say(number, "This line is longer than 1 MB: it was left out.")
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
        notes.say(number, "The letters here are not UTF-8; they were read as Windows-1252.")
    if "\0" in text or "\r" in text:
        text = text.replace("\0", "").replace("\r", "")
        notes.say(number, "There are control characters inside this line; they were left out.")
    head = _HEAD.match(text)
    if head is None:
        if text.strip():
            notes.say(number, "This line is no property: it was left out.")
        return None
    name, at = head[1].upper(), head.end()
    if head[2] == ":":
        return Line(name, text[at:], {}, number)
    params: dict[str, str] = {}
    while True:
        found = _PARAM.match(text, at, MAX_HEAD)
        if found is None:
            found = _BARE_PARAM.match(text, at, MAX_HEAD)
            if found is None:
                notes.say(number, f"The value of {name} could not be found on its line: it was left out.")
                return None
            if found[0].strip(" ;:"):
                notes.say(number, f"A parameter of {name} has no value: it was left out.")
        else:
            params[found[1].upper()] = found[2].replace('"', "").strip()
        at = found.end()
        if found[found.re.groups] == ":":
            return Line(name, text[at:], params, number)


def _tree(lines: Iterator[Line], notes: Notes) -> list[Component]:
    tops: list[Component] = []
    stack: list[Component] = []
    count = 0
    for line in lines:
        if line.name == "BEGIN":
            made = Component(line.value.strip().upper(), line.number)
            _close_neighbours(stack, made, notes)
            count += 1
            if count > MAX_PARTS:
                raise UserError(f"The calendar has more than {MAX_PARTS:,} parts, the most that are read here.")
            if len(stack) >= MAX_DEPTH:
                raise UserError(f"Line {line.number}: components stand inside each other more than {MAX_DEPTH} deep.")
            (stack[-1].inside if stack else tops).append(made)
            stack.append(made)
        elif line.name == "END":
            _close(stack, line, notes)
        elif stack:
            stack[-1].lines.append(line)
        else:
            notes.say(line.number, f"{line.name} stands outside every component: it was left out.")
    for cut in reversed(stack):
        if cut.name == "VCALENDAR":
            notes.say(cut.number, "The calendar that begins here has no end: the file may have been cut off.")
        else:
            notes.say(cut.number, f"The file ends inside the {cut.name} that begins here: it was not taken.")
            _drop(tops, cut)
    return tops


_SIDE_BY_SIDE = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VCALENDAR"})


def _close_neighbours(stack: list[Component], made: Component, notes: Notes) -> None:
    """An entry can't begin inside another: the one before it was never ended."""
    if made.name not in _SIDE_BY_SIDE:
        return
    ends = {"VCALENDAR"} if made.name == "VCALENDAR" else _SIDE_BY_SIDE - {"VCALENDAR"}
    while any(one.name in ends for one in stack):
        notes.say(stack[-1].number, f"The {stack[-1].name[:40]} that begins here has no end of its own.")
        stack.pop()


def _close(stack: list[Component], line: Line, notes: Notes) -> None:
    name = line.value.strip().upper()
    if not stack or (stack[-1].name != name and not any(one.name == name for one in stack)):
        notes.say(line.number, f"This ends {name[:40] or 'something'}, which did not begin: it was left out.")
        return
    while stack[-1].name != name:
        notes.say(stack[-1].number, f"The {stack[-1].name[:40]} that begins here has no end of its own.")
        stack.pop()
    stack.pop()


def _drop(tops: list[Component], cut: Component) -> None:
    """Take a component that was cut off out of the tree: half of an entry is no entry."""
    if any(one is cut for one in tops):
        tops[:] = [one for one in tops if one is not cut]
        return
    for one in tops:
        if one.inside:
            _drop(one.inside, cut)
