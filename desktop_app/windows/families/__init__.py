"""The workspace Families."""

from __future__ import annotations

from desktop_app.windows.families.page import FamiliesPage
from desktop_app.windows.workspace import Workspace

FAMILIES = Workspace("families", "Families", "users", FamiliesPage)
