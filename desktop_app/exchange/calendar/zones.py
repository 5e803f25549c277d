"""Time zones of a calendar file: IANA's names, the file's own VTIMEZONE, Windows' names; never silently floating."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from desktop_app import clock, paths
from desktop_app.exchange.calendar.lines import Component, Notes
from desktop_app.rules.repeats import BadRule, Budget, TooMany, read_rule, starts

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2}):?(\d{2})?")
_NAMED_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?(\d{2}))?\)?")
_MOMENT = re.compile(r"(\d{8})T(\d{6})Z?")
_PATH = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}$")
_LAST = datetime(2100, 1, 1)  # noqa: DTZ001 - wall clock of the zone itself
UTC_ZONE = ZoneInfo("UTC")


@cache
def _names() -> dict[str, str]:
    """IANA's name by every other name, in small letters."""
    data = tomllib.loads((paths.resources() / "time-zones" / "names.toml").read_text("utf-8"))
    windows: dict[str, str] = data["windows"]
    named = {**windows, **{said: windows[name] for said, name in data["display"].items()}, **data["other"]}
    return {said.casefold(): name for said, name in named.items()}


@cache
def _known() -> dict[str, str]:
    """IANA's names by their small letters."""
    return {name.casefold(): name for name in available_timezones()}


@cache
def iana(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, in capitals or not."""
    known = _known().get(name.casefold())
    return ZoneInfo(known) if known else None


def alias(name: str) -> ZoneInfo | None:
    """The zone behind Windows' name, a name that Outlook shows, or a name with a maker's path before it."""
    said = name.strip().strip('"').strip()
    if found := _names().get(said.casefold()):
        return iana(found)
    # "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "posix/Europe/Vaduz"
    if path := _PATH.search(said):
        parts = path[0].split("/")
        return iana("/".join(parts)) or iana("/".join(parts[-2:]))
    return None


class FileZone(tzinfo):
    """The zone that a VTIMEZONE of the file describes; before its first change its first offset holds."""

    def __init__(self, key: str, changes: list[tuple[datetime, timedelta, timedelta, str]]) -> None:
        """`changes`: (the moment in UTC without a zone, offset before, offset after, name), in order."""
        self.key = key
        self._utc = [one[0] for one in changes]
        self._after = [changes[0][1], *(one[2] for one in changes)]
        self._names = [key, *(one[3] for one in changes)]
        # PEP 495: a first reading holds until both clocks have passed the change, a second from the first of them
        self._walls = (
            [at + max(before, after) for at, before, after, _name in changes],
            [at + min(before, after) for at, before, after, _name in changes],
        )

    def __repr__(self) -> str:
        return f"FileZone({self.key!r})"

    def _place(self, when: datetime | None) -> int:
        if when is None:
            return 0
        return bisect_right(self._walls[when.fold], when.replace(tzinfo=None, fold=0))

    def utcoffset(self, when: datetime | None) -> timedelta:
        """What its clock is ahead of UTC."""
        return self._after[self._place(when)]

    def dst(self, when: datetime | None) -> timedelta:
        """Not told by a file; nothing here asks for it."""
        return timedelta()

    def tzname(self, when: datetime | None) -> str:
        """TZNAME, or the zone's own name."""
        return self._names[self._place(when)]

    def fromutc(self, when: datetime) -> datetime:
        """The wall clock's time, with the fold of a time that comes twice."""
        there = when.replace(tzinfo=None)
        place = bisect_right(self._utc, there)
        wall = there + self._after[place]
        again = place > 0 and wall < self._walls[0][place - 1] and self._after[place] < self._after[place - 1]
        return wall.replace(tzinfo=self, fold=int(again))


def read_zone(component: Component, budget: Budget) -> FileZone:
    """The zone of a VTIMEZONE. ValueError says what is wrong with it."""
    changes: list[tuple[datetime, timedelta, timedelta, str]] = []
    for part in component.inside:
        if part.name not in ("STANDARD", "DAYLIGHT"):
            continue
        before, after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
        first = _wall(part.text("DTSTART"))
        walls = {first}
        for line in part.every("RDATE"):
            walls |= {_wall(one.split("/")[0]) for one in line.value.split(",") if one.strip()}
        for line in part.every("RRULE"):
            walls |= set(_yearly(line.value, first, before, budget))
        name = part.text("TZNAME")
        changes += [(wall - before, before, after, name) for wall in walls]
    if not changes:
        raise ValueError("it has no STANDARD or DAYLIGHT part")
    changes.sort(key=lambda one: one[0])
    return FileZone(component.text("TZID"), changes)


def _yearly(text: str, first: datetime, before: timedelta, budget: Budget) -> list[datetime]:
    rule = read_rule(text)
    until = _LAST
    if isinstance(rule.until, datetime):
        until = rule.until + (before if rule.until_utc else timedelta())
    elif rule.until is not None:
        until = datetime.combine(rule.until, datetime.max.time())
    # Windows begins its rules in 1601: what lies before 1960 is of no diary
    after = first if rule.count else max(first, datetime(1960, 1, 1))  # noqa: DTZ001
    try:
        return list(starts(rule, first, after=after, until=min(until, _LAST), step=budget.rule()))
    except TooMany:
        raise ValueError("its rule can’t be counted") from None


def _offset(said: str) -> timedelta:
    match = _OFFSET.fullmatch(said.strip())
    if match is None:
        raise ValueError(f"“{said[:20]}” is no offset")
    length = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if length >= timedelta(days=1):
        raise ValueError(f"“{said[:20]}” is no offset")
    return -length if match[1] == "-" else length


def _wall(said: str) -> datetime:
    match = _MOMENT.fullmatch(said.strip())
    if match is None and re.fullmatch(r"\d{8}", said.strip()):
        return datetime.strptime(said.strip(), "%Y%m%d")  # noqa: DTZ007 - wall clock of the zone itself
    if match is None:
        raise ValueError(f"“{said[:20]}” is no moment")
    return datetime.strptime(match[1] + match[2], "%Y%m%d%H%M%S")  # noqa: DTZ007


def zone_name(zone: tzinfo | None) -> str:
    """Its name for people and files: IANA's, or the file's own."""
    if zone is None:
        return "floating"
    return "UTC" if zone is UTC else getattr(zone, "key", None) or str(zone)


@dataclass
class Zones:
    """The zones of one file by TZID, worked out once each; what was taken for an unknown one is said."""

    notes: Notes
    own: dict[str, Component] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    _found: dict[str, tzinfo] = field(default_factory=dict)
    _made: dict[str, FileZone | None] = field(default_factory=dict)
    _compared: set[tuple[str, int]] = field(default_factory=set)

    def add(self, component: Component) -> None:
        """Know a VTIMEZONE of the file, wherever in it it stands; the first of a name counts."""
        name = component.text("TZID").strip('"')
        if not name:
            self.notes.say(component.number, "This VTIMEZONE has no TZID: nothing can refer to it.")
        self.own.setdefault(name, component)

    def get(self, name: str, line: int) -> tzinfo:
        """The zone of a TZID met on a line."""
        name = name.strip().strip('"').strip()
        if name not in self._found:
            self._found[name] = self._look(name, line)
        return self._found[name]

    def _look(self, name: str, line: int) -> tzinfo:
        known = iana(name)
        if known is not None:
            return known
        own = self._own_zone(name)
        if own is not None:
            return own
        known = alias(name)
        if known is not None:
            return known
        match = _NAMED_OFFSET.match(name)
        if match and int(match[2]) < 24:
            ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
            # the names of Etc/ count the other way round: Etc/GMT-3 is three hours ahead
            name_of = f"Etc/GMT{'+' if match[1] == '-' else '-'}{int(match[2])}" if ahead.seconds % 3600 == 0 else ""
            fixed = iana(name_of) or timezone(-ahead if match[1] == "-" else ahead, name)
            said = f"{'-' if match[1] == '-' else '+'}{ahead} from UTC was taken all the year round, as its name says."
            self.notes.say(line, f"The time zone “{name[:60]}” is not known; {said}")
            return fixed
        said = "and the file does not describe it; England’s (Europe/London) was taken. Check the times."
        self.notes.say(line, f"The time zone “{name[:60]}” is not known {said}")
        return clock.LONDON

    def _own_zone(self, name: str) -> FileZone | None:
        if name not in self._made:
            component = self.own.get(name)
            self._made[name] = None
            if component is not None:
                try:
                    self._made[name] = read_zone(component, self.budget)
                except (BadRule, ValueError, OverflowError) as wrong:
                    said = f"The file’s description of the time zone “{name[:60]}” can’t be used: {wrong}."
                    self.notes.say(component.number, said)
        return self._made[name]

    def compare(self, name: str, wall: datetime, line: int) -> None:
        """Say when the file describes a zone of IANA's name otherwise than the world's list, at this time."""
        if name not in self.own or (name, wall.year) in self._compared:
            return
        known, own = iana(name), self._own_zone(name)
        if known is None or own is None:
            return
        there = wall.replace(tzinfo=None)
        if known.utcoffset(there) != own.utcoffset(there):
            self._compared.add((name, wall.year))
            self.notes.say(line, f"The file describes {name} otherwise than the official list for {wall:%Y-%m-%d}; "
                                 "the official one was taken.")  # fmt: skip


@cache
def iana_like(zone: FileZone) -> ZoneInfo | None:
    """A zone of IANA's whose clock goes as this one does from 2020 to 2035; England's first."""
    noons = [datetime(2020, 1, 1, 12) + timedelta(days=3 * ahead) for ahead in range(16 * 122)]  # noqa: DTZ001
    wanted = [zone.utcoffset(noon) for noon in noons]
    names = dict.fromkeys(["Europe/London", *_names().values()])
    for known in filter(None, map(iana, names)):
        if known.utcoffset(noons[0]) == wanted[0] and [known.utcoffset(noon) for noon in noons] == wanted:
            return known
    return None
