"""Steps on a child's pathway, placements, and what a plan agrees: what starts, stops and shortens the clocks."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.families import Family
from desktop_app.records.pathway import AgreedTime, Placement, Step
from desktop_app.records.people import Person
from desktop_app.records.team import Team
from desktop_app.records.words import PlacementKind, StepKind
from desktop_app.rules.timescales import names, read_count


@command("Record a step")
def record_step(
    work: Work,
    /,
    family_id: str,
    child_ids: tuple[str, ...],
    kind: StepKind,
    on: date,
    *,
    at: datetime | None = None,
    virtual: bool = False,
    alone: bool = False,
    outcome: str = "",
    late_because: str = "",
    source_id: str = "",
) -> list[Step]:
    """Something happened to one or more children of a family; siblings get a step each."""
    if not child_ids:
        raise UserError("For which child?", "Tick at least one.", "children")
    if on > clock.local(work.now).date():
        raise UserError("That day has not come yet.", "Book it in the diary; it is recorded when it is done.", "on")
    work.get(Family, family_id)
    children = [work.get(Person, child_id) for child_id in child_ids]
    who = children[0].known_as or children[0].given if len(children) == 1 else f"{len(children)} children"
    work.title = f"{kind.words().capitalize()} for {who}"
    return [
        work.add(
            Step(
                family_id=family_id, child_id=child.id, kind=kind, on=on, at=at, virtual=virtual, alone=alone,
                outcome=outcome.strip(), late_because=late_because.strip(), source_id=source_id,
            )
        )
        for child in children
    ]  # fmt: skip


@command("Placement")
def place(
    work: Work,
    /,
    family_id: str,
    child_id: str,
    kind: PlacementKind,
    since: date,
    *,
    where: str = "",
    postcode: str = "",
    until_eighteen: bool = False,
) -> Placement:
    """A child moves: the placement before ends that day and the visit clocks start again."""
    for old in work.find(Placement, child_id=child_id):
        if old.until is None:
            if old.since is not None and old.since > since:
                raise UserError("A later placement is already recorded.", "Give it a day after that one.", "since")
            work.change(old, until=since)
    return work.add(
        Placement(
            family_id=family_id, child_id=child_id, kind=kind, since=since, place=where, postcode=postcode,
            until_eighteen=until_eighteen,
        )
    )  # fmt: skip


@command("Agreed timescale")
def agree_time(
    work: Work, /, family_id: str, child_id: str, rule: str, every: str, *, agreed_by: str = "", reason: str = ""
) -> AgreedTime | None:
    """The plan says how often; with nothing in `every` the pack's own number counts again."""
    for old in work.find(AgreedTime, child_id=child_id, rule=rule):
        work.remove(old)
    if not every.strip():
        return None
    words = read_count(every).words()
    return work.add(
        AgreedTime(
            family_id=family_id, child_id=child_id, rule=rule, every=words, since=clock.local(work.now).date(),
            agreed_by=agreed_by, reason=reason,
        )
    )  # fmt: skip


@command("Timescales of the team")
def choose_pack(work: Work, /, team_id: str, pack: str) -> Team:
    """Which authority's rule pack judges a team's work; empty for the national one of the day."""
    if pack and pack not in names():
        raise UserError(f"No rule pack is called “{pack}”.", f"There are: {', '.join(names())}.", "pack")
    return work.change(work.get(Team, team_id), pack=pack)
