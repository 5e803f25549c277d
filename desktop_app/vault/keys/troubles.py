"""Everything that can stand between a person and their vault, each in its own calm words."""

from __future__ import annotations

from desktop_app.errors import EnvironmentProblem, UserError

UNTOUCHED = "Nothing was opened or changed."
FROM_BACKUP = "Put back the key file from the last backup, or ring support."


class WrongPassphrase(UserError):
    """The passphrase slot does not open. The window puts the word about Caps Lock between the two sentences."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open this vault.", "Try again, or use the recovery code.", "passphrase"
        )


class PassphraseTooShort(UserError):
    """Fewer characters than the house rule."""

    def __init__(self, least: int) -> None:
        super().__init__(
            f"A passphrase has at least {least} characters.", "Four or five unrelated words do well.", "passphrase"
        )


class WrongRecoveryCode(UserError):
    """Every group's check character fits, and still it is not this vault's code."""

    def __init__(self) -> None:
        super().__init__(
            "That recovery code has no slip in it, but it does not open this vault.",
            "A newer code may have replaced it. Look for the latest print, or use the passphrase.",
            "recovery",
        )


class MistypedRecoveryCode(UserError):
    """One group does not fit its check character. `group` counts from 1; the typed text is not repeated."""

    def __init__(self, group: int, hint: str = "") -> None:
        super().__init__(
            f"Group {group} of the recovery code has a slip in it.",
            hint or "Compare that group with the print, letter by letter.",
            "recovery",
        )
        self.group = group


class NotAnEscrowKey(UserError):
    """The text given is not an organisation's key."""

    def __init__(self) -> None:
        super().__init__(
            "That is not an organisation key.", "Ask your IT desk for the key file that ends in .pem.", "escrow"
        )


class WrongEscrowKey(UserError):
    """A sound key, of another organisation or another year."""

    def __init__(self) -> None:
        super().__init__(
            "That organisation key does not open this vault.",
            "Use the key that was current when the vault was given to this laptop.",
            "escrow",
        )


class AlreadyThere(UserError):
    """A vault or a key file is in the place where a new one should go: it is never written over."""

    def __init__(self) -> None:
        super().__init__(
            "There is already a vault in this folder, and it was left as it is.",
            "Open it with its passphrase, or choose another folder.",
            "folder",
        )


class KeyFileUnreadable(EnvironmentProblem):
    """The key file can't be used as it stands."""


class KeyFileDamaged(KeyFileUnreadable):
    """The bytes are not the ones that were written."""

    def __init__(self) -> None:
        super().__init__("The key file beside this vault is damaged.", UNTOUCHED, FROM_BACKUP)


class KeyFileClosed(KeyFileUnreadable):
    """The system does not let us read it."""

    def __init__(self) -> None:
        super().__init__(
            "Casemate may not read the key file beside this vault.",
            UNTOUCHED,
            "Ask your IT desk for the right to read that folder.",
        )


class KeyFileTruncated(KeyFileUnreadable):
    """The end of the file is missing."""

    def __init__(self) -> None:
        super().__init__("The key file beside this vault is cut short.", UNTOUCHED, FROM_BACKUP)


class SlotsSwapped(KeyFileUnreadable):
    """A slot came from another key file, another vault, another place in the file or an older version."""

    def __init__(self) -> None:
        super().__init__(
            "Part of the key file beside this vault belongs to another vault or an older copy.",
            UNTOUCHED,
            FROM_BACKUP,
        )


class KeyFileNewer(KeyFileUnreadable):
    """Written by a later Casemate."""

    def __init__(self) -> None:
        super().__init__(
            "This vault was made by a newer Casemate than this one.", UNTOUCHED, "Update Casemate, then open it again."
        )


class KeyFileMissing(KeyFileUnreadable):
    """The vault is there, its key file is not."""

    def __init__(self) -> None:
        super().__init__(
            "The vault is here but its key file is not.",
            "The vault is untouched; without the key file nothing can open it.",
            FROM_BACKUP,
        )


class VaultMissing(KeyFileUnreadable):
    """The key file is there, the vault is not."""

    def __init__(self) -> None:
        super().__init__(
            "The key file is here but the vault is not.",
            "The key file is kept as it is, and no empty vault was put in its place.",
            "Restore the vault from the last backup, or put the vault file back beside its key file.",
        )


class KeyFileNotSaved(EnvironmentProblem):
    """The machine would not take the new key file."""

    def __init__(self, *, full: bool) -> None:
        super().__init__(
            "The disk is full, so the key file was not changed."
            if full
            else "Casemate may not write to the vault's folder, so the key file was not changed.",
            "The vault opens as it did before.",
            "Free 200 MB, then try again."
            if full
            else "Ask your IT desk for the right to write there, then try again.",
        )


class NotEnoughMemory(EnvironmentProblem):
    """The passphrase can't be worked out in the memory that is free."""

    def __init__(self, mebibytes: int) -> None:
        super().__init__(
            "There is not enough free memory to open the vault.",
            UNTOUCHED,
            f"Close other programs until {mebibytes} MB are free, then try again.",
        )


class QuickUnlockUnavailable(EnvironmentProblem):
    """Quick unlock can't be used this time. The passphrase always can."""

    def __init__(self, happened: str, do: str = "Use your passphrase.") -> None:
        super().__init__(happened, "Your vault and its passphrase are as they were.", do)


class QuickNotSet(QuickUnlockUnavailable):
    """There is no quick slot."""

    def __init__(self) -> None:
        super().__init__("Quick unlock is not turned on for this vault.")


class QuickOver(QuickUnlockUnavailable):
    """Its hours have passed."""

    def __init__(self, hours: int) -> None:
        super().__init__(f"Quick unlock lasts {hours} hours, and they have passed.")


class QuickClockBack(QuickUnlockUnavailable):
    """The clock shows a time before the last one seen, so nobody can say how old the slot is."""

    def __init__(self) -> None:
        super().__init__("This computer's clock was set back, so quick unlock has ended.")


class KeyringAbsent(QuickUnlockUnavailable):
    """No keyring of this computer that we trust."""

    def __init__(self) -> None:
        super().__init__("This computer has no password store that Casemate can use for quick unlock.")


class KeyringLocked(QuickUnlockUnavailable):
    """There is one, and it is locked or its question was dismissed."""

    def __init__(self) -> None:
        super().__init__(
            "This computer's password store is locked.", "Unlock it and try again, or use your passphrase."
        )


class KeyringDenied(QuickUnlockUnavailable):
    """There is one, and it said no."""

    def __init__(self) -> None:
        super().__init__("This computer's password store refused Casemate.")


class KeyringChanged(QuickUnlockUnavailable):
    """Another store answers than the one that was given the key."""

    def __init__(self) -> None:
        super().__init__(
            "This computer now uses another password store, so quick unlock has ended.",
            "Use your passphrase; then quick unlock can be turned on again.",
        )


class KeyringForgot(QuickUnlockUnavailable):
    """The store is there, our entry isn't, or isn't ours any more."""

    def __init__(self) -> None:
        super().__init__(
            "This computer's password store no longer holds the key for quick unlock.",
            "Use your passphrase; then quick unlock can be turned on again.",
        )
