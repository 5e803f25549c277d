"""One typed line as a diary entry: "CIN visit Kowalska Tue 2pm 1h at school", said back part by part.

What can be meant in two ways is asked, never guessed: the reading then has `ask` and nothing is booked by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from desktop_app.records.words import EntryKind
from desktop_app.rules.days import day_words, span_words, time_words
from desktop_app.rules.diary.named import Named, Names
from desktop_app.rules.diary.said_kinds import LONGEST, MINUTES, PLACES, SAID, WHOLE_DAYS
from desktop_app.rules.names import fold
from desktop_app.rules.typed_dates import DateReading, Reading, read_date

Role = Literal["kind", "who", "worker", "when", "length", "place", "title", "repeats"]
_WORD = re.compile(r"\S+")
_LEADING = frozenset({"with", "for", "re", "about", "and", "&", "+", "on", "from", "to", "the"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the line was understood to say, in words to show beside it."""

    role: Role
    words: str


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """What a line says. Times are London's; `starts` is None while no hour is known (`first_day` may be).

    `ask`: the one question that stands before booking; `readings`: the days it may be, `who`: those it may be.
    """

    kind: EntryKind = EntryKind.OTHER
    title: str = ""
    family_id: str = ""
    people: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    rule: str = ""
    place: str = ""
    parts: tuple[Part, ...] = ()
    ask: str = ""
    readings: tuple[Reading, ...] = ()
    who: tuple[Named, ...] = ()

    @property
    def bookable(self) -> bool:
        """Whether it can be booked as it stands."""
        return not self.ask and (self.starts is not None or self.first_day is not None)


@dataclass
class _Line:
    """The words not yet understood, and what was."""

    words: list[str]
    kind: EntryKind | None = None
    title: str = ""
    place: str = ""
    named: list[Named] = field(default_factory=list)
    unsure: tuple[Named, ...] = ()
    unsure_words: str = ""
    near: list[str] = field(default_factory=list)


def read_entry(text: str, now: datetime, names: Names, *, chosen: Reading | None = None) -> TypedEntry:
    """Read a line, seen from `now`. `chosen`: the reading picked when its day was asked. Never raises."""
    when = read_date(text, now)
    line = _Line(_WORD.findall(when.remainder or ""))
    _take_kind(line)
    _take_names(line, names)
    _take_place(line)
    rest = _title(line)
    kind = line.kind or EntryKind.OTHER
    chosen = chosen or _only_timed(when, kind)
    entry = _timed(when, chosen, kind)
    families = {one.family_id or one.id for one in line.named if one.kind != "worker"}
    people = tuple(one.id for one in line.named if one.kind == "person")
    workers = tuple(dict.fromkeys(one.id for one in line.named if one.kind == "worker"))
    ask = _question(line, families, when if chosen is None else None, entry)
    title = ", ".join(filter(None, (line.title, rest))) if line.kind is not None else rest
    return TypedEntry(
        kind=kind,
        title=title,
        family_id=families.pop() if len(families) == 1 else "",
        people=people,
        workers=workers,
        starts=entry.starts,
        ends=entry.ends,
        first_day=entry.first_day,
        last_day=entry.last_day,
        rule=entry.rule,
        place=line.place,
        parts=_parts(line, entry, rest),
        ask=ask,
        readings=when.readings if chosen is None else (),
        who=line.unsure,
    )


def _take_kind(line: _Line) -> None:
    """The longest phrase that names a kind, the earliest of equals."""
    folded = [fold(word) for word in line.words]
    for length in range(min(LONGEST, len(folded)), 0, -1):
        for start in range(len(folded) - length + 1):
            said = SAID.get(" ".join(folded[start : start + length]))
            if said is not None and not _is_a_place(folded, start):
                line.kind, line.title = said
                del line.words[start : start + length]
                return


def _is_a_place(folded: list[str], start: int) -> bool:
    return start > 0 and folded[start - 1] in ("at", "the", "in", "via", "by")


def _take_names(line: _Line, names: Names) -> None:
    start = 0
    while start < len(line.words):
        match = names.at([word.strip(",;:@()") for word in line.words[start:]])
        after_at = start > 0 and line.words[start - 1].casefold() in ("at", "in")
        if match is None or (after_at and match.near):
            start += 1
            continue
        taken = line.words[start : start + match.words]
        del line.words[start : start + match.words]
        if start > 0 and line.words[start - 1].casefold() in ("for", "with", "re", "about", "and", "&"):
            start -= 1
            del line.words[start]
        if len(match.who) == 1 or _one_family(match.who):
            line.named.extend(match.who[:1])
            if match.near:
                line.near.append(" ".join(taken))
        else:
            line.unsure, line.unsure_words = match.who, " ".join(taken)
    _settle(line)


def _one_family(who: tuple[Named, ...]) -> bool:
    return False if any(one.kind == "worker" for one in who) else len({one.id for one in who}) == 1


def _settle(line: _Line) -> None:
    """A name that fits several is settled by the family that the rest of the line names."""
    families = {one.family_id or one.id for one in line.named if one.kind != "worker"}
    if line.unsure and len(families) == 1:
        (family,) = families
        inside = [one for one in line.unsure if (one.family_id or one.id) == family]
        if len(inside) == 1:
            line.named.append(inside[0])
            line.unsure, line.unsure_words = (), ""


def _take_place(line: _Line) -> None:
    """ "at school", "on Teams", "by video", "room 4"; whatever follows "at" is a place."""
    for start, word in enumerate(line.words):
        lead = word.casefold()
        if lead not in ("at", "on", "by", "via", "in", "room"):
            continue
        after = line.words[start + 1 :]
        if after and after[0].casefold() == "the":
            after = after[1:]
        if not after:
            continue
        known = PLACES.get(fold(after[0])) if len(after) == 1 or lead in ("on", "by", "via") else None
        if known is not None:
            line.place = known[0]
            if known[1] is not None and line.kind in (EntryKind.VISIT, None):
                line.kind = known[1] if line.kind is EntryKind.VISIT else line.kind
            kept = after[1:]
        elif lead in ("at", "room", "in"):
            line.place = " ".join(line.words[start:] if lead == "room" else after).strip(" ,")
            kept = []
        else:
            continue
        line.words[start:] = kept
        return


def _title(line: _Line) -> str:
    words = [word for word in line.words if word.strip(",;:.-–")]
    while words and words[-1].casefold() in _LEADING:
        words.pop()
    while words and words[0].casefold() in _LEADING:
        words.pop(0)
    return " ".join(words).strip(" ,;:-–")


def _only_timed(when: DateReading, kind: EntryKind) -> Reading | None:
    """ "Wed 10" may be a day or an hour, but a visit wants an hour: then only one reading is left."""
    if when.kind != "ambiguous" or kind in WHOLE_DAYS or kind is EntryKind.OTHER:
        return None
    timed = [one for one in when.readings if "T" in one.start]
    return timed[0] if len(timed) == 1 and len(when.readings) > 1 else None


@dataclass(frozen=True, slots=True)
class _When:
    starts: datetime | None = None
    ends: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    rule: str = ""
    usual: bool = False


def _timed(when: DateReading, chosen: Reading | None, kind: EntryKind) -> _When:
    start, end = (chosen.start, chosen.end) if chosen is not None else (when.start, when.end)
    if not start or (when.kind == "ambiguous" and chosen is None):
        return _When()
    if "T" not in start:
        first = date.fromisoformat(start)
        return _When(first_day=first, last_day=date.fromisoformat(end) if end else first, rule=when.rule or "")
    starts = datetime.fromisoformat(start)
    ends = datetime.fromisoformat(end) if end else starts + timedelta(minutes=MINUTES.get(kind, 60))
    return _When(starts, ends, rule=when.rule or "", usual=not end)


def _question(line: _Line, families: set[str], when: DateReading | None, entry: _When) -> str:
    if line.unsure:
        some = " or ".join(dict.fromkeys(one.name for one in line.unsure[:4]))
        return f"Who is {line.unsure_words}: {some}?"
    if len(families) > 1:
        names = " and ".join(dict.fromkeys(one.name for one in line.named if one.kind != "worker"))
        return f"{names} are of different families. Which family is it for?"
    if when is not None and when.ask:
        return when.ask
    if entry.starts is None and entry.first_day is None:
        return "When?"
    if entry.starts is None and (line.kind or EntryKind.OTHER) not in WHOLE_DAYS:
        return "At what time?"
    return ""


def _parts(line: _Line, entry: _When, rest: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    if line.kind is not None:
        parts.append(Part("kind", line.title))
    taken_for = f" (for “{', '.join(line.near)}”)" if line.near else ""
    who = [one.name for one in line.named if one.kind != "worker"]
    if who:
        parts.append(Part("who", ", ".join(dict.fromkeys(who)) + taken_for))
    parts.extend(Part("worker", one.name) for one in dict.fromkeys(line.named) if one.kind == "worker")
    if entry.starts is not None and entry.ends is not None:
        end = time_words(entry.ends)
        if entry.ends.date() != entry.starts.date():
            end = f"{day_words(entry.ends.date())}, {end}"
        parts.append(Part("when", f"{day_words(entry.starts.date(), year=True)}, {time_words(entry.starts)} to {end}"))
        usual = ", as usual" if entry.usual else ""
        parts.append(Part("length", span_words(entry.ends - entry.starts) + usual))
    elif entry.first_day is not None and entry.last_day is not None:
        words = day_words(entry.first_day, year=True)
        if entry.last_day != entry.first_day:
            words += f" to {day_words(entry.last_day, year=True)}"
        parts.append(Part("when", words))
    if entry.rule:
        parts.append(Part("repeats", "repeats"))
    if line.place:
        parts.append(Part("place", line.place))
    if rest:
        parts.append(Part("title", rest))
    return tuple(parts)
