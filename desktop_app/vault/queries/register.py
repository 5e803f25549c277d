"""The print register: every paper that left the machine, newest first."""

from __future__ import annotations

from desktop_app.records.work import Printed
from desktop_app.vault.reader import Reader


def printed(reader: Reader, *, limit: int = 500) -> list[Printed]:
    """The newest papers that left."""
    query = "SELECT * FROM r_printed WHERE removed_at IS NULL ORDER BY printed_at DESC, id DESC LIMIT :limit"
    return reader.read_as(Printed, query, {"limit": limit})


def contacts_of(reader: Reader, family_id: str, since: str, until: str) -> list[dict[str, object]]:
    """Calls and emails of a family between two moments (text), oldest first, as plain rows for the contact log."""
    query = (
        "SELECT started_at AS at, channel AS kind, direction, caller AS who, relation, note AS about, outcome, minutes,"
        " harm FROM r_call WHERE family_id = :family AND removed_at IS NULL AND started_at >= :since"
        " AND started_at < :until UNION ALL SELECT coalesce(sent_at, filed_at), 'email', direction,"
        " CASE WHEN sender_name <> '' THEN sender_name ELSE sender END, '', subject, '', minutes, harm FROM r_email"
        " WHERE family_id = :family AND removed_at IS NULL AND coalesce(sent_at, filed_at) >= :since"
        " AND coalesce(sent_at, filed_at) < :until ORDER BY 1"
    )
    return [dict(row) for row in reader.rows(query, {"family": family_id, "since": since, "until": until})]
