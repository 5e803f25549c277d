"""Every kind of record, imported once so that the register is complete."""

from desktop_app.records import (
    chasing,
    checks,
    contacts,
    diary,
    documents,
    families,
    meetings,
    pathway,
    people,
    sync,
    team,
    time_use,
    work,
)

__all__ = [
    "chasing",
    "checks",
    "contacts",
    "diary",
    "documents",
    "families",
    "meetings",
    "pathway",
    "people",
    "sync",
    "team",
    "time_use",
    "work",
]
