"""The kernel's tables and code as a browser gets them: whole, kept, under their own sum."""

import gzip
import json

import pytest
from django.test import Client

from tests.make import house
from tests.web.person import HOST


@pytest.fixture
def file(alice):
    from instep.web.kernel_file import kernel_file

    return kernel_file()


def address(version):
    return f"/content/{version}/kernel.json"


def test_the_tables_are_kept_for_ever_under_their_own_sum(alice, file):
    page = alice.client.get(address(file.version))

    assert page.status_code == 200
    assert page.headers["Content-Type"] == "application/json"
    assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.content.decode() == file.text
    assert json.loads(page.content)["content_version"] == house().version


def test_the_address_is_the_one_the_urls_name(alice, file):
    from django.urls import reverse

    assert reverse("content:kernel", kwargs={"version": file.version}) == address(file.version)


@pytest.mark.parametrize("other", ["0123456789abcdef", "x", "..", "%2e%2e", "é"])
def test_under_any_other_sum_there_is_nothing_and_it_is_not_kept(alice, file, other):
    page = alice.client.get(address(other))

    assert page.status_code == 404
    assert page.headers["Cache-Control"] == "no-store"
    assert "rules" not in page.content.decode()


def test_the_sum_of_the_content_alone_is_no_address(alice, file):
    """Code that writes other tables from the same content gives them another address."""
    assert alice.client.get(address(house().version)).status_code == 404


def test_the_tables_are_only_read(alice, file):
    page = alice.client.post(address(file.version))

    assert page.status_code in (403, 405)
    assert page.headers["Cache-Control"] == "no-store"


def test_a_stranger_does_not_get_even_these(file):
    page = Client(headers={"host": HOST}).get(address(file.version))

    assert page.status_code == 403
    assert page.headers["Cache-Control"] == "no-store"


def test_the_tables_and_the_kernel_are_small_enough_for_a_first_visit(alice, file):
    from django.conf import settings

    code = b"".join(each.read_bytes() for each in settings.STATIC_ROOT.glob("kernel/**/*.js"))

    assert len(gzip.compress(file.text.encode())) + len(gzip.compress(code)) < 40_000


def test_the_kernel_comes_as_script_and_is_kept(alice, file):
    from django.conf import settings

    found = alice.client.get(settings.STATIC_URL + "kernel/index.js")
    text = b"".join(found).decode()
    found.close()

    assert found.headers["Content-Type"].startswith("text/javascript")
    assert "max-age" in found.headers["Cache-Control"]
    assert "readTables" in text
