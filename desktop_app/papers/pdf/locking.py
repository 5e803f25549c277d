"""A PDF for one recipient, locked with their password: AES-256 (revision 6), still readable by screen readers."""

from __future__ import annotations

import io

import pikepdf

from desktop_app.errors import UserError

SHORTEST = 12
"""Characters of a password for something that leaves by post or mail."""


def locked(pdf: bytes, password: str) -> bytes:
    """The file under a password. Each lock has its own random salt, so its bytes differ each time.

    UserError when the password is shorter than 12 characters.
    """
    if len(password) < SHORTEST:
        raise UserError(
            f"A password of {len(password)} characters is too short for a paper that leaves.",
            f"Use {SHORTEST} or more: three or four words do.",
        )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        may = pikepdf.Permissions(accessibility=True, extract=True, modify_other=False, modify_annotation=False)
        file.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6, aes=True, allow=may))
    return out.getvalue()
