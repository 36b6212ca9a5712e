"""The certificate of this computer: kept while it fits, made anew when it does not."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from instep.adapters.certificate import FILE, LASTS, RENEWED_BEFORE, certificate

EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
HOSTS = ("192.168.1.20", "annas-computer.local")


def made(folder, hosts=HOSTS, at=EVENING):
    return certificate(folder, hosts, at).fingerprint


def parsed(folder):
    return x509.load_pem_x509_certificate((folder / FILE).read_bytes())


def test_the_next_evening_has_the_same_one(tmp_path):
    assert made(tmp_path) == made(tmp_path, at=EVENING + timedelta(days=1))


@pytest.mark.parametrize("hosts", [("192.168.1.21", HOSTS[1]), (HOSTS[0],), ("fd00::1", HOSTS[1])])
def test_another_address_has_another_one(tmp_path, hosts):
    assert made(tmp_path) != made(tmp_path, hosts=hosts)


@pytest.mark.parametrize(("later", "same"), [
    (LASTS - RENEWED_BEFORE - timedelta(seconds=1), True), (LASTS - RENEWED_BEFORE, False),
    (LASTS + timedelta(days=1), False), (timedelta(days=-1), True), (timedelta(days=-2), False),
])  # fmt: skip
def test_one_that_soon_ends_or_has_not_begun_is_made_anew(tmp_path, later, same):
    assert (made(tmp_path) == made(tmp_path, at=EVENING + later)) is same


def test_a_key_that_others_could_read_is_made_anew(tmp_path):
    first = made(tmp_path)
    (tmp_path / FILE).chmod(0o640)

    assert made(tmp_path) != first
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", [b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\n\xff"]
)
def test_a_damaged_file_is_made_anew(tmp_path, content):
    first = made(tmp_path)
    (tmp_path / FILE).write_bytes(content)

    assert made(tmp_path) != first


def test_a_certificate_with_the_key_of_another_is_made_anew(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    first = made(tmp_path)
    made(other)
    key = (other / FILE).read_bytes().partition(b"-----BEGIN PRIVATE")
    whole = (tmp_path / FILE).read_bytes().partition(b"-----BEGIN PRIVATE")
    (tmp_path / FILE).write_bytes(whole[0] + key[1] + key[2])

    assert made(tmp_path) != first


def test_the_fingerprint_is_that_of_the_file(tmp_path):
    import hashlib

    shown = made(tmp_path)
    text = (tmp_path / FILE).read_text().partition("-----BEGIN PRIVATE")[0]

    assert hashlib.sha256(ssl.PEM_cert_to_DER_cert(text)).hexdigest() == shown


def test_it_names_these_hosts_and_can_vouch_for_no_other(tmp_path):
    made(tmp_path)
    kept = parsed(tmp_path).extensions
    names = kept.get_extension_for_class(x509.SubjectAlternativeName).value
    usage = kept.get_extension_for_class(x509.KeyUsage).value

    assert [str(name.value) for name in names] == list(HOSTS)
    assert not kept.get_extension_for_class(x509.BasicConstraints).value.ca
    assert usage.digital_signature
    assert not usage.key_cert_sign


def test_it_lasts_no_longer_than_phones_allow(tmp_path):
    made(tmp_path)
    kept = parsed(tmp_path)

    assert kept.not_valid_after_utc - kept.not_valid_before_utc < timedelta(days=398)


def test_two_folders_share_no_key(tmp_path):
    keys = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made(tmp_path / name)
        key = load_pem_private_key((tmp_path / name / FILE).read_bytes(), None)
        keys.append(key.private_numbers().private_value)

    assert keys[0] != keys[1]


def test_nothing_half_written_stays_where_it_cannot_be_kept(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(IsADirectoryError):
        made(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == [FILE]
