"""The second fence: a role that owns nothing, and what it may see."""

from __future__ import annotations

from alembic import op

from central_server.store.fence import put_up

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """On PostgreSQL; SQLite has no roles. The policies are put up whole, so the newest words of them do."""
    put_up(op.get_bind())
