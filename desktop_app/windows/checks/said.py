"""How a child, a service and its ages are said in the lists and forms of this workspace."""

from __future__ import annotations

from datetime import date

from desktop_app.records.checks import Service
from desktop_app.records.people import Person
from desktop_app.rules.days import age_on, counted


def said_child(child: Person, today: date) -> str:
    """ "Leo, 9"; a baby to come is said so."""
    age = age_on(child.born, today)
    name = child.known_as or child.given or "unborn baby"
    return f"{name}, {age}" if age is not None else name


def said_ages(service: Service) -> str:
    """ "ages 5 to 11", "from 16", "up to 4", "all ages"."""
    first, last = service.age_from, service.age_to
    if first and last:
        return f"ages {first} to {last}"
    return f"from {first}" if first else f"up to {last}" if last else "all ages"


def said_service(service: Service) -> str:
    """What it helps with, where, for whom, and how long people wait."""
    wait = f"{counted(service.weeks, 'week')} wait" if service.weeks else ""
    parts = (", ".join(service.needs), ", ".join(service.areas), said_ages(service), wait)
    return " · ".join(part for part in parts if part)
