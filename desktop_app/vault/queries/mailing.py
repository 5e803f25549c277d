"""What filing a mail needs to know: whose addresses are known, where its thread was filed, whether it is here."""

from __future__ import annotations

from collections import defaultdict

from desktop_app.exchange.mail.quoted import new_text
from desktop_app.exchange.mail.shapes import Mail
from desktop_app.rules.caller import CallerIndex
from desktop_app.rules.suggest_family import MailFacts, MailIndex
from desktop_app.vault.queries.people import known_people
from desktop_app.vault.reader import Reader

_ADDRESSES = """
SELECT e.address, e.person_id, m.family_id FROM r_email_address e JOIN r_member m ON m.person_id = e.person_id
WHERE e.removed_at IS NULL AND m.removed_at IS NULL
UNION ALL
SELECT p.email, p.id, i.family_id FROM r_professional p JOIN r_involvement i ON i.professional_id = p.id
WHERE p.email <> '' AND p.removed_at IS NULL AND i.removed_at IS NULL
"""


def mail_index(reader: Reader) -> MailIndex:
    """Everyone a mail may come from or be about. Slow for a large vault: build it on a thread."""
    addresses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reader.rows(_ADDRESSES):
        addresses[row["address"].strip().casefold()].append((row["person_id"], row["family_id"]))
    return MailIndex(CallerIndex(known_people(reader)), addresses)


def facts_of(reader: Reader, mail: Mail) -> MailFacts:
    """What of a mail points to a family, with the families its thread was filed to."""
    newest = new_text(mail.text)
    return MailFacts(
        sender=mail.sender.email,
        sender_name=mail.sender.name,
        recipients=tuple(one.email for one in (*mail.to, *mail.cc)),
        subject=mail.subject,
        text=newest,
        quoted=mail.text[len(newest) :] if mail.text.startswith(newest) else "",
        thread_families=thread_families(reader, mail),
        sent=mail.sent_at,
    )


def thread_families(reader: Reader, mail: Mail) -> tuple[str, ...]:
    """Families to which earlier mails of this thread were filed, latest first."""
    ids = [one for one in (mail.in_reply_to, *reversed(mail.references)) if one]
    found: dict[str, None] = {}
    for one in ids:
        rows = reader.rows(
            "SELECT family_id FROM r_email WHERE message_id = :id AND removed_at IS NULL AND family_id <> ''",
            {"id": one},
        )
        for row in rows:
            found.setdefault(row["family_id"])
    return tuple(found)


def is_here(reader: Reader, mail: Mail) -> bool:
    """Whether this very mail is in the vault already: the same rule as filing it."""
    if mail.message_id:
        query = "SELECT 1 FROM r_email WHERE message_id = :id AND removed_at IS NULL"
        if reader.value(query, {"id": mail.message_id}):
            return True
    query = "SELECT 1 FROM r_email WHERE content_hash = :hash AND removed_at IS NULL AND (:id = '' OR message_id = '')"
    return bool(reader.value(query, {"hash": mail.content_hash, "id": mail.message_id}))


def family_names(reader: Reader) -> dict[str, str]:
    """Every family's name by its id."""
    return {row["id"]: row["name"] for row in reader.rows("SELECT id, name FROM r_family WHERE removed_at IS NULL")}
