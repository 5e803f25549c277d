"""The recovery code: 160 random bits in eight groups of five, the fifth character checking its group.

The alphabet is Crockford's base 32: no I, L, O or U, so nothing on paper is taken for something else. The check
character is a weighted sum in GF(32), which finds every single wrong character and every pair exchanged, and
counts in the number of the group, which finds groups exchanged.
"""

from __future__ import annotations

import secrets
import unicodedata

from desktop_app.vault.keys.ciphers import stretch, to_text
from desktop_app.vault.keys.slots import MATERIAL_BYTES, SALT_BYTES, Fields
from desktop_app.vault.keys.troubles import MistypedRecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 20
GROUPS = 8
GROUP_LENGTH = 5
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_MEANT = {"O": "0", "I": "1", "L": "1", "U": "V"}
_WEIGHTS = (2, 3, 4, 5)
_MAX_TYPED = 500


def fresh() -> bytes:
    """160 bits from the machine's random source."""
    return secrets.token_bytes(CODE_BYTES)


def show(code: bytes) -> str:
    """The code as it is printed: XXXXX-XXXXX-…, eight groups."""
    number = int.from_bytes(code, "big")
    letters = [(number >> (5 * place)) & 31 for place in reversed(range(GROUPS * (GROUP_LENGTH - 1)))]
    groups = [letters[start : start + 4] for start in range(0, len(letters), 4)]
    return "-".join(
        "".join(ALPHABET[value] for value in [*group, _check(place, group)])
        for place, group in enumerate(groups, start=1)
    )


def read(typed: str) -> bytes:
    """The 20 bytes of a typed code. Case, spaces and hyphens don't matter; O is 0, I and L are 1.

    Raises MistypedRecoveryCode naming the first group that does not fit.
    """
    number = 0
    for place, group in enumerate(_groups(typed), start=1):
        values = [_VALUE.get(letter, -1) for letter in group]
        if len(values) != GROUP_LENGTH:
            raise MistypedRecoveryCode(place, f"It has {GROUP_LENGTH} characters; {len(values)} are here.")
        if min(values) < 0 or _check(place, values[:4]) != values[4]:
            raise MistypedRecoveryCode(place)
        for value in values[:4]:
            number = number << 5 | value
    return number.to_bytes(CODE_BYTES, "big")


def compare(typed: str, shown: str) -> None:
    """Nothing when the code was typed back as shown; else MistypedRecoveryCode with the first group that differs."""
    for place, (left, right) in enumerate(zip(_groups(typed), _groups(shown), strict=True), start=1):
        if left != right:
            raise MistypedRecoveryCode(place)


def fresh_fields() -> Fields:
    """The public part of a new slot."""
    return {"salt": to_text(secrets.token_bytes(SALT_BYTES))}


def derive(code: bytes, salt: bytes, vault_id: str) -> bytes:
    """48 bytes that follow from the code. It is random already, so no slow function is needed."""
    return stretch(code, salt=salt, purpose=f"recovery {vault_id}", length=MATERIAL_BYTES)


def _groups(typed: str) -> list[str]:
    """Eight groups, as typed or, where the separators say nothing useful, cut every five characters."""
    plain = unicodedata.normalize("NFKC", typed[:_MAX_TYPED]).upper()
    letters = "".join(
        _MEANT.get(char, char) if char.isalnum() else "-"
        for char in plain
        if unicodedata.category(char) != "Cf"  # invisible marks that come with pasted text
    )
    pieces = [piece for piece in letters.split("-") if piece]
    if len(pieces) == GROUPS:
        return pieces
    run = "".join(pieces)
    cut = [run[start : start + GROUP_LENGTH] for start in range(0, GROUPS * GROUP_LENGTH, GROUP_LENGTH)]
    # What is left over belongs to the last group, so that it is named.
    cut[-1] += run[GROUPS * GROUP_LENGTH :]
    return cut


def _check(place: int, values: list[int]) -> int:
    total = place
    for weight, value in zip(_WEIGHTS, values, strict=True):
        total ^= _times(weight, value)
    return total


def _times(left: int, right: int) -> int:
    """Product in GF(32), modulus x^5 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product
