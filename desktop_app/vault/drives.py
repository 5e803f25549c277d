"""What kind of drive a folder is on, asked of the system: its own disk, a network, another program, a stick."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath, PurePosixPath


class Drive(Enum):
    """Kinds of drive, as far as a vault cares."""

    OWN = "own"
    NETWORK = "network"
    SHARED = "shared"
    REMOVABLE = "removable"
    READ_ONLY = "read-only"


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the system's table of drives."""

    device: str
    at: str
    kind: str
    read_only: bool


_NETWORK = re.compile(
    r"nfs4?|cifs|smb[23]|smbfs|afs|afpfs|ncp|ncpfs|davfs|webdav|ceph|glusterfs|lustre|beegfs|coda"
    r"|fuse\.(sshfs|davfs2?|s3fs|glusterfs|ceph|smbnetfs|rclone|gvfsd-fuse|curlftpfs)"
)
# Folders lent by the computer that runs a virtual machine, and by WSL: locks do not hold across that border.
_SHARED = re.compile(r"9p|virtiofs|vboxsf|prl_fs|vmhgfs|drvfs")
# Whole disks that happen to be read through fuse, and encrypted folders on the own disk.
_OWN_FUSE = re.compile(r"fuseblk|fuse\.(ntfs-3g|exfat|ext4|gocryptfs|encfs|cryfs)")
_OTHER_FUSE = re.compile(r"(mac|osx)?fuse.*")
_READ_ONLY = re.compile(r"squashfs|iso9660|udf|erofs|cramfs|cd9660")
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5


def drive_of(folder: Path) -> tuple[Drive, str]:
    """What `folder` (absolute, links followed, there or not) is on, and the system's own word for it."""
    if is_unc(str(folder)):
        return Drive.NETWORK, "a network share"
    if sys.platform == "win32":
        return _windows(folder)
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False).stdout
        return kind_of(mount_of(folder, macos_mounts(listed)))
    try:
        # The kernel writes names as bytes; what isn't UTF-8 must still compare equal to Python's spelling of it.
        table = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape")
    except OSError:
        return Drive.OWN, ""
    return kind_of(mount_of(folder, linux_mounts(table)))


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names another computer: \\server\share, and not \\?\C:\ or \\.\."""
    text = path.replace("/", "\\")
    if text.upper().startswith("\\\\?\\UNC\\"):
        return True
    return sys.platform == "win32" and text.startswith("\\\\") and text[2:3] not in {"?", "."}


def linux_mounts(table: str) -> list[Mount]:
    """The lines of /proc/mounts."""
    mounts = []
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) >= 4:
            device, at = (re.sub(r"\\([0-7]{3})", _octal, part) for part in parts[:2])
            mounts.append(Mount(device, at, parts[2], "ro" in parts[3].split(",")))
    return mounts


def macos_mounts(listed: str) -> list[Mount]:
    """The lines of `mount` on macOS: //user@host/share on /Volumes/share (smbfs, nodev)."""
    found = re.finditer(r"^(.+) on (/.*) \(([^(),]+)((?:, [^(),]+)*)\)$", listed, re.MULTILINE)
    return [Mount(m[1], m[2], m[3], "read-only" in m[4]) for m in found]


def mount_of(folder: PurePath, mounts: Iterable[Mount]) -> Mount | None:
    """The mount a folder is on: the longest path above it; of two at one place the later hides the earlier."""
    here, best = PurePosixPath(folder), None
    for mount in mounts:
        if here.is_relative_to(mount.at) and (best is None or len(mount.at) >= len(best.at)):
            best = mount
    return best


def kind_of(mount: Mount | None) -> tuple[Drive, str]:
    """What kind of drive a mount is."""
    if mount is None:
        return Drive.OWN, ""
    kind, said = mount.kind, mount.kind.removeprefix("fuse.")
    if _NETWORK.fullmatch(kind) or mount.device.startswith("//"):
        return Drive.NETWORK, said
    if _SHARED.fullmatch(kind) or (_OTHER_FUSE.fullmatch(kind) and not _OWN_FUSE.fullmatch(kind)):
        return Drive.SHARED, said
    if mount.read_only or _READ_ONLY.fullmatch(kind):
        return Drive.READ_ONLY, kind
    if mount.at.startswith("/Volumes/") or _can_be_pulled_out(mount.device):
        return Drive.REMOVABLE, kind
    return Drive.OWN, kind


def _can_be_pulled_out(device: str, blocks: Path = Path("/sys/class/block")) -> bool:
    """Whether Linux says so of the disk that a partition is on."""
    try:
        block = (blocks / PurePosixPath(device).name).resolve(strict=True)
        disk = block.parent if (block / "partition").exists() else block
        return (disk / "removable").read_text().strip() == "1"
    except OSError:
        return False


def _windows(folder: Path) -> tuple[Drive, str]:
    if sys.platform != "win32":
        raise AssertionError("only Windows has drive letters")
    import ctypes

    answer = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor or str(folder))
    return windows_kind(answer)


def windows_kind(answer: int) -> tuple[Drive, str]:
    """What GetDriveTypeW's number means for us."""
    if answer == _DRIVE_REMOTE:
        return Drive.NETWORK, "a mapped drive"
    if answer == _DRIVE_REMOVABLE:
        return Drive.REMOVABLE, "a removable disk"
    if answer == _DRIVE_CDROM:
        return Drive.READ_ONLY, "a disc"
    return Drive.OWN, ""


def _octal(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))
