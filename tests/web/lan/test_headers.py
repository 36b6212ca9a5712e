"""Marks for the headers, cookies and settings of a page that a phone gets."""

import os
import subprocess
import sys

import pytest

from tests.web.lan.grader import A_PLUS, grade, marks, policy


@pytest.mark.parametrize("path", ["/", "/settings/", "/no/such/page"])
def test_the_graders_of_headers_give_every_page_an_a_plus(house, cookie, set_cookie, path):
    page = house.ask(path, Cookie=cookie)

    assert grade(page.headers, [set_cookie]) >= A_PLUS + 30, marks(page.headers, [set_cookie])
    assert page.headers["permissions-policy"]
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    assert page.headers["cross-origin-embedder-policy"] == "require-corp"
    assert page.headers["server"] == "instep"
    assert "x-powered-by" not in page.headers
    assert len(page.names) == len(set(page.names)), "a header came twice"
    assert "strict-transport-security" not in page.headers  # docs/decisions says why


def test_a_closed_door_has_the_same_headers(house):
    page = house.ask()

    assert page.status == 403
    assert grade(page.headers) >= A_PLUS + 25


def test_the_form_cookie_is_as_strict_as_the_key(house, cookie, set_cookie):
    form = house.ask("/", Cookie=cookie).headers["set-cookie"].strip()

    for made in (form, set_cookie):
        assert made.startswith("__Host-instep-")
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(made.split("; "))
        assert "domain" not in made.lower()


GOOD = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(("header", "worse"), [
    ("content-security-policy", "default-src 'none'; script-src 'unsafe-inline'"),
    ("content-security-policy", ""), ("referrer-policy", "unsafe-url"),
    ("x-content-type-options", ""), ("cross-origin-resource-policy", ""),
    ("access-control-allow-origin", "*"),
])  # fmt: skip
def test_the_marks_fall_with_each_header_that_is_worse(header, worse):
    assert grade({**GOOD, header: worse}) < grade(GOOD)


def test_the_marks_fall_with_a_cookie_that_scripts_can_read():
    assert (
        grade(GOOD, ["a=b; Secure; SameSite=Strict"])
        < grade(GOOD, [])
        < grade(GOOD, ["a=b; Secure; HttpOnly; SameSite=Strict"])
    )
    assert policy("a b; c")["a"] == ["b"]


@pytest.mark.parametrize("tls", ["0", "1"])
def test_djangos_own_check_for_deployment_has_nothing_to_say(tmp_path, tls):
    ask = (
        "import django; django.setup()\n"
        "from django.core import checks\n"
        "found = checks.run_checks(include_deployment_checks=True)\n"
        "print([str(f) for f in found if not f.is_silenced()])"
    )
    told = {
        "DJANGO_SETTINGS_MODULE": "instep.web.settings",
        "INSTEP_WEB_FOLDER": str(tmp_path),
        "INSTEP_WEB_PORT": "8123",
        "INSTEP_WEB_TLS": tls,
    }
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, env={**os.environ, **told}
    )

    assert done.stdout.strip() == "[]", done.stderr
