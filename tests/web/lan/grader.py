"""Marks for the headers of a page, as the public header graders give them.

From a hundred, by the published table of Mozilla's Observatory; A+ is a hundred or more. Strict
transport is not marked: by its own rules a browser drops that header from a host that is an
address, and from any whose certificate nobody vouches for (RFC 6797, 8.1).
"""

A_PLUS = 100
GOOD_REFERRER = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
FULL_COOKIE = {"secure", "httponly", "samesite=strict"}


def policy(text):
    """A content policy as its directives."""
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {name: values for name, *values in parts}


def marks(headers, cookies=()):
    """What each header adds or takes away."""
    return {
        "content policy": _content(headers.get("content-security-policy", "")),
        "cookies": _cookies(cookies),
        "frames": _frames(headers),
        "own resources": 10 if headers.get("cross-origin-resource-policy") == "same-origin" else 0,
        "referrer": 5 if headers.get("referrer-policy") in GOOD_REFERRER else -5,
        "no sniffing": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "other origins": -50 if headers.get("access-control-allow-origin") == "*" else 0,
    }


def grade(headers, cookies=()):
    """The sum from a hundred."""
    return 100 + sum(marks(headers, cookies).values())


def _content(text):
    rules = policy(text)
    if not rules:
        return -25
    if "unsafe" in text or "*" in text.split() or "https:" in text.split():
        return -20
    return 10 if rules.get("default-src") == ["'none'"] else 5


def _cookies(cookies):
    if not cookies:
        return 0
    flags = [{part.strip().lower() for part in cookie.split(";")[1:]} for cookie in cookies]
    return 5 if all(flag >= FULL_COOKIE for flag in flags) else -20


def _frames(headers):
    if "frame-ancestors" in policy(headers.get("content-security-policy", "")):
        return 5
    return 0 if headers.get("x-frame-options") in ("DENY", "SAMEORIGIN") else -20
