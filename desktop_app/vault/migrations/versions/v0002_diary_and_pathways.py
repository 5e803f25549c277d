"""The diary, children's pathways, and a team's own timescales."""

from alembic import op

from desktop_app.vault.migrations.declared import add_what_is_declared

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """New kinds and fields only."""
    add_what_is_declared(op.get_bind())
