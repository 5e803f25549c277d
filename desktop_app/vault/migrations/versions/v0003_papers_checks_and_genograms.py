"""Minutes and papers, checks and referrals, what a genogram knows more, and the index of a family's last call."""

from alembic import op

from desktop_app.vault.migrations.declared import add_what_is_declared

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """New kinds, fields and indexes only."""
    add_what_is_declared(op.get_bind())
