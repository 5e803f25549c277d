"""How records change: a clock that orders devices, and one row per changed field. Shared with the server."""
