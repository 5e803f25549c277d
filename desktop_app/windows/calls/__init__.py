"""The workspace Calls."""

from __future__ import annotations

from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.workspace import Workspace

CALLS = Workspace("calls", "Calls", "phone", CallsPage)
