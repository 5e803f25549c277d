"""The server's tables, the same on PostgreSQL and SQLite.

Moments are text in UTC (`records.base.moment_text`), dates ISO text. Nothing here cascades: who left a team stays in
the audit.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import postgresql

METADATA = MetaData()
SEQ = BigInteger().with_variant(Integer, "sqlite")
XID = BigInteger()
BYTES = LargeBinary().with_variant(postgresql.BYTEA, "postgresql")

# -- who ---------------------------------------------------------------------------------------------

USER = Table(
    "user_account",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("login", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),  # pa, co_ordinator, social_worker, manager, duty, auditor, administrator
    Column("password_hash", Text, nullable=False, default=""),  # Argon2id; for the administration page
    Column("otp_secret", Text, nullable=False, default=""),
    Column("disabled_at", Text, nullable=False, default=""),
)
TEAM = Table("team_unit", METADATA, Column("id", Text, primary_key=True), Column("name", Text, nullable=False))
MEMBERSHIP = Table(
    "membership",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False, index=True),
    Column("team_id", Text, nullable=False, index=True),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False, default=""),
)
SUPPORT = Table(  # that an assistant works for a social worker
    "support",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("assistant_id", Text, nullable=False, index=True),
    Column("worker_id", Text, nullable=False, index=True),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False, default=""),
)
GRANT = Table(  # that a family is with a worker, or shared with a user or a team
    "family_grant",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("family_id", Text, nullable=False, index=True),
    Column("to_kind", Text, nullable=False),  # user, team
    Column("to_id", Text, nullable=False, index=True),
    Column("why", Text, nullable=False, default=""),  # assigned, shared, created
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False, default=""),
)
EMBARGO = Table(  # only who was granted it by name sees the family: no team, no manager, no support
    "embargo",
    METADATA,
    Column("family_id", Text, primary_key=True),
    Column("why", Text, nullable=False),
    Column("since", Text, nullable=False),
)

# -- devices -----------------------------------------------------------------------------------------

ENROL_CODE = Table(
    "enrol_code",
    METADATA,
    Column("code_hash", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text, nullable=False, default=""),
)
DEVICE = Table(
    "device",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False, index=True),
    Column("name", Text, nullable=False, default=""),
    Column("public_key", BYTES, nullable=False),
    Column("state", Text, nullable=False),  # pending, active, revoked, wipe, wiped, forked
    Column("enrolled_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False, default=""),
    Column("version", Text, nullable=False, default=""),
    Column("last_seq", BigInteger, nullable=False, default=0),  # newest operation of this device that was answered
)
TOKEN = Table(  # access and refresh tokens, by hash; a refresh token used twice suspends its family
    "token",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("device_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),  # access, refresh, challenge
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text, nullable=False, default=""),
)

# -- the log -----------------------------------------------------------------------------------------

CHANGE = Table(
    "change",
    METADATA,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("xid", XID, nullable=False, default=0),  # the transaction on PostgreSQL; 0 on SQLite, which has one writer
    Column("id", Text, nullable=False, unique=True),
    Column("device_seq", BigInteger, nullable=False, default=0),
    Column("txn", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("verb", Text, nullable=False),  # create, set; enter: send all of this record again; leave: it moved away
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("hlc", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("extra", Text, nullable=False, default=""),  # JSON of what a newer version added
    Column("scope", Text, nullable=False),
    Column("verdict", Text, nullable=False, default="applied"),
    Column("at", Text, nullable=False),
    Index("ix_change_order", "xid", "seq"),
    Index("ix_change_scope", "scope", "seq"),
    Index("ix_change_record", "record_id", "seq"),
    sqlite_autoincrement=True,  # else SQLite gives the numbers of erased rows again, below what laptops have read
)
RECORD = Table(
    "record",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False, index=True),
    Column("author", Text, nullable=False, default=""),  # the user whose device made it
    Column("fields", Text, nullable=False),  # JSON: name → [value, hlc, actor, device, change]
    Column("hash", Text, nullable=False),  # of its live values, for verify
)
REJECTED = Table(  # what was refused, by code alone; the words stay with the laptop
    "rejected",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("device_id", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
)
PERSON_FAMILY = Table(  # read off the Member records, so that a person's scope is one look-up
    "person_family",
    METADATA,
    Column("member_id", Text, primary_key=True),
    Column("person_id", Text, nullable=False, index=True),
    Column("family_id", Text, nullable=False, index=True),
)
DEVICE_SCOPE = Table(  # what each device was last sent, by generation; two generations are kept
    "device_scope",
    METADATA,
    Column("device_id", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("scope", Text, primary_key=True),
)
GENERATION = Table(
    "generation",
    METADATA,
    Column("device_id", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("stamp", Text, nullable=False),  # day and counter of assignments it was worked out from
)
EVICT_ACK = Table(
    "evict_ack",
    METADATA,
    Column("device_id", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("asked_at", Text, nullable=False),
    Column("done_at", Text, nullable=False, default=""),
)
BLOB = Table(  # the file of one Attachment record, whose scope decides who may have it
    "blob",
    METADATA,
    Column("attachment_id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("complete", Boolean, nullable=False, default=False),
)
BLOB_PART = Table(
    "blob_part",
    METADATA,
    Column("attachment_id", Text, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("data", BYTES, nullable=False),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("before_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_autoincrement=True,
)
META = Table("meta", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""server_id, epoch, cursor_key, scope_counter (counts every change of assignments, memberships and members)."""
