"""Who works with the families: teams, social workers, other professionals and their agencies."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from desktop_app.records.base import Record, Rule, record


@record("team", words="Team")
class Team(Record):
    """A team with its ladder: whom an urgent message goes to, and after how many minutes."""

    name: Annotated[str, Rule(words="team", search=True, index=True)] = ""
    manager: Annotated[str, Rule(words="team manager")] = ""
    manager_phone: Annotated[str, Rule(words="manager's number")] = ""
    duty: Annotated[str, Rule(words="duty")] = "Duty"
    duty_phone: Annotated[str, Rule(words="duty's number")] = ""
    pack: Annotated[str, Rule(words="timescales")] = ""
    """The rule pack of the authority; the national one of the day when empty."""
    ladder_worker: Annotated[int, Rule(words="remind the social worker after, minutes")] = 10
    ladder_duty: Annotated[int, Rule(words="tell duty after, minutes")] = 20
    ladder_manager: Annotated[int, Rule(words="tell the manager after, minutes")] = 30


@record("worker", words="Social worker", scope="id")
class Worker(Record):
    """Someone whose work the assistant carries: a social worker, or the assistant (`is_me`)."""

    name: Annotated[str, Rule(words="name", search=True, index=True)] = ""
    initials: Annotated[str, Rule(words="initials")] = ""
    role: Annotated[str, Rule(words="role")] = "social worker"
    team_id: Annotated[str, Rule(ref="team")] = ""
    phone: Annotated[str, Rule(words="number", search=True)] = ""
    email: Annotated[str, Rule(words="email", search=True)] = ""
    mine: Annotated[bool, Rule(words="I work for them")] = True
    is_me: bool = False
    place: Annotated[int, Rule(words="order")] = 0


@record("allocation", words="Allocated to", scope="family_id")
class Allocation(Record):
    """That a family is with a worker, in what role, from when to when. Two at once are possible."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="social worker", material=True)] = ""
    role: Annotated[str, Rule(words="role")] = "social worker"
    since: Annotated[date | None, Rule(words="from")] = None
    until: Annotated[date | None, Rule(words="to")] = None


@record("agency", words="Agency")
class Agency(Record):
    """A school, surgery, police team, housing office or any other body."""

    name: Annotated[str, Rule(words="agency", search=True, index=True)] = ""
    kind: Annotated[str, Rule(words="kind")] = ""
    phone: Annotated[str, Rule(words="number", search=True)] = ""
    email: Annotated[str, Rule(words="email", search=True)] = ""
    address: Annotated[str, Rule(words="address", search=True)] = ""


@record("professional", words="Professional")
class Professional(Record):
    """A teacher, midwife, officer or other person at an agency."""

    name: Annotated[str, Rule(words="name", search=True, index=True)] = ""
    role: Annotated[str, Rule(words="role", search=True)] = ""
    agency_id: Annotated[str, Rule(ref="agency", words="agency")] = ""
    phone: Annotated[str, Rule(words="number", search=True)] = ""
    digits: Annotated[str, Rule(index=True)] = ""
    email: Annotated[str, Rule(words="email", search=True, index=True)] = ""


@record("involvement", words="Around the family", scope="family_id")
class Involvement(Record):
    """That a professional works with a family, for some time."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    professional_id: Annotated[str, Rule(ref="professional", words="professional")] = ""
    role: Annotated[str, Rule(words="role")] = ""
    since: Annotated[date | None, Rule(words="from")] = None
    until: Annotated[date | None, Rule(words="to")] = None
