"""Rule packs: dated lists of timescales as data (`resources/timescales`), national, by council and for adults.

A pack stands on others (`bases`), changes some of their rules and adds its own. An authority may tighten a national
timescale freely; loosening one asks for a reason and an owner, or the pack is refused. What happened is judged by the
pack in force on its day, so a new edition of the guidance changes nothing in the past.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app import clock, paths
from desktop_app.errors import UserError
from desktop_app.rules.days import day_words
from desktop_app.rules.timescales.count import Count, Due, Unit, due_after, due_in_terms, later, read_count

Terms = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One timescale. `after` is None for what is watched but not counted (a flag or a list of steps).

    `on` and `met_by` are steps of a child's pathway: what starts the clock, what stops it. `repeats`: the clock starts
    again with each step that met it. `nth`, `nth_on`: only after so many of `on`, or from so many on. `per`: a new one
    of these ("placement") makes earlier steps not count. `only`: statuses a child must have. `virtual`: a video visit
    meets it. `standing`: statute, guidance or local. `quiet`: counted when asked, never listed by itself.
    """

    code: str
    title: str
    after: Count | None
    on: str = ""
    met_by: tuple[str, ...] = ()
    repeats: bool = False
    per: str = ""
    nth: int = 0
    nth_on: int = 0
    only: tuple[str, ...] = ()
    owner: str = "social worker"
    source: str = ""
    standing: str = "local"
    day_one: bool = False
    virtual: bool = False
    plan_wins: bool = False
    quiet: bool = False
    note: str = ""
    national: Count | None = None
    reason: str = ""
    loosened_by: str = ""

    def due(self, start: date, terms: Terms = ()) -> Due:
        """The due day from a trigger. UserError where nothing is counted."""
        if self.after is None:
            raise UserError(
                f"{self.code} has no number of days: {self.note or self.title}.", "Record its dates instead."
            )
        if self.after.unit is Unit.TERMS:
            return due_in_terms(start, terms)
        return due_after(start, self.after, day_one=self.day_one)

    def words(self) -> str:
        """ "Assessment authorised: 45 working days after referral"."""
        if self.after is None:
            return self.title
        how = self.after.words() if self.after.number < 0 else f"{self.after.words()} after"
        return f"{self.title}: {how} {self.on.replace('_', ' ')}".rstrip()


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole set of rules in force from a day on. `labels`: what the field calls things under this edition."""

    name: str
    title: str
    version: str
    since: date
    rules: Mapping[str, Rule]
    terms: Terms = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def rule(self, code: str) -> Rule:
        """The rule of a code, however it is written. UserError with what comes near."""
        said = code.strip().upper()
        found = self.rules.get(said)
        if found is not None:
            return found
        family = [one for one in self.rules if said and one.startswith(f"{said}-")]
        near = family or difflib.get_close_matches(said, self.rules, n=3, cutoff=0.5)
        hint = f"Perhaps {', '.join(near)}." if near else "“casemate explain due list” names every code."
        raise UserError(f"No timescale is called “{code}” in {self.title}.", hint)

    def due(self, code: str, start: date) -> Due:
        """When the rule's deed is due for a trigger on `start`."""
        return self.rule(code).due(start, self.terms)


def names() -> list[str]:
    """The packs that ship, in alphabetical order."""
    return sorted(path.stem for path in _folder().glob("*.toml"))


@cache
def pack(name: str) -> Pack:
    """A shipped pack by its name. UserError when there is none."""
    said = name.strip().casefold()
    if said not in names():
        raise UserError(f"No rule pack is called “{name}”.", f"There are: {', '.join(names())}; or give a .toml file.")
    return read_pack(_folder() / f"{said}.toml")


def pack_on(day: date) -> Pack:
    """The national pack in force on a day; the earliest one for days before it."""
    return next((one for one in reversed(_nationals()) if one.since <= day), _nationals()[0])


@cache
def _nationals() -> tuple[Pack, ...]:
    """The editions of the national guidance, the oldest first."""
    editions = (pack(name) for name in names() if name.startswith("national-"))
    return tuple(sorted(editions, key=lambda one: one.since))


def read_pack(path: Path) -> Pack:
    """Read a pack file with the packs it stands on. UserError naming file and rule when it is not right."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return _pack(path.stem, data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise UserError(
            f"The rule pack {path.name} can't be read: {trouble}.", "Mend the file or use another."
        ) from None
    except (KeyError, TypeError, ValueError) as trouble:
        raise UserError(f"The rule pack {path.name} lacks or misspells {trouble}.", "Mend the file.") from None


def _pack(name: str, data: dict[str, Any]) -> Pack:
    rules: dict[str, Rule] = {}
    labels: dict[str, str] = {}
    terms: Terms = ()
    for base in data.get("bases", []):
        under = pack(base)
        rules |= under.rules
        labels |= under.labels
        terms = under.terms or terms
    for code, row in data.get("rules", {}).items():
        rules[code] = _rule(code, row)
    for code, row in data.get("local", {}).items():
        rules[code] = _local(rules[code], row, data["title"])
    given = tuple((one["from"], one["to"]) for one in data.get("terms", []))
    return Pack(
        name, data["title"], data["version"], data["since"], rules, given or terms, labels | data.get("labels", {})
    )


_LISTS = ("met_by", "only")


def _rule(code: str, row: dict[str, Any]) -> Rule:
    told: dict[str, Any] = {
        key: tuple(value) if key in _LISTS else value for key, value in row.items() if key != "after"
    }
    return Rule(code=code, after=read_count(row["after"]) if "after" in row else None, **told)


def _local(national: Rule, row: dict[str, Any], title: str) -> Rule:
    after = read_count(row["after"]) if "after" in row else national.after
    changed = replace(
        national,
        after=after,
        source=row.get("source", title),
        standing="local",
        day_one=row.get("day_one", national.day_one),
        owner=row.get("owner", national.owner),
        reason=row.get("reason", ""),
        loosened_by=row.get("loosened_by", ""),
        national=national.national or national.after,
    )
    if _loosens(national, changed) and not (changed.reason and changed.loosened_by):
        usual = changed.national.words() if changed.national else ""
        raise UserError(
            f"{title} gives {national.code} longer than the national {usual}.",
            "Give a reason and who agreed to it (reason, loosened_by), or keep to the national timescale.",
        )
    return changed


def _loosens(national: Rule, changed: Rule) -> bool:
    if national.standing == "local" or national.after is None or changed.after is None:
        return False
    first = date(2026, 1, 1)
    days = tuple(first + timedelta(days=ahead) for ahead in range(0, 365, 3))
    return later(changed.after, national.after, days=days)


def _folder() -> Path:
    return paths.resources() / "timescales"


def explain(start: date, what: str, named: str = "") -> tuple[Due, Rule | None, Pack | None]:
    """Due day of a code or of a bare count such as "+45wd", by the pack (or pack file) named or else of that day."""
    if what.strip()[:1] in "+-−–" or what.strip()[:1].isdigit():
        return due_after(start, read_count(what)), None, None
    day = clock.local(start).date() if isinstance(start, datetime) else start
    own = named.endswith(".toml")
    judged = read_pack(Path(named)) if own else pack(named) if named else pack_on(day)
    rule = judged.rule(what)
    due = rule.due(start, judged.terms)
    if judged.since > day and named:
        due = replace(
            due, why=f"{due.why}; {judged.title} came into force only on {day_words(judged.since, year=True)}"
        )
    return due, rule, judged
