"""Where the server keeps things: PostgreSQL, or SQLite for a small team. The only room here that knows SQL."""
