"""A child's way through the service: steps on days, placements, and how often a plan says a child is seen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import PlacementKind, StepKind


@record("step", words="Step", scope="family_id")
class Step(Record):
    """Something that happened to a child on a day and that starts or stops a clock. `at` where the hour counts.

    `virtual`: by video, which meets a rule only when the rule says so. `source_id`: the entry, call or paper it is in.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    kind: Annotated[StepKind, Rule(words="what happened", material=True, index=True)] = StepKind.OTHER
    on: Annotated[date | None, Rule(words="on", material=True)] = None
    at: Annotated[datetime | None, Rule(words="at")] = None
    virtual: Annotated[bool, Rule(words="by video")] = False
    alone: Annotated[bool, Rule(words="seen alone")] = False
    outcome: Annotated[str, Rule(words="outcome", search=True, material=True)] = ""
    said_by: Annotated[str, Rule(words="who said so")] = ""
    late_because: Annotated[str, Rule(words="reason it was late", search=True)] = ""
    source_id: Annotated[str, Rule(index=True)] = ""


@record("placement", words="Placement", scope="family_id")
class Placement(Record):
    """Where a looked-after child lives; the clocks of visits start again with each one."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    kind: Annotated[PlacementKind, Rule(words="kind", material=True)] = PlacementKind.FOSTER
    since: Annotated[date | None, Rule(words="from", material=True)] = None
    until: Annotated[date | None, Rule(words="to", material=True)] = None
    until_eighteen: Annotated[bool, Rule(words="meant to last until 18", material=True)] = False
    place: Annotated[str, Rule(words="with", search=True)] = ""
    postcode: Annotated[str, Rule(words="postcode", material=True)] = ""


@record("agreed_time", words="Agreed timescale", scope="family_id")
class AgreedTime(Record):
    """That a child's plan sets a rule's length itself ("10 working days"); the plan wins over the pack."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    rule: Annotated[str, Rule(words="rule", index=True)] = ""
    every: Annotated[str, Rule(words="how often", material=True)] = ""
    since: Annotated[date | None, Rule(words="from")] = None
    agreed_by: Annotated[str, Rule(words="agreed by")] = ""
    reason: Annotated[str, Rule(words="why")] = ""
