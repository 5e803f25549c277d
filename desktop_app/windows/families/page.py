"""The page of Families."""

from __future__ import annotations

from desktop_app.windows.workspace import Page, Room


class FamiliesPage(Page):
    """The page of Families."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Families")
        self.add_call_button()
        self.column.addStretch(1)
