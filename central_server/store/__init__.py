"""Where the server keeps things: PostgreSQL, or SQLite for a small team. The only room here that knows SQL."""

from central_server.store.refusals import Refused
from central_server.store.seats import Seat
from central_server.store.store import Store, open_store

__all__ = ["Refused", "Seat", "Store", "open_store"]
