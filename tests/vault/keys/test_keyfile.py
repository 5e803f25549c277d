"""A vault's key file through its life: made, opened each way, changed, and never made over another."""

import contextlib
import os
import stat
import subprocess
import sys
import unicodedata

import pytest

from desktop_app.vault.keys import escrow, keyfile, troubles
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.keys.keyfile import KeyFile
from desktop_app.vault.keys.passphrase import Calibration, Cost

NEW = "walnut bicycle candle seven"


def test_every_way_in_gives_the_same_key(made):
    public, private = escrow.make_pair()
    made.file.add_escrow(made.key, "Ambleshire Council", public)
    file = made.again()
    assert file.open_with_passphrase(made.words) == made.key
    assert file.open_with_recovery(made.code) == made.key
    assert file.open_with_private_key(private) == made.key
    assert file.organisations == ("Ambleshire Council",)
    assert file.vault_id == made.file.vault_id


def test_the_file_is_small_private_and_alone(made):
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert made.path.stat().st_size < 2_000
    made.file.change_passphrase(made.key, NEW)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert [path.name for path in made.path.parent.iterdir()] == ["desk.vault.keys"]


def test_no_secret_is_in_the_file_or_in_a_repr(made):
    content = made.path.read_text("ascii")
    for secret in (made.key.hex(), made.words, made.code, made.code.replace("-", "")):
        assert secret not in content
        assert secret not in repr(made.file)
    assert made.key.hex()[:8] not in repr(made.key)


@pytest.mark.parametrize("typed", ["", " ", "Otter harbour violet ladder", "otter harbour violet ladder ", "x" * 5_000])
def test_another_passphrase_is_told_so(made, typed):
    with pytest.raises(troubles.WrongPassphrase, match="does not open this vault") as raised:
        made.again().open_with_passphrase(typed)
    assert raised.value.field == "passphrase"


def test_accents_typed_in_one_key_or_two_are_one_passphrase(make):
    words = "crème brûlée pour zoë"
    made = make(words=unicodedata.normalize("NFC", words))
    assert made.again().open_with_passphrase(unicodedata.normalize("NFD", words)) == made.key


@pytest.mark.parametrize(
    "words", ["ключ под ковриком", "كلمة مرور طويلة جدا", "🦦🏠🟣🪜🦦🏠🟣🪜🦦🏠🟣🪜", "with\0nul and \ud800 half"]
)
def test_any_script_and_any_character_makes_a_passphrase(make, words):
    assert make(words=words).again().open_with_passphrase(words)


def test_a_new_passphrase_replaces_the_old_one_and_keeps_the_key(made):
    made.file.change_passphrase(made.key, NEW)
    file = made.again()
    assert file.open_with_passphrase(NEW) == made.key
    assert file.open_with_recovery(made.code) == made.key
    with pytest.raises(troubles.WrongPassphrase):
        file.open_with_passphrase(made.words)


def test_a_short_passphrase_is_refused_and_the_old_one_stays(made):
    with pytest.raises(troubles.PassphraseTooShort, match="at least 12"):
        made.file.change_passphrase(made.key, "  short      ")
    assert made.again().open_with_passphrase(made.words) == made.key


def test_a_new_recovery_code_replaces_the_old_one(made):
    code = made.file.new_recovery(made.key)
    assert code != made.code
    assert made.again().open_with_recovery(code) == made.key
    with pytest.raises(troubles.WrongRecoveryCode, match="does not open this vault"):
        made.again().open_with_recovery(made.code)


def test_another_vaults_key_never_gets_into_this_file(made):
    before = made.path.read_bytes()
    public, _ = escrow.make_pair()
    for change in (
        lambda key: made.file.change_passphrase(key, NEW),
        made.file.new_recovery,
        lambda key: made.file.add_escrow(key, "Elsewhere", public),
        lambda key: made.file.strengthen(key, made.words),
    ):
        with pytest.raises(ValueError, match="not the key of this vault"):
            change(DataKey.fresh())
    assert made.path.read_bytes() == before


def test_nothing_is_made_over_a_vault_or_a_key_file(made, tmp_path, cheap):
    before = made.path.read_bytes()
    with pytest.raises(troubles.AlreadyThere, match="left as it is"):
        KeyFile.create(made.path, "another", NEW, calibration=cheap)
    assert made.path.read_bytes() == before
    (tmp_path / "alone.vault").write_bytes(b"records")
    with pytest.raises(troubles.AlreadyThere):
        KeyFile.create(tmp_path / "alone.vault.keys", "another", NEW, calibration=cheap)
    assert not (tmp_path / "alone.vault.keys").exists()


def test_a_file_that_appears_while_the_code_is_typed_back_is_left(tmp_path, cheap):
    path = tmp_path / "desk.vault.keys"
    slow, _, _ = KeyFile.prepare(path, "mine", NEW, calibration=cheap)
    assert not path.exists()
    KeyFile.create(path, "theirs", NEW, calibration=cheap)
    with pytest.raises(troubles.AlreadyThere):
        slow.place()
    assert KeyFile.load(path, calibration=cheap).vault_id == "theirs"


def test_a_vault_without_keys_and_keys_without_a_vault_each_have_their_sentence(made, tmp_path):
    vault = keyfile.vault_path(made.path)
    with pytest.raises(troubles.VaultMissing, match="the vault is not"):
        keyfile.is_there(vault)
    vault.write_bytes(b"records")
    assert keyfile.is_there(vault)
    made.path.unlink()
    with pytest.raises(troubles.KeyFileMissing, match="key file is not"):
        keyfile.is_there(vault)
    with pytest.raises(troubles.KeyFileMissing):
        made.again()
    vault.unlink()
    assert not keyfile.is_there(vault)


def test_a_path_that_is_not_a_key_files_is_our_mistake(tmp_path, cheap):
    with pytest.raises(ValueError, match=r"ends in \.keys"):
        KeyFile.create(tmp_path / "desk.vault", "mine", NEW, calibration=cheap)


def test_a_folder_that_cannot_be_written_leaves_the_old_file(made):
    before = made.path.read_bytes()
    # What a crash of the machine may leave, in the worst shape: something there that can't be replaced.
    (made.path.parent / "desk.vault.keys.part").mkdir()
    with pytest.raises(troubles.KeyFileNotSaved, match="not changed"):
        made.file.change_passphrase(made.key, NEW)
    assert made.path.read_bytes() == before
    assert made.file.open_with_passphrase(made.words) == made.key


@pytest.mark.skipif(os.name == "nt", reason="the limit that stands in for a full disk is a POSIX one")
def test_no_room_is_named_and_leaves_the_old_file(made):
    import resource

    before = made.path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(troubles.KeyFileNotSaved, match="disk is full") as raised:
            made.file.change_passphrase(made.key, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "Free 200 MB" in raised.value.do
    assert [path.name for path in made.path.parent.iterdir()] == ["desk.vault.keys"]
    assert made.path.read_bytes() == before
    assert made.again().open_with_passphrase(made.words) == made.key


CHANGING = """
import sys
from pathlib import Path
from desktop_app.vault.keys.keyfile import KeyFile
from desktop_app.vault.keys.passphrase import Calibration, Cost
cheap = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7)
file = KeyFile.load(Path(sys.argv[1]), calibration=cheap)
key = file.open_with_recovery(sys.argv[2])
while True:
    for words in sys.argv[3:]:
        file.change_passphrase(key, words)
        print("changed", flush=True)
"""


def test_killed_at_any_moment_the_file_opens_with_the_old_or_the_new_passphrase(made):
    for changes in (1, 2, 7, 30):
        command = [sys.executable, "-c", CHANGING, str(made.path), made.code, NEW, made.words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as changing:
            for _ in range(changes):
                assert changing.stdout.readline() == "changed\n"
            changing.kill()
        file, opened = made.again(), []
        for words in (NEW, made.words):
            with contextlib.suppress(troubles.WrongPassphrase):
                opened.append(file.open_with_passphrase(words) == made.key)
        assert opened == [True]


def test_what_a_crash_left_half_written_is_cleared_away(made):
    part = made.path.with_name("desk.vault.keys.part")
    part.write_bytes(b"half of an old file")
    made.file.change_passphrase(made.key, NEW)
    assert not part.exists()
    assert made.again().open_with_passphrase(NEW) == made.key


def test_a_quicker_machine_gets_a_stronger_slot_without_a_new_passphrase(made):
    # The same file on a machine where a guess has become cheap, and where more can be afforded.
    later = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: cost.memory_kib / 256, least_seconds=1e9)
    file = KeyFile.load(made.path, calibration=later)
    key = file.open_with_passphrase(made.words)
    assert file.wants_stronger
    assert file.strengthen(key, made.words)
    assert not file.wants_stronger
    assert '"memory_kib":256' in made.path.read_text()
    assert KeyFile.load(made.path, calibration=later).open_with_passphrase(made.words) == key


def test_strengthening_never_weakens_and_never_changes_the_passphrase(made):
    before = made.path.read_bytes()
    assert not made.file.strengthen(made.key, made.words)
    with pytest.raises(troubles.WrongPassphrase):
        made.file.strengthen(made.key, NEW)
    assert made.path.read_bytes() == before


def test_an_organisation_can_be_let_in_twice_renewed_and_taken_out(made):
    first, first_private = escrow.make_pair()
    second, second_private = escrow.make_pair()
    made.file.add_escrow(made.key, "Ambleshire Council", first)
    made.file.add_escrow(made.key, "Ambleshire Council", first)
    made.file.add_escrow(made.key, "Trust", second)
    assert made.again().organisations == ("Ambleshire Council", "Trust")
    assert made.again().open_with_private_key(second_private) == made.key
    made.file.drop_escrow(made.key, "Ambleshire Council")
    with pytest.raises(troubles.WrongEscrowKey):
        made.again().open_with_private_key(first_private)
    with pytest.raises(troubles.NotAnEscrowKey):
        made.file.drop_escrow(made.key, "Ambleshire Council")


@pytest.mark.parametrize(
    "text", ["", "hello", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "x" * 100_000]
)
def test_what_is_no_organisation_key_is_named(made, text):
    with pytest.raises(troubles.NotAnEscrowKey):
        made.file.add_escrow(made.key, "Council", text)
    made.file.add_escrow(made.key, "Council", escrow.make_pair()[0])
    with pytest.raises(troubles.NotAnEscrowKey):
        made.file.open_with_private_key(text)


def test_another_kind_of_key_and_a_key_that_leaks_are_refused(made):
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    spki = (form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    signing = Ed25519PrivateKey.generate().public_key().public_bytes(*spki).decode()
    low_order = X25519PublicKey.from_public_bytes(bytes(32)).public_bytes(*spki).decode()
    for pem in (signing, low_order):
        with pytest.raises(troubles.NotAnEscrowKey):
            made.file.add_escrow(made.key, "Council", pem)


def test_a_forgotten_key_is_zeroes_and_says_so():
    from desktop_app.vault.keys.datakey import KeyForgotten

    key = DataKey.fresh()
    seen = key.view()
    key.forget()
    key.forget()
    assert bytes(seen) == bytes(32)
    assert repr(key) == "<DataKey, forgotten>"
    for use in (key.hex, key.view, lambda: key.derive("anything"), lambda: key == DataKey.fresh()):
        with pytest.raises(KeyForgotten):
            use()


def test_a_key_is_not_copied_pickled_hashed_or_of_another_length():
    import copy
    import pickle

    key = DataKey.fresh()
    for use in (copy.copy, copy.deepcopy, pickle.dumps, hash):
        with pytest.raises(TypeError):
            use(key)
    with pytest.raises(ValueError, match="32 bytes"):
        DataKey(bytes(31))
    assert key != "key"
    assert key.derive("one") != key.derive("two")


def test_importing_the_key_file_brings_no_heavy_library():
    code = (
        "import sys, desktop_app.vault.keys.keyfile, desktop_app.vault.keys.strength, desktop_app.vault.throttle;"
        "heavy = ('cryptography', 'argon2', 'keyring', 'zxcvbn', 'sqlalchemy', 'PySide6');"
        "print([name for name in heavy if name in sys.modules]);"
        "from desktop_app.vault.keys import preload; preload();"
        "print(all(name in sys.modules for name in heavy[:4]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
