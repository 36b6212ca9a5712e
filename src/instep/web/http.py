"""The edge: who may come in, what a browser may do with a page, and what is said when it fails.

Only the one browser that opened the one-time address comes in. Everything else gets a plain page
that tells nothing.
"""

import logging
from collections.abc import Callable
from html import escape

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from instep.adapters.home_network import is_at_home
from instep.web.clock import now
from instep.web.guesses import Guesses
from instep.web.records import keys

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "connect-src 'self'; "
    "media-src 'self' blob:; "
    "worker-src 'self'; "
    "manifest-src 'self'; "
    "style-src 'self'; "
    "font-src 'self'; "
    "img-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing inline, nothing from another host."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Server": "instep",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}

WITH_CAMERA = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
"""A page with a camera says this instead."""

ENTER = "/enter/"
PUBLIC = (settings.STATIC_URL, "/content/")
"""What is the same for everyone, and may be stored where it says so itself."""

METHODS = ("GET", "HEAD", "POST")
OWN_FETCH = (None, "same-origin", "none")
"""What a browser says of a form that one of our pages sent; older ones say nothing."""

guesses = Guesses()


def headers(answer: Answer) -> Answer:
    """Every page says what a browser may do with it; private pages are never stored."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(ENTER):
            response.headers["Referrer-Policy"] = "no-referrer"
        if not request.path.startswith(PUBLIC) or response.status_code != 200:
            response.headers["Cache-Control"] = "no-store"
        return response

    return with_headers


def own_host_only(answer: Answer) -> Answer:
    """Another name for this computer is another page's trick: it gets nothing."""

    def checked(request: HttpRequest) -> HttpResponseBase:
        if request.META.get("HTTP_HOST") not in settings.OWN_HOSTS:
            return closed()
        return answer(request)

    return checked


def at_home_only(answer: Answer) -> Answer:
    """A peer from the internet gets nothing, even where a router lets it through."""

    def checked(request: HttpRequest) -> HttpResponseBase:
        if not is_at_home(request.META.get("REMOTE_ADDR", "")):
            return closed()
        return answer(request)

    return checked


def door(answer: Answer) -> Answer:
    """Only a browser that opened a one-time address holds a key."""

    def opened(request: HttpRequest) -> HttpResponseBase:
        at_the_door = request.path.startswith(ENTER) and request.method == "GET"
        if keys.fits(request.COOKIES.get(settings.DOOR_COOKIE, "")):
            return _inside() if at_the_door else answer(request)
        return _knock(request, answer) if at_the_door else closed()

    return opened


def _inside() -> HttpResponse:
    """The start page. Whoever is in already leaves a one-time address to the one it is for."""
    return HttpResponse(status=303, headers={"Location": "/"})


def _knock(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """A right address always comes through, however many wrong ones are being tried."""
    at = now().at
    if keys.waits(request.path.removeprefix(ENTER), at):
        return answer(request)
    return closed(429) if guesses.too_many(at) else closed()


def enter(_request: HttpRequest, token: str) -> HttpResponse:
    """The one-time address: used once, it becomes the key of this browser."""
    key = keys.key_for(token, now().at)
    if key is None:
        return closed()
    response = _inside()
    response.set_cookie(
        settings.DOOR_COOKIE, key, httponly=True, samesite="Strict", secure=settings.TLS
    )
    return response


def gzipped(answer: Answer) -> Answer:
    """Text is sent packed; a sound is packed already, and its parts have their own lengths."""
    packed = GZipMiddleware(answer)

    def sent(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if response.headers.get("Content-Type", "").startswith("audio/"):
            return response
        return packed.process_response(request, response)

    return sent


def own_pages_only(answer: Answer) -> Answer:
    """Only a form of our own pages changes something, and only in the ways that forms have."""

    def checked(request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return not_a_way()
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") not in OWN_FETCH:
            return form_too_old(request, "another site")
        return answer(request)

    return checked


def when_it_cannot_be_kept(answer: Answer) -> Answer:
    """A full disk or a locked file: said plainly, and nothing is shown that was not kept."""

    def kept(request: HttpRequest) -> HttpResponseBase:
        try:
            return answer(request)
        except DatabaseError:
            return not_kept()

    def on_error(_request: HttpRequest, error: Exception) -> HttpResponse | None:
        return not_kept() if isinstance(error, DatabaseError) else None

    kept.process_exception = on_error  # type: ignore[attr-defined]
    return kept


# -- Plain pages: no look, no words of the person, no way further --------------------------------


def plain(status: int, title: str, line: str) -> HttpResponse:
    """A page that needs nothing else to be read."""
    body = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title></head>"
        f"<body><h1>{escape(title)}</h1><p>{escape(line)}</p></body></html>"
    )
    return HttpResponse(body, status=status)


def closed(status: int = 403) -> HttpResponse:
    """The same words for every stranger."""
    line = "Start Instep again on your computer. It shows a new address. Open that one."
    page = plain(status, "This door is closed", line)
    if status == 429:
        page.headers["Retry-After"] = str(guesses.seconds)
    return page


def not_a_way() -> HttpResponse:
    """A method that no page has."""
    page = plain(405, "That cannot be done here", "Go back to the start page.")
    page.headers["Allow"] = ", ".join(METHODS)
    return page


def not_kept() -> HttpResponse:
    """The folder is full or locked."""
    connection.close_if_unusable_or_obsolete()
    line = "There may be no room on the disk. Free some, go back, and send it again."
    return plain(503, "That could not be kept", line)


def form_too_old(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that this browser did not get from us."""
    logging.getLogger(__name__).info("form refused: %s", reason)
    return plain(403, "That page was too old", "Go back to the start page and try once more.")


def not_there(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that leads nowhere."""
    del exception
    return plain(404, "There is no such page", "Go back to the start page.")


def our_fault(_request: HttpRequest) -> HttpResponse:
    """A fault of ours: nothing is offered."""
    line = "Something went wrong in Instep, so nothing is offered. Go back to the start page."
    return plain(500, "That was our fault", line)
