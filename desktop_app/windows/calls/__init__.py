"""The workspace Calls: calls, emails, and what follows from them."""

from __future__ import annotations

from desktop_app.windows.calls.keys import ACTIONS
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.workspace import Workspace

CALLS = Workspace("calls", "Calls", "phone", CallsPage, ("call", "email", "message", "call_back"), ACTIONS)
