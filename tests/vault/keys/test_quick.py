"""Quick unlock against real store classes registered with the library: there, gone, locked, denying, another."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import keyring
import pytest
from keyring import errors

from desktop_app.vault.keys import troubles
from desktop_app.vault.keys.quick import HOURS, MOST_FAILURES, Keychain

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)


def say(error, cause=None):
    def mood():
        raise error from cause

    return mood


@pytest.fixture
def quick(made, keychain):
    """A vault with quick unlock turned on at nine."""
    made.file.add_quick(made.key, NOW, keychain)
    return made


def test_it_opens_the_vault_and_leaves_no_secret_in_the_file(quick, keychain, store):
    assert quick.again().has_quick
    assert quick.again().open_quickly(LATER, keychain) == quick.key
    (secret,) = store.kept.values()
    assert secret not in quick.path.read_text("ascii")
    assert quick.key.hex() not in secret
    ((service, user),) = store.kept
    assert (service, user) == (f"casemate {quick.file.vault_id}", "quick unlock")


def test_the_passphrase_and_the_code_still_open(quick):
    assert quick.again().open_with_passphrase(quick.words) == quick.key
    assert quick.again().open_with_recovery(quick.code) == quick.key


def test_on_windows_the_entry_stays_on_this_computer(quick, store):
    assert store.persist == "local machine"


def test_turned_off_it_says_so_and_the_store_is_empty(quick, keychain, store):
    quick.file.drop_quick(keychain)
    quick.file.drop_quick(keychain)
    assert store.kept == {}
    assert not quick.again().has_quick
    with pytest.raises(troubles.QuickNotSet, match="not turned on"):
        quick.again().open_quickly(LATER, keychain)


def test_it_ends_after_twelve_hours(quick, keychain, store):
    assert quick.again().open_quickly(NOW + timedelta(hours=HOURS, seconds=-1), keychain)
    with pytest.raises(troubles.QuickOver, match="lasts 12 hours"):
        quick.again().open_quickly(NOW + timedelta(hours=HOURS), keychain)
    assert not quick.again().has_quick
    assert store.kept == {}


def test_renewing_after_a_passphrase_starts_the_hours_again(quick, keychain):
    quick.file.add_quick(quick.key, LATER, keychain)
    assert quick.again().open_quickly(LATER + timedelta(hours=HOURS - 1), keychain) == quick.key


def test_a_clock_set_back_ends_it_and_a_small_correction_does_not(quick, keychain):
    assert quick.again().open_quickly(LATER, keychain)
    assert quick.again().open_quickly(LATER - timedelta(minutes=5), keychain)
    with pytest.raises(troubles.QuickClockBack, match="clock was set back"):
        quick.again().open_quickly(LATER - timedelta(minutes=11), keychain)
    assert not quick.again().has_quick
    assert quick.again().open_with_passphrase(quick.words) == quick.key


def test_two_days_back_does_not_give_two_days_more(quick, keychain):
    with pytest.raises(troubles.QuickClockBack):
        quick.again().open_quickly(NOW - timedelta(days=2), keychain)


def test_a_locked_store_has_its_sentence_and_is_tried_again(quick, keychain, store):
    store.mood = say(errors.KeyringLocked("dismissed"))
    for _ in range(MOST_FAILURES + 1):
        with pytest.raises(troubles.KeyringLocked, match="is locked"):
            quick.again().open_quickly(LATER, keychain)
    store.mood = lambda: None
    assert quick.again().open_quickly(LATER, keychain) == quick.key


def test_a_store_that_refuses_ends_it_at_the_third_time(quick, keychain, store):
    store.mood = say(errors.PasswordSetError("Cancelled by user"))
    for time in range(MOST_FAILURES):
        assert quick.again().has_quick, time
        with pytest.raises(troubles.KeyringDenied, match="refused"):
            quick.again().open_quickly(LATER, keychain)
    assert not quick.again().has_quick


def test_a_success_between_starts_the_count_again(quick, keychain, store):
    for minutes in range(MOST_FAILURES + 2):
        store.mood = say(OSError("no"))
        with pytest.raises(troubles.KeyringDenied):
            quick.again().open_quickly(LATER, keychain)
        store.mood = lambda: None
        assert quick.again().open_quickly(LATER + timedelta(minutes=2 * minutes), keychain)


def test_a_store_gone_for_a_while_is_absent_and_may_come_back(quick, keychain, store):
    store.mood = say(errors.InitError("no bus"))
    with pytest.raises(troubles.KeyringAbsent, match="no password store"):
        quick.again().open_quickly(LATER, keychain)
    store.mood = lambda: None
    assert quick.again().open_quickly(LATER, keychain) == quick.key


def test_another_store_ends_it_with_its_own_sentence(quick, keychain, other_store):
    keyring.set_keyring(other_store)
    with pytest.raises(troubles.KeyringChanged, match="another password store"):
        quick.again().open_quickly(LATER, keychain)
    assert not quick.again().has_quick
    assert quick.again().open_with_passphrase(quick.words) == quick.key


@pytest.mark.parametrize("left", [None, "", "not base64", "AAAA"])
def test_an_entry_that_is_gone_or_spoiled_ends_it(quick, keychain, store, left):
    entry = next(iter(store.kept))
    store.kept.pop(entry)
    if left is not None:
        store.kept[entry] = left
    with pytest.raises(troubles.KeyringForgot, match="no longer holds"):
        quick.again().open_quickly(LATER, keychain)
    assert not quick.again().has_quick


def test_the_key_of_another_vault_in_the_store_opens_nothing(quick, make, keychain, store):
    other = make("b.vault", "another-vault")
    other.file.add_quick(other.key, NOW, keychain)
    mine, theirs = list(store.kept)
    store.kept[mine] = store.kept[theirs]
    with pytest.raises(troubles.KeyringForgot):
        quick.again().open_quickly(LATER, keychain)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.KeyringLocked(), troubles.KeyringLocked),
        (errors.NoKeyringError(), troubles.KeyringAbsent),
        (errors.PasswordSetError(), troubles.KeyringDenied),
        (RuntimeError("a library's own"), troubles.KeyringDenied),
    ],
)
def test_turning_it_on_can_fail_in_the_same_words_and_changes_nothing(made, keychain, store, error, kind):
    before = made.path.read_bytes()
    store.mood = say(error)
    with pytest.raises(kind):
        made.file.add_quick(made.key, NOW, keychain)
    assert made.path.read_bytes() == before


def test_what_the_platforms_say_in_their_own_way(quick, keychain, store):
    class KeychainDenied(Exception):
        """As macOS' library names it."""

    class PromptDismissedException(Exception):
        """As the Secret Service library names it."""

    class LogonSession(Exception):
        """As Windows says that nobody is logged on."""

        winerror = 1312

    for mood, kind in (
        (say(errors.KeyringLocked(), KeychainDenied()), troubles.KeyringDenied),
        (say(PromptDismissedException()), troubles.KeyringLocked),
        (say(LogonSession()), troubles.KeyringAbsent),
    ):
        store.mood = mood
        with pytest.raises(kind):
            quick.file.open_quickly(LATER, keychain)


def test_a_store_that_keeps_nothing_is_found_out_at_once(made, keychain, store):
    store.set_password = lambda service, username, password: None
    with pytest.raises(troubles.KeyringForgot):
        made.file.add_quick(made.key, NOW, keychain)
    assert not made.again().has_quick


def test_a_store_we_do_not_trust_is_hidden(store, made):
    # The store of the test is not on the real list: exactly the case of a plain-text one.
    keychain = Keychain()
    assert not keychain.available
    with pytest.raises(troubles.KeyringAbsent):
        made.file.add_quick(made.key, NOW, keychain)
    assert store.kept == {}


def test_of_a_chain_of_stores_only_the_trusted_one_is_used(made, store, other_store):
    from keyring.backends.chainer import ChainerBackend

    class Chain(ChainerBackend):
        """What the library hands out where two stores answer."""

        priority = -1
        backends = (other_store, store)

    keyring.set_keyring(Chain())
    keychain = Keychain(trusted=frozenset({f"{type(store).__module__}.StoreInTest"}))
    made.file.add_quick(made.key, NOW, keychain)
    assert made.again().open_quickly(LATER, keychain) == made.key
    assert len(store.kept) == 1
    assert other_store.kept == {}


@pytest.mark.parametrize(
    "backend", [None, "keyring.backends.null.Keyring", "no.such.Backend", "keyring.backends.fail.Keyring"]
)
def test_without_a_desktop_it_is_hidden(backend, tmp_path):
    import os

    gone = {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "PYTHON_KEYRING_BACKEND"}
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    environment |= {"HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    if backend:
        environment["PYTHON_KEYRING_BACKEND"] = backend
    code = "from desktop_app.vault.keys.quick import Keychain; print(Keychain().available)"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    if sys.platform == "linux" or backend:
        assert done.stdout.strip() == "False"


def test_a_folder_that_cannot_be_written_does_not_stop_it_opening(quick, keychain):
    (quick.path.parent / "desk.vault.keys.part").mkdir()
    assert quick.again().open_quickly(LATER, keychain) == quick.key
    with pytest.raises(troubles.QuickOver):
        quick.again().open_quickly(NOW + timedelta(days=1), keychain)
