"""The tables as they were when steps began to be counted. This file never changes; the next step is a new one."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlalchemy.dialects import postgresql

revision = "1"
down_revision = None

SEQ = BigInteger().with_variant(Integer, "sqlite")
BYTES = LargeBinary().with_variant(postgresql.BYTEA, "postgresql")


def upgrade() -> None:
    """Everything, into an empty database."""
    _who()
    _log()


def _who() -> None:
    """People, teams, families' grants, devices, and the audit of them."""
    op.create_table(
        "audit",
        Column("seq", SEQ, autoincrement=True, nullable=False),
        Column("at", Text(), nullable=False),
        Column("actor", Text(), nullable=False),
        Column("device", Text(), nullable=False),
        Column("verb", Text(), nullable=False),
        Column("detail", Text(), nullable=False),
        Column("before_hash", Text(), nullable=False),
        Column("hash", Text(), nullable=False),
        PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "device",
        Column("id", Text(), nullable=False),
        Column("user_id", Text(), nullable=False),
        Column("name", Text(), nullable=False),
        Column("public_key", BYTES, nullable=False),
        Column("state", Text(), nullable=False),
        Column("enrolled_at", Text(), nullable=False),
        Column("seen_at", Text(), nullable=False),
        Column("version", Text(), nullable=False),
        Column("last_seq", BigInteger(), nullable=False),
        PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_device_user_id", "device", ["user_id"])
    op.create_table(
        "embargo",
        Column("family_id", Text(), nullable=False),
        Column("why", Text(), nullable=False),
        Column("since", Text(), nullable=False),
        PrimaryKeyConstraint("family_id"),
    )
    op.create_table(
        "enrol_code",
        Column("code_hash", Text(), nullable=False),
        Column("user_id", Text(), nullable=False),
        Column("expires_at", Text(), nullable=False),
        Column("used_at", Text(), nullable=False),
        PrimaryKeyConstraint("code_hash"),
    )
    op.create_table(
        "family_grant",
        Column("id", Text(), nullable=False),
        Column("family_id", Text(), nullable=False),
        Column("to_kind", Text(), nullable=False),
        Column("to_id", Text(), nullable=False),
        Column("why", Text(), nullable=False),
        Column("since", Text(), nullable=False),
        Column("until", Text(), nullable=False),
        PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_family_grant_family_id", "family_grant", ["family_id"])
    op.create_index("ix_family_grant_to_id", "family_grant", ["to_id"])
    op.create_table(
        "membership",
        Column("id", Text(), nullable=False),
        Column("user_id", Text(), nullable=False),
        Column("team_id", Text(), nullable=False),
        Column("since", Text(), nullable=False),
        Column("until", Text(), nullable=False),
        PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_membership_team_id", "membership", ["team_id"])
    op.create_index("ix_membership_user_id", "membership", ["user_id"])
    op.create_table(
        "meta",
        Column("key", Text(), nullable=False),
        Column("value", Text(), nullable=False),
        PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "support",
        Column("id", Text(), nullable=False),
        Column("assistant_id", Text(), nullable=False),
        Column("worker_id", Text(), nullable=False),
        Column("since", Text(), nullable=False),
        Column("until", Text(), nullable=False),
        PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_support_assistant_id", "support", ["assistant_id"])
    op.create_index("ix_support_worker_id", "support", ["worker_id"])
    op.create_table(
        "team_unit",
        Column("id", Text(), nullable=False),
        Column("name", Text(), nullable=False),
        PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "token",
        Column("hash", Text(), nullable=False),
        Column("device_id", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("expires_at", Text(), nullable=False),
        Column("used_at", Text(), nullable=False),
        PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_token_device_id", "token", ["device_id"])
    op.create_table(
        "user_account",
        Column("id", Text(), nullable=False),
        Column("name", Text(), nullable=False),
        Column("login", Text(), nullable=False),
        Column("role", Text(), nullable=False),
        Column("password_hash", Text(), nullable=False),
        Column("otp_secret", Text(), nullable=False),
        Column("disabled_at", Text(), nullable=False),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("login"),
    )


def _log() -> None:
    """The log, the records, what each device was sent, files."""
    op.create_table(
        "blob",
        Column("attachment_id", Text(), nullable=False),
        Column("sha256", Text(), nullable=False),
        Column("size", BigInteger(), nullable=False),
        Column("complete", Boolean(), nullable=False),
        PrimaryKeyConstraint("attachment_id"),
    )
    op.create_table(
        "blob_part",
        Column("attachment_id", Text(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("data", BYTES, nullable=False),
        PrimaryKeyConstraint("attachment_id", "at"),
    )
    op.create_table(
        "change",
        Column("seq", SEQ, autoincrement=True, nullable=False),
        Column("xid", BigInteger(), nullable=False),
        Column("id", Text(), nullable=False),
        Column("device_seq", BigInteger(), nullable=False),
        Column("txn", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("record_id", Text(), nullable=False),
        Column("verb", Text(), nullable=False),
        Column("field", Text(), nullable=False),
        Column("before", Text(), nullable=False),
        Column("value", Text(), nullable=False),
        Column("hlc", Text(), nullable=False),
        Column("actor", Text(), nullable=False),
        Column("device", Text(), nullable=False),
        Column("title", Text(), nullable=False),
        Column("extra", Text(), nullable=False),
        Column("scope", Text(), nullable=False),
        Column("verdict", Text(), nullable=False),
        Column("at", Text(), nullable=False),
        PrimaryKeyConstraint("seq"),
        UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_order", "change", ["xid", "seq"])
    op.create_index("ix_change_record", "change", ["record_id", "seq"])
    op.create_index("ix_change_scope", "change", ["scope", "seq"])
    op.create_table(
        "device_scope",
        Column("device_id", Text(), nullable=False),
        Column("generation", Integer(), nullable=False),
        Column("scope", Text(), nullable=False),
        PrimaryKeyConstraint("device_id", "generation", "scope"),
    )
    op.create_table(
        "evict_ack",
        Column("device_id", Text(), nullable=False),
        Column("scope", Text(), nullable=False),
        Column("asked_at", Text(), nullable=False),
        Column("done_at", Text(), nullable=False),
        PrimaryKeyConstraint("device_id", "scope"),
    )
    op.create_table(
        "generation",
        Column("device_id", Text(), nullable=False),
        Column("generation", Integer(), nullable=False),
        Column("stamp", Text(), nullable=False),
        PrimaryKeyConstraint("device_id", "generation"),
    )
    op.create_table(
        "person_family",
        Column("member_id", Text(), nullable=False),
        Column("person_id", Text(), nullable=False),
        Column("family_id", Text(), nullable=False),
        PrimaryKeyConstraint("member_id"),
    )
    op.create_index("ix_person_family_family_id", "person_family", ["family_id"])
    op.create_index("ix_person_family_person_id", "person_family", ["person_id"])
    op.create_table(
        "record",
        Column("kind", Text(), nullable=False),
        Column("id", Text(), nullable=False),
        Column("scope", Text(), nullable=False),
        Column("author", Text(), nullable=False),
        Column("fields", Text(), nullable=False),
        Column("hash", Text(), nullable=False),
        PrimaryKeyConstraint("kind", "id"),
    )
    op.create_index("ix_record_scope", "record", ["scope"])
    op.create_table(
        "rejected",
        Column("id", Text(), nullable=False),
        Column("device_id", Text(), nullable=False),
        Column("why", Text(), nullable=False),
        Column("at", Text(), nullable=False),
        PrimaryKeyConstraint("id"),
    )
