"""Every kind of record, imported once so that the register is complete."""

from desktop_app.records import contacts, families, people, sync, team, work

__all__ = ["contacts", "families", "people", "sync", "team", "work"]
