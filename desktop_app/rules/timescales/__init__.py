"""Statutory timescales: rule packs as data, how they count, and what each child's clock says now."""

from desktop_app.rules.timescales.count import Count, Due, Unit, due_after, read_count
from desktop_app.rules.timescales.packs import Pack, Rule, explain, names, pack, pack_on, read_pack

__all__ = [
    "Count",
    "Due",
    "Pack",
    "Rule",
    "Unit",
    "due_after",
    "explain",
    "names",
    "pack",
    "pack_on",
    "read_count",
    "read_pack",
]
