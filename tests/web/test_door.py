"""Who comes in: the one browser that opened the one-time address, and nobody else."""

import re

import pytest
from django.test import Client

from tests.web.person import HOST

PRIVATE = ("/", "/about/", "/settings/", "/history/", "/steps/1/", "/verdict/", "/techniques/")
CANARY = "Nurse Ada, 555 0101"


@pytest.fixture
def token(rows, clock, monkeypatch):
    from instep.web import http
    from instep.web.guesses import Guesses
    from instep.web.records.keys import new_address

    monkeypatch.setattr(http, "guesses", Guesses())
    return new_address(clock.at)


def mallory(**headers):
    """A stranger on the same computer."""
    return Client(headers={"host": HOST, **headers})


def sheet(alice):
    """The style sheet, read to its end."""
    from django.conf import settings

    found = alice.client.get(settings.STATIC_URL + "look.css")
    b"".join(found)
    found.close()
    return found


@pytest.mark.parametrize("path", PRIVATE)
def test_without_the_cookie_every_page_is_closed_and_tells_nothing(alice, path):
    from instep.web.clock import now
    from instep.web.records import store

    store.keep_contacts({"foot_team": CANARY}, now())
    page = mallory().get(path)

    assert page.status_code == 403
    assert CANARY not in page.content.decode()
    assert page.content == mallory().get("/no/such/page").content


def test_a_style_sheet_is_closed_too(alice):
    from django.conf import settings

    assert mallory().get(settings.STATIC_URL + "look.css").status_code == 403
    assert sheet(alice).status_code == 200


def test_the_one_time_address_works_once(token):
    first, second = mallory(), mallory()

    assert first.get(f"/enter/{token}").status_code == 303
    assert first.get("/").status_code == 200
    assert second.get(f"/enter/{token}").status_code == 403
    assert second.get("/").status_code == 403


def test_whoever_is_in_already_is_shown_in_and_uses_up_nothing(rows, clock):
    from instep.web.records.keys import new_addresses

    own, other = new_addresses(clock.at, 2)
    phone, computer = mallory(), mallory()
    for address in (own, own, other):
        assert phone.get(f"/enter/{address}").status_code == 303

    assert "instep-8123" in phone.cookies
    assert computer.get(f"/enter/{other}").status_code == 303
    assert computer.get("/").status_code == 200


def test_the_one_time_address_waits_a_quarter_of_an_hour(token, clock):
    clock.later(minutes=15, seconds=1)

    assert mallory().get(f"/enter/{token}").status_code == 403


def test_an_address_made_up_or_of_an_older_start_does_not_work(token, clock):
    from instep.web.records.keys import new_address

    guest = mallory()
    guest.get(f"/enter/{token}")
    new_address(clock.at)

    assert mallory().get("/enter/" + "x" * 43).status_code == 403
    assert guest.get("/").status_code == 403


def test_one_start_has_an_address_for_each_browser_and_the_next_start_for_none(rows, clock):
    from instep.web.records.keys import new_addresses

    first = new_addresses(clock.at, 2)
    guests = [mallory(), mallory()]
    entered = [
        guest.get(f"/enter/{token}").status_code for guest, token in zip(guests, first, strict=True)
    ]
    inside = [guest.get("/").status_code for guest in guests]
    new_addresses(clock.at, 2)

    assert len(set(first)) == 2
    assert entered == [303, 303]
    assert inside == [200, 200]
    assert [guest.get("/").status_code for guest in guests] == [403, 403]


def test_guesses_are_counted_for_a_minute_and_a_right_address_is_let_through(token, clock):
    from instep.web.http import guesses

    tries = [mallory().get(f"/enter/{'x' * 42}{number}") for number in range(guesses.most + 1)]
    entered = mallory().get(f"/enter/{token}").status_code
    clock.later(seconds=guesses.seconds)

    assert [page.status_code for page in tries] == [403] * guesses.most + [429]
    assert tries[-1].content == tries[0].content
    assert tries[-1].headers["Retry-After"] == str(guesses.seconds)
    assert entered == 303
    assert mallory().get("/enter/" + "x" * 43).status_code == 403


def test_a_clock_set_back_does_not_keep_the_count_for_ever(token, clock):
    from instep.web.http import guesses

    for number in range(guesses.most):
        mallory().get(f"/enter/{number}")
    clock.later(days=-1)

    assert mallory().get("/enter/x").status_code == 403


def test_keys_are_kept_as_hashes_only(token):
    from instep.web.records.models import Key

    guest = mallory()
    guest.get(f"/enter/{token}")
    cookie = guest.cookies["instep-8123"]
    kept = {key.digest for key in Key.objects.all()}

    assert token not in kept
    assert cookie.value not in kept
    assert len(cookie.value) >= 43
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.parametrize("host", ["evil.test", "evil.test:8123", "127.0.0.1", "127.0.0.1:80", ""])
def test_another_name_for_this_computer_gets_nothing(alice, host):
    page = alice.client.get("/", headers={"host": host})

    assert page.status_code == 403


@pytest.mark.parametrize("peer", ["8.8.8.8", "2a00:1450::1", "100.64.0.1", "", "home"])
def test_a_peer_from_the_internet_gets_nothing_even_with_the_key(alice, peer):
    assert alice.client.get("/", REMOTE_ADDR=peer).status_code == 403


@pytest.mark.parametrize("peer", ["127.0.0.1", "192.168.178.20", "fd12:3456::1", "fe80::1"])
def test_a_peer_at_home_with_the_key_comes_in(alice, peer):
    assert alice.client.get("/", REMOTE_ADDR=peer).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "odd"])
def test_a_form_that_another_site_sends_is_refused(alice, site):
    alice.open("/")
    form = alice.form("/tonight/")["fields"]
    page = alice.client.post("/tonight/", form, headers={"sec-fetch-site": site})

    assert page.status_code == 403
    assert alice.client.post("/tonight/", form).status_code in (302, 303)


@pytest.mark.parametrize("path", [*PRIVATE, "/no/such/page"])
def test_every_page_says_what_a_browser_may_do_with_it(alice, path):
    page = alice.open(path).page
    policy = page.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/about/adult/", "/settings/", "/techniques/arch_rub/"])
def test_a_page_holds_nothing_inline_and_nothing_from_another_host(alice, path):
    page = alice.known().open(path)
    ours = r'<script type="module" src="/static/[0-9a-f]{12}/[a-z_/-]+\.js"></script>'
    rest = re.sub(ours, "", page.html)

    assert page.page.status_code == 200
    for banned in ("<script", " style=", "<style", " onclick", "javascript:", "http://", "//cdn"):
        assert banned not in rest, banned


def test_a_form_that_is_not_ours_is_refused(alice):
    page = alice.client.post("/tonight/", {})

    assert page.status_code == 403
    assert "too old" in page.content.decode()


def test_a_page_that_is_not_there_says_so_plainly(alice):
    alice.open("/no/such/page")

    assert alice.page.status_code == 404
    assert "no such page" in alice.text


def test_style_sheets_are_kept_for_ever_and_change_their_address(alice):
    from django.conf import settings

    assert "max-age=31536000" in sheet(alice).headers["Cache-Control"]
    assert len(settings.STATIC_URL) > len("/static//")


def test_a_database_that_cannot_be_written_is_said_and_nothing_is_shown(alice, monkeypatch):
    from django.db import OperationalError

    from instep.web.records import store

    def full(*_args, **_kwargs):
        raise OperationalError("database or disk is full")

    alice.begin()
    monkeypatch.setattr(store, "receive", full)
    alice.send(answer="yes")

    assert alice.page.status_code == 503
    assert "could not be kept" in alice.text
    monkeypatch.undo()


def test_a_fault_of_ours_is_a_sentence_and_never_a_traceback(alice, monkeypatch):
    from instep.web.pages.home import views

    alice.client.raise_request_exception = False
    monkeypatch.setattr(views, "_greeting", lambda _turn: 1 / 0)
    alice.open("/")

    assert alice.page.status_code == 500
    assert "Traceback" not in alice.html
    assert "our fault" in alice.text
