"""What is drawn of a family on a day, and where everyone stands: made anew after every change, by one function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.at_date import at_date, today_of
from desktop_app.rules.genogram.facts import Facts, Someone
from desktop_app.rules.genogram.legend import Entry, legend
from desktop_app.rules.genogram.notation import ENGLAND, PLAIN, Manner
from desktop_app.rules.genogram.overlays import SHOWN, Show
from desktop_app.rules.genogram.picture import draw
from desktop_app.rules.genogram.shapes import Picture

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Options:
    """What is laid over the family, and how gently it is drawn."""

    show: Show = SHOWN
    manner: Manner = PLAIN


@dataclass(frozen=True, slots=True)
class Scene:
    """One drawing: the facts of the day, the picture, the centre of everyone, the legend, and what was not drawn."""

    facts: Facts
    as_at: date
    picture: Picture
    at: Mapping[str, Point]
    row: Mapping[str, int]
    legend: tuple[Entry, ...]
    told: tuple[str, ...]

    def someone(self, person_id: str) -> Someone | None:
        """Who that is, if they are drawn."""
        return next((one for one in self.facts.people if one.id == person_id), None)

    def on_paper(self, options: Options) -> Picture:
        """The same picture with its legend, for print and files."""
        return draw(
            self.facts, self.as_at, ENGLAND, options.manner, hints=self.at, title=self.picture.title, show=options.show
        )[0]

    @property
    def generations(self) -> int:
        """How many rows there are."""
        return len(set(self.row.values()))


def compose(facts: Facts, today: date, as_at: date, options: Options, hints: Mapping[str, Point], title: str) -> Scene:
    """The drawing of a day. `hints` are the places last shown, so that nothing jumps."""
    then = today_of(facts, today) if as_at == today else at_date(facts, as_at)
    picture, found = draw(
        then, as_at, ENGLAND, options.manner, hints=hints or None, title=title, show=options.show, with_legend=False
    )
    centre = _centres(picture)
    at = {one: centre.get(one, (found.x[n], float(found.row[n]))) for n, one in enumerate(found.kin.ids)}
    row = {one: found.row[n] for n, one in enumerate(found.kin.ids)}
    entries = legend(picture.used, ENGLAND, options.manner, then.statuses)
    return Scene(then, as_at, picture, at, row, entries, found.told)


def _centres(picture: Picture) -> dict[str, Point]:
    """Where the picture says that everyone stands; somebody drawn twice stands where they were drawn first."""
    found: dict[str, Point] = {}
    for mark in picture.marks:
        data = dict(mark.data)
        if mark.kind == "person" and "x" in data and "ghost" not in data:
            found.setdefault(mark.id, (float(data["x"]), float(data["y"])))
    return found


def kin_of(scene: Scene, person_id: str) -> dict[str, list[str]]:
    """Whom the arrows reach: parents up, children down, and everyone of the row from left to right."""
    couples = {one.id: one for one in scene.facts.couples}
    up: list[str] = []
    down: list[str] = []
    for one in scene.facts.descents:
        couple = couples.get(one.couple)
        if couple is None:
            continue
        if one.child == person_id:
            up += [parent for parent in (couple.a, couple.b) if parent in scene.at]
        elif person_id in (couple.a, couple.b) and one.child in scene.at:
            down.append(one.child)
    here = scene.row.get(person_id, 0)
    across = sorted((one for one, row in scene.row.items() if row == here), key=lambda one: scene.at[one][0])
    across_at = {one: scene.at[one][0] for one in scene.at}
    mine = across_at.get(person_id, 0.0)
    return {
        "up": sorted(dict.fromkeys(up), key=lambda one: abs(across_at[one] - mine)),
        "down": sorted(dict.fromkeys(down), key=lambda one: across_at[one]),
        "across": across,
    }


def dated_steps(facts: Facts, today: date) -> list[tuple[date, str]]:
    """The days on which the picture changed, in order, each with the words for it; today is the last."""
    found: dict[date, list[str]] = {}
    names = {one.id: one.given or one.name or "somebody" for one in facts.people}

    def say(known: str, words: str) -> None:
        span = ages.bounds(known)
        if span is not None and date.min < span[0] < today:
            found.setdefault(span[0], []).append(words)

    for one in facts.people:
        say(one.born, f"{names[one.id]} born")
        say(one.died, f"{names[one.id]} died")
    for couple in facts.couples:
        if couple.a in names and couple.b in names:
            pair = f"{names[couple.a]} and {names[couple.b]}"
            for episode in couple.episodes:
                say(episode.since, f"{pair} together")
                say(episode.until, f"{pair} apart")
    for status in facts.statuses:
        if status.person in names:
            say(status.since, f"{names[status.person]}: {status.words or status.badge}")
    steps = [(day, " · ".join(dict.fromkeys(words))) for day, words in sorted(found.items())]
    return [*steps, (today, "today")]
