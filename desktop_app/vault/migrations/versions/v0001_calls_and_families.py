"""The first tables: families, calls, mail, tasks, sync."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Every vault begins here."""
