"""The server's own certificate: made once, kept for this account alone; laptops pin its fingerprint."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import socket
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop_app.clock import now
from desktop_app.errors import UserError

LASTS = timedelta(days=825)
"""The longest that browsers take without a word (CA/Browser Forum, ballot 193)."""


def certificate(place: Path, names: list[str]) -> tuple[Path, Path]:
    """(certificate, key) in the folder, made for these names and addresses when they aren't there."""
    cert, key = place / "certificate.pem", place / "key.pem"
    if not (cert.exists() and key.exists()):
        private = ec.generate_private_key(ec.SECP256R1())
        _write(key, private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ))  # fmt: skip
        _write(cert, _signed(private, names).public_bytes(serialization.Encoding.PEM))
    return cert, key


def _write(path: Path, data: bytes) -> None:
    """For this account alone from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def _signed(private: ec.EllipticCurvePrivateKey, names: list[str]) -> x509.Certificate:
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Casemate server")])
    alternatives = [
        _name(one) for one in dict.fromkeys([*names, "localhost", socket.gethostname(), "127.0.0.1", "::1"])
    ]
    return (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + LASTS)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text.encode("idna").decode())


def fingerprint(cert: Path) -> str:
    """SHA-256 of the certificate in DER, as hex: what laptops compare."""
    try:
        read = x509.load_pem_x509_certificate(cert.read_bytes())
    except (OSError, ValueError):
        raise UserError(f"{cert} is no certificate.", "Give one in PEM, or leave --certificate out.") from None
    return hashlib.sha256(read.public_bytes(serialization.Encoding.DER)).hexdigest()
