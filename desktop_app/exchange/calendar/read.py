"""The door for calendars coming in: bytes of an .ics file into entries, and a list of what was not understood."""

from __future__ import annotations

import hashlib
from collections import Counter

from desktop_app.errors import UserError
from desktop_app.exchange.calendar.lines import Component, Notes, components, unescaped
from desktop_app.exchange.calendar.shapes import CalendarFile, Entry, Person
from desktop_app.exchange.calendar.values import BadValue, Span, When, as_day, moments, one_moment, read_duration
from desktop_app.exchange.calendar.zones import Zones, alias, iana, zone_name
from desktop_app.rules.repeats import BadRule, Repeat, read_rule

_COUNTED = {
    "VTODO": ("task", "tasks"), "VJOURNAL": ("journal note", "journal notes"),
    "VFREEBUSY": ("list of busy times", "lists of busy times"), "VAVAILABILITY": ("availability", "availabilities"),
    "VPOLL": ("poll", "polls"),
}  # fmt: skip
_HIDDEN = ("PRIVATE", "CONFIDENTIAL")
MOST_TEXT = 100_000


def read_calendar(data: bytes) -> CalendarFile:
    """Every entry of the file. UserError, in one sentence, when it is no calendar or too large for one."""
    notes = Notes()
    tops = components(data, notes)
    zones = Zones(notes)
    calendars = [one for one in tops if one.name == "VCALENDAR"]
    loose = [one for one in tops if one.name != "VCALENDAR"]
    if not calendars and not any(one.name in ("VEVENT", "VTIMEZONE", *_COUNTED) for one in loose):
        raise UserError(f"This is no calendar: it holds {loose[0].name[:40] or 'nothing'}, not VCALENDAR.")
    for calendar in calendars:
        for part in calendar.inside:
            if part.name == "VTIMEZONE":
                zones.add(part)
    for part in loose:
        if part.name == "VTIMEZONE":
            zones.add(part)
    entries: list[Entry] = []
    counted: dict[str, list[int]] = {}
    for part in [*loose, *(inner for one in calendars for inner in one.inside)]:
        if part.name == "VEVENT":
            entry = _Event(part, zones, notes).read()
            if entry is not None:
                entries.append(entry)
        elif part.name != "VTIMEZONE":
            counted.setdefault(part.name, []).append(part.number)
    for name, lines in counted.items():
        one, many = _COUNTED.get(name, (f"part called {name[:40]}", f"parts called {name[:40]}"))
        said = f"1 {one} is" if len(lines) == 1 else f"{len(lines):,} {many} are"
        notes.say(lines[0], f"{said} no diary entr{'y' if len(lines) == 1 else 'ies'} and {_was(len(lines))} left out.")
    _tell_floating(entries, calendars, notes)
    first = calendars[0] if calendars else loose[0]
    return CalendarFile(
        tuple(entries), notes.all(), first.text("METHOD").upper(), first.text("X-WR-CALNAME"), _calendar_zone(calendars)
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _calendar_zone(calendars: list[Component]) -> str:
    said = next((one.text("X-WR-TIMEZONE") for one in calendars if one.text("X-WR-TIMEZONE")), "")
    return zone_name(zone) if (zone := iana(said) or alias(said)) else ""


def _tell_floating(entries: list[Entry], calendars: list[Component], notes: Notes) -> None:
    floating = [one for one in entries if one.zone == "floating"]
    if floating:
        zone = _calendar_zone(calendars)
        also = f" The calendar as a whole names {zone}." if zone else ""
        what = "1 entry names" if len(floating) == 1 else f"{len(floating):,} entries name"
        notes.say(floating[0].line, f"{what} no time zone: the clock on the wall is meant, wherever it is read.{also}")


def plain_rule(text: str) -> str:
    """A rule's text without what nobody needs: blanks, empty parts, small letters, parts of makers' own."""
    parts = "".join(text.split()).upper().split(";")
    return ";".join(part for part in parts if part and not part.startswith(("X-", "RSCALE=", "SKIP=")))


class _Event:
    """One VEVENT being read: what can't be used is said, and costs the entry only when it has no start."""

    def __init__(self, part: Component, zones: Zones, notes: Notes) -> None:
        self.part, self.zones, self.notes = part, zones, notes
        self.by_name: dict[str, int] = Counter(line.name for line in part.lines)

    def read(self) -> Entry | None:
        """The entry, or None when it can't stand anywhere."""
        part = self.part
        begins = part.first("DTSTART")
        if begins is None:
            self.notes.say(part.number, "This entry has no DTSTART: it was left out.")
            return None
        try:
            start = one_moment(begins, self.zones)
        except BadValue as wrong:
            self.notes.say(begins.number, f"DTSTART {wrong}: the entry was left out.")
            return None
        end, nominal = self._end(start)
        uid = part.text("UID")
        if not uid:
            told = f"{start.isoformat()}\n{part.text('SUMMARY')}\n{end.isoformat()}"
            uid = f"no-uid-{hashlib.sha256(told.encode()).hexdigest()[:24]}"
            self.notes.say(part.number, "This entry has no UID: it was given one made from its time and title.")
        rules = self._rules("RRULE")
        self._tell_short(start, [rule for rule, _said in rules])
        return Entry(
            uid=uid, start=start, end=end, zone=self._zone(start), summary=self._text("SUMMARY"),
            description=self._text("DESCRIPTION"), location=self._text("LOCATION"),
            categories=self._categories(), nominal=nominal,
            rules=tuple(rule for rule, _said in rules), rule_text=tuple(said for _rule, said in rules),
            except_rules=tuple(rule for rule, _said in self._rules("EXRULE")),
            extra=self._extra(start), left_out=self._left_out(), **self._instead(),  # type: ignore[arg-type]
            sequence=self._sequence(), stamp=part.text("DTSTAMP"), status=part.text("STATUS").upper(),
            private=part.text("CLASS").upper() in _HIDDEN, free=part.text("TRANSP").upper() == "TRANSPARENT",
            organizer=next(iter(self._people("ORGANIZER")), None), attendees=tuple(self._people("ATTENDEE")),
            comment=self._text("COMMENT"), line=part.number,
        )  # fmt: skip

    def _text(self, name: str) -> str:
        return self.part.text(name)[:MOST_TEXT] if self.by_name.get(name) else ""

    def _zone(self, start: When) -> str:
        return zone_name(start.tzinfo) if hasattr(start, "tzinfo") else ""

    def _end(self, start: When) -> tuple[When, Span | None]:
        """Where it ends (RFC 5545 3.6.1), and the duration when that is what was said."""
        ends, lasts = self.part.first("DTEND"), self.part.first("DURATION")
        if ends is not None and ends.value.strip():
            try:
                return self._after(start, one_moment(ends, self.zones), ends.number), None
            except BadValue as wrong:
                self.notes.say(ends.number, f"DTEND {wrong}: it ends as an entry without one.")
        elif lasts is not None and lasts.value.strip():
            try:
                span = read_duration(lasts.value)
                if not span.negative:
                    return span.after(start), span
                self.notes.say(lasts.number, "DURATION is negative: it ends as an entry without one.")
            except (BadValue, OverflowError) as wrong:
                told = wrong if isinstance(wrong, BadValue) else "ends beyond the year 9999"
                self.notes.say(lasts.number, f"DURATION {told}: it ends as an entry without one.")
        return Span.usual(start).after(start), None

    def _after(self, start: When, end: When, line: int) -> When:
        timed, ends_timed = hasattr(start, "tzinfo"), hasattr(end, "tzinfo")
        if timed != ends_timed:
            self.notes.say(line, "DTSTART and DTEND are of two kinds (a day, a time): the start’s was taken for both.")
            end = Span.as_kind(end, start)
        elif timed and (start.tzinfo is None) != (end.tzinfo is None):  # type: ignore[union-attr]
            self.notes.say(line, "Only one of DTSTART and DTEND names a time zone: the start’s was taken for both.")
            end = end.replace(tzinfo=start.tzinfo)  # type: ignore[call-arg, union-attr]
        if Span.apart(start, end) < 0:
            self.notes.say(line, "It ends before it begins: it ends as an entry without an end.")
            return Span.usual(start).after(start)
        if not timed and end == start:
            return Span.usual(start).after(start)
        return end

    def _rules(self, name: str) -> list[tuple[Repeat, str]]:
        found = []
        for line in self.part.every(name) if self.by_name.get(name) else ():
            try:
                found.append((read_rule(line.value), plain_rule(line.value)))
            except BadRule as wrong:
                self.notes.say(line.number, f"{name} can’t be used, since {wrong}: without it the entry stands once.")
        return found

    def _tell_short(self, start: When, rules: list[Repeat]) -> None:
        """A series whose UNTIL lies before its first time was emptied; the first time stands all the same."""
        for rule in rules:
            if rule.until is not None and as_day(rule.until) < as_day(start):
                line = self.part.first("RRULE") or self.part.lines[0]
                self.notes.say(line.number, "UNTIL lies before the first time: the entry stands once.")

    def _extra(self, start: When) -> tuple[tuple[When, When | None], ...]:
        found: list[tuple[When, When | None]] = []
        for line in self.part.every("RDATE") if self.by_name.get("RDATE") else ():
            for begin, end in moments(line, self.zones, self.notes):
                if hasattr(begin, "tzinfo") != hasattr(start, "tzinfo"):
                    self.notes.say(line.number, "RDATE is of another kind (a day, a time) than DTSTART.")
                    begin, end = Span.as_kind(begin, start), None
                found.append((begin, end))
        return tuple(found)

    def _left_out(self) -> tuple[When, ...]:
        lines = self.part.every("EXDATE") if self.by_name.get("EXDATE") else ()
        return tuple(begin for line in lines for begin, _end in moments(line, self.zones, self.notes))

    def _instead(self) -> dict[str, object]:
        line = self.part.first("RECURRENCE-ID") if self.by_name.get("RECURRENCE-ID") else None
        if line is None:
            return {}
        try:
            later = line.params.get("RANGE", "").upper() == "THISANDFUTURE"
            return {"instead_of": one_moment(line, self.zones), "and_later": later}
        except BadValue as wrong:
            self.notes.say(line.number, f"RECURRENCE-ID {wrong}: this stands as an entry of its own.")
            return {}

    def _sequence(self) -> int:
        said = self.part.text("SEQUENCE") if self.by_name.get("SEQUENCE") else ""
        return min(int(said), 2**31) if said.isdecimal() and said.isascii() else 0

    def _categories(self) -> tuple[str, ...]:
        lines = self.part.every("CATEGORIES") if self.by_name.get("CATEGORIES") else ()
        return tuple(unescaped(one) for line in lines for one in line.value.split(",") if one.strip())[:50]

    def _people(self, name: str) -> list[Person]:
        found = []
        for line in self.part.every(name) if self.by_name.get(name) else ():
            address = line.value.strip()
            email = address[7:] if address[:7].lower() == "mailto:" else line.params.get("EMAIL", "")
            answer = line.params.get("PARTSTAT", "").lower()
            found.append(Person(line.params.get("CN", "").strip(), email, answer, line.params.get("ROLE", "").lower()))
        return found
