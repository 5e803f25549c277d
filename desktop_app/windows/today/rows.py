"""Today's items as rows and sections in words."""

from __future__ import annotations

from datetime import datetime

from desktop_app.rules.days import counted
from desktop_app.rules.today import Item, Part, due_words, in_order, part_of
from desktop_app.windows.widgets.row_list import Row, Section

_SECTION_ICONS = {
    Part.NOW: ("circle-alert", "late"),
    Part.TODAY: ("sun", None),
    Part.SOON: ("calendar", None),
    Part.LATER: ("hourglass", None),
}


def role_of(item: Item, now: datetime) -> str | None:
    """Colour belongs to time and harm: late under Now, soon today, done when booked, else none."""
    part = part_of(item, now)
    if part is Part.NOW:
        return "late"
    role = due_words(item, now).role
    if role in ("late", "soon", "done"):
        return role
    return None


def row_of(item: Item, now: datetime) -> Row:
    """One item as a row."""
    due = due_words(item, now)
    why = f"{item.why} Ranked by hand: {item.overridden}." if item.overridden else item.why
    parts = (item.subject, item.family, due.first, due.second, why, item.initials)
    return Row(
        item.id, item.icon, role_of(item, now), item.subject, item.family, why, due.first, due.role or None, due.second,
        item.initials, spoken=", ".join(part.rstrip(".") for part in parts if part),
    )  # fmt: skip


Groups = list[tuple[Section | None, list[Row]]]


def groups_of(items: list[Item], now: datetime, *, later: bool) -> tuple[Groups, int]:
    """Sections with their rows, and how many lie further ahead than is shown."""
    groups: Groups = []
    hidden = 0
    for part, found in in_order(items, now):
        if part is Part.LATER and not later:
            hidden = len(found)
            continue
        icon, role = _SECTION_ICONS[part]
        section = Section(str(int(part)), icon, role, part.title(), counted(len(found), "item"))
        groups.append((section, [row_of(item, now) for item in found]))
    return groups, hidden


_FEW = (
    "Nothing needs",
    "One thing needs",
    "Two things need",
    "Three things need",
    "Four things need",
    "Five things need",
)


def sentence(workers: int, children: int, first: int) -> str:
    """The one sentence under the date."""
    need = _FEW[first] if first < len(_FEW) else f"{first} things need"
    needed = f"{need} you first." if first else "Nothing needs you now."
    if not children and not first:
        return "No families here yet. Add one in Families with Ctrl N."
    return f"{counted(workers, 'social worker')}, {counted(children, 'child', 'children')}. {needed}"
