"""The family on a day: who was born, together, living where and under which plan by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.facts import Couple, Facts, Home, Someone, Stay

CARRIED = timedelta(weeks=40)
"""A child is drawn as a pregnancy for so long before birth (NICE NG201: 40 weeks)."""


def at_date(facts: Facts, day: date) -> Facts:
    """The facts as they stood on `day`. What has no date is taken to have been so; nothing later is told."""
    people = tuple(one for one in (_then(someone, day) for someone in facts.people) if one is not None)
    here = {one.id for one in people}
    couples = tuple(one for one in (_couple(couple, here, day, facts) for couple in facts.couples) if one is not None)
    known = {one.id for one in couples}
    return replace(
        facts,
        people=people,
        couples=couples,
        descents=tuple(
            one
            for one in facts.descents
            if one.child in here and one.couple in known and not ages.is_after(one.since, day)
        ),
        together=tuple(
            replace(one, children=left)
            for one in facts.together
            if len(left := tuple(child for child in one.children if child in here)) > 1
        ),
        homes=tuple(_home(one, here, day) for one in facts.homes),
        ties=tuple(one for one in facts.ties if one.a in here and one.b in here and _holds(one.since, one.until, day)),
        statuses=tuple(one for one in facts.statuses if one.person in here and _holds(one.since, one.until, day)),
        holders=tuple(
            one
            for one in facts.holders
            if one.holder in here and one.child in here and _holds(one.since, one.until, day)
        ),
    )


def _holds(since: str, until: str, day: date) -> bool:
    ended = ages.bounds(until)
    return not ages.is_after(since, day) and (ended is None or ended[1] >= day)


def _stays(stay: Stay, day: date) -> bool:
    """Whether somebody lives there on a day: from the day they leave a home it is not theirs."""
    left = ages.bounds(stay.until)
    return not ages.is_after(stay.since, day) and (left is None or left[1] > day)


def today_of(facts: Facts, day: date) -> Facts:
    """Everyone on the day of writing, with what is over by then left out; nobody is left out, whatever is dated."""
    then = at_date(facts, day)
    here = {one.id for one in facts.people}
    homes = tuple(_home(home, here, day) for home in facts.homes)
    return replace(facts, homes=homes, ties=then.ties, statuses=then.statuses, holders=then.holders)


def _then(someone: Someone, day: date) -> Someone | None:
    """Somebody as they were: unborn in the last weeks before birth, not yet dead; None before that."""
    if ages.is_after(someone.born, day):
        born = ages.bounds(someone.born)
        if born is None or born[0] - CARRIED > day:
            return None
        return replace(someone, pregnancy=True, due=someone.due or someone.born, born="", dead=False, died="", cause="")
    if someone.pregnancy:
        due = ages.bounds(someone.due)
        return None if due is not None and due[0] - CARRIED > day else someone
    if ages.is_after(someone.died, day):
        return replace(someone, dead=False, died="", cause="")
    return someone


def _couple(couple: Couple, here: set[str], day: date, facts: Facts) -> Couple | None:
    """A couple that had met by then, or had a child; whoever was not born yet is left out of it."""
    a, b = (one if one in here else "" for one in (couple.a, couple.b))
    begun = tuple(one for one in couple.episodes if not ages.is_after(one.since, day))
    children = any(one.couple == couple.id and one.child in here for one in facts.descents)
    if not children and (not (a and b) or (couple.episodes and not begun)):
        return None
    return replace(couple, a=a, b=b, episodes=begun)


def _home(home: Home, here: set[str], day: date) -> Home:
    return replace(home, stays=tuple(one for one in home.stays if one.person in here and _stays(one, day)))
