"""Everything that is kept, for the whole-vault export."""

from __future__ import annotations

import re

from desktop_app.errors import UserError
from desktop_app.records.base import Plain, kinds, to_plain
from desktop_app.records.contacts import Attachment
from desktop_app.records.families import Family
from desktop_app.rules.names import fold
from desktop_app.vault.reader import Reader

_UNSAFE = re.compile(r"[^\w. -]")


def family_called(reader: Reader, name: str) -> str:
    """The id of the family with this number or name. UserError when there is none, or more than one."""
    wanted = fold(name)
    families = reader.all(Family)
    found = [one for one in families if one.number == name.strip()]
    found = found or [one for one in families if fold(one.name) == wanted]
    if len(found) == 1:
        return found[0].id
    if not found:
        raise UserError(f"No family is called “{name}”.", "Use its name as it stands in the list, or its number.")
    numbers = ", ".join(sorted(one.number for one in found))
    raise UserError(f"{len(found)} families are called “{name}”.", f"Use a number: {numbers}.")


def every_record(reader: Reader, family_id: str = "") -> dict[str, list[dict[str, Plain]]]:
    """Plain values of every record by kind, deleted ones left out; of one family, or all."""
    found: dict[str, list[dict[str, Plain]]] = {}
    for kind, cls in kinds().items():
        if not family_id:
            found[kind] = [to_plain(item) for item in reader.all(cls)]
        elif cls.SCOPE == "family_id":
            found[kind] = [to_plain(item) for item in reader.all(cls, family_id=family_id)]
        elif kind == "family":
            found[kind] = [to_plain(item) for item in reader.all(cls, id=family_id)]
    if family_id:
        members = [str(row["person_id"]) for row in found["member"]]
        for kind in ("person", "phone", "address", "email_address"):
            field = "id" if kind == "person" else "person_id"
            found[kind] = [to_plain(item) for item in reader.among(kinds()[kind], field, members)]
    return found


def attachments(reader: Reader, family_id: str = "") -> list[tuple[str, bytes]]:
    """(safe file name, bytes) of every attachment that is on this laptop; the id in front keeps two names apart."""
    wanted = {"family_id": family_id} if family_id else {}
    kept = [one for one in reader.all(Attachment, **wanted) if one.blob_id and reader.has_blob(one.blob_id)]
    return [(f"{one.id[-12:]}-{_UNSAFE.sub('_', one.name)[-120:]}", reader.blob(one.blob_id)) for one in kept]
