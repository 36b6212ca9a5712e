"""Strangers in the home network, and tricks of other pages: all get the same closed door."""

import pytest

from tests.web.lan.at_home import at_home

CLOSED = b"This door is closed"


def test_a_stranger_in_the_network_gets_the_same_closed_door_everywhere(house):
    pages = {house.ask(path).body for path in ("/", "/settings/", "/static/x", "/no/such")}

    assert len(pages) == 1
    assert CLOSED in pages.pop()


@pytest.mark.parametrize("token", ["x" * 43, "", "../", "%00", "a" * 6000, "%f0%9f%a6%b6"])
def test_a_made_up_address_opens_nothing(house, token):
    assert house.ask(f"/enter/{token}").status in (403, 429)


def test_a_flood_of_guesses_is_told_to_wait_and_the_owner_still_gets_in(tmp_path):
    with at_home(tmp_path) as house:
        said = [house.ask(f"/enter/{number:043}") for number in range(30)]
        key = house.enter(house.phone)

    assert [page.status for page in said] == [403] * 20 + [429] * 10
    assert {page.body for page in said} == {said[0].body}
    assert said[-1].headers["retry-after"] == "60"
    assert key


@pytest.mark.parametrize("host", [
    "evil.test", "evil.test:{port}", "{address}", "{address}:1", "127.0.0.1:{port}",
    "localhost:{port}", "{address}.evil.test:{port}", "",
])  # fmt: skip
def test_another_name_or_port_gets_nothing_even_with_the_key(house, cookie, host):
    named = host.format(port=house.port, address=house.host)
    page = house.ask(Host=named, Cookie=cookie)

    assert page.status == 403
    assert CLOSED in page.body


def test_the_own_name_in_the_network_is_known(house, cookie):
    from instep.adapters.home_network import own_name

    if own_name() is None:
        pytest.skip("this computer has no plain name")

    assert house.ask(Host=f"{own_name()}:{house.port}", Cookie=cookie).status == 200


def test_the_key_of_another_instep_opens_nothing(house, tmp_path):
    with at_home(tmp_path) as other:
        name, _, key = other.enter(other.phone).partition(";")[0].partition("=")
    here = name.replace(str(other.port), str(house.port))

    assert house.ask(Cookie=f"{here}={key}").status == 403


def test_a_new_start_on_the_same_folder_closes_the_older_door(tmp_path):
    with at_home(tmp_path) as first:
        key = first.enter(first.phone).partition(";")[0]
        with at_home(tmp_path) as second:
            old = first.ask(Cookie=key).status
            unused = first.ask(first.path(first.here)).status
            new = second.enter(second.phone)

    assert (old, unused) == (403, 403)
    assert new


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(house, cookie, site):
    page = house.ask("/tonight/", "POST", body="", Cookie=cookie, Sec_Fetch_Site=site)

    assert page.status == 403
    assert b"too old" in page.body


def test_a_form_with_another_origin_is_refused_and_our_own_is_not(house, cookie):
    body, sent = house.own_form(cookie)
    foreign = house.ask("/tonight/", "POST", body, **{**sent, "Origin": "https://evil.test"})
    ours = house.ask("/tonight/", "POST", body, Sec_Fetch_Site="same-origin", **sent)

    assert foreign.status == 403
    assert ours.status in (302, 303)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "FOO"])
def test_a_method_that_no_page_has_is_refused(house, cookie, method):
    inside, outside = house.ask(method=method, Cookie=cookie), house.ask(method=method)

    assert inside.status == 405
    assert cookie.encode() not in inside.body
    assert outside.status == 403


@pytest.mark.parametrize("path", [
    "/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2f..%2fsettings.py",
    "/techniques/..%2f..%2f..%2fetc%2fpasswd/", "//evil.test/", "/..%5c..%5csettings.py",
    "/%00", "/%ff%fe", "/%c0%ae%c0%ae/", "/" + "a" * 20_000,
])  # fmt: skip
def test_a_crooked_path_leads_nowhere(house, cookie, path):
    page = house.ask(path, Cookie=cookie)

    assert page.status == 404
    assert b"SECRET" not in page.body
    assert b"root:" not in page.body
