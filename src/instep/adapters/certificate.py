"""The certificate of this computer: made here, kept here, and known to nobody else.

No authority can vouch for an address at home. So a browser warns, and the person compares one
fingerprint. Key and certificate stand in one file: they are replaced together or not at all.
"""

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FILE = "home-network.pem"

LASTS = timedelta(days=365)
"""Phones refuse one that lasts longer than 825 days, whoever made it."""

RENEWED_BEFORE = timedelta(days=30)
"""One that ends this soon is made anew at the start."""

CLOCKS_DIFFER = timedelta(days=1)
"""A phone's clock may be behind; it begins this much earlier."""


@dataclass(frozen=True)
class Certificate:
    """Where key and certificate are, and the SHA-256 fingerprint in hex."""

    file: Path
    fingerprint: str


def certificate(folder: Path, hosts: Sequence[str], at: datetime) -> Certificate:
    """The one kept in this folder if it still fits these addresses and names; else a new one."""
    file = folder / FILE
    kept = _kept(file)
    if kept is None or not _fits(kept, hosts, at):
        kept = _make(file, hosts, at)
    return Certificate(file, kept.fingerprint(hashes.SHA256()).hex())


def _kept(file: Path) -> x509.Certificate | None:
    """The one in the file; None if there is none, it is damaged, or others could read the key."""
    try:
        if sys.platform != "win32" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            return None
        text = file.read_bytes()
        kept, key = x509.load_pem_x509_certificate(text), load_pem_private_key(text, None)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return kept if key.public_key() == kept.public_key() else None


def _fits(kept: x509.Certificate, hosts: Sequence[str], at: datetime) -> bool:
    try:
        names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    young = kept.not_valid_before_utc <= at < kept.not_valid_after_utc - RENEWED_BEFORE
    return young and list(names) == _names(hosts)


def _make(file: Path, hosts: Sequence[str], at: datetime) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    made = _signed(key, hosts, at)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write(file, made.public_bytes(Encoding.PEM) + secret)
    return made


def _signed(
    key: ec.EllipticCurvePrivateKey, hosts: Sequence[str], at: datetime
) -> x509.Certificate:
    """For these hosts and for a server only: it can vouch for no other certificate."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Instep on this computer")])
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    issuer = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - CLOCKS_DIFFER)
        .not_valid_after(at + LASTS)
        .add_extension(x509.SubjectAlternativeName(_names(hosts)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_only_signs(), critical=True)
        .add_extension(server, critical=False)
        .add_extension(own, critical=False)
        .add_extension(issuer, critical=False)
        .sign(key, hashes.SHA256())
    )


def _only_signs() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _names(hosts: Sequence[str]) -> list[x509.GeneralName]:
    return [_name(host) for host in hosts]


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _write(file: Path, content: bytes) -> None:
    """Readable by its owner from the first byte on; whole or not at all."""
    handle, temporary = tempfile.mkstemp(prefix=".instep-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
