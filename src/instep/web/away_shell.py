"""The one page that stands for all others while the computer is away, and all that it needs.

Nothing in it is of any person: it is the same for everyone who has this Instep. What it knows of
the person the device keeps apart from it.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from instep.core.diary import FOLLOWABLE, Symptom
from instep.core.units import Words
from instep.web import way
from instep.web.components import lines
from instep.web.components.keypad import ROWS, pad
from instep.web.components.page import CHOICES
from instep.web.house import house
from instep.web.kernel_file import kernel_file
from instep.web.kernel_tables import version_of

NEEDED = re.compile(
    r"question\.\w+\.(short|values\.\w+)|zone\.\w+\.name|pressure\.\d"
    r"|verdict\.(actions|contacts|musts|offers|sides|said)\..+"
    r"|web\.(away|answer|verdict\.closed)\..+|web\.verdict\.(per_foot|total)"
)
"""What the page says in words that it cannot know before: a verdict, what waits, whom to call."""

PARTS = (
    "away/**/*.js",
    "guide/*.js",
    "kernel/**/*.js",
    "*.css",
    "icons.svg",
    "icon.svg",
    "fonts/*.woff2",
)
"""The files of ``static`` that it needs."""

LATER = ("away/keeping.js", "away/playing.js", "guide/*.js")
"""Those that are needed only where a session is kept."""


@cache
def words_text() -> str:
    """Those words as one file: keys sorted, plain ASCII, always the same bytes."""
    return json.dumps(_needed(house().words), sort_keys=True, separators=(",", ":"))


def _needed(words: Words) -> dict[str, str]:
    return {key: text for key, text in words.items() if NEEDED.fullmatch(key)}


@cache
def words_address() -> str:
    """Where the words are: the address names their bytes."""
    return reverse("content:words", kwargs={"version": version_of(words_text())})


@cache
def shell() -> str:
    """The page itself, in the look that is usual: no one's settings are in it."""
    usual = {name: values[0] for name, values in CHOICES.items()}
    pages = [lines.asked(page, QueryDict(), {}, ()) for page in way.PAGES]
    return render_to_string(
        "away/away.html",
        {
            "away": True,
            "look": {**usual, "theme": ""},
            "kernel": _kernel_address(),
            "words": words_address(),
            "pages": pages,
            "looks": tuple(way.LOOKS),
            "followed": FOLLOWABLE,
            "found": ("left", "right", "both"),
            "rows": ROWS,
            "pads": [pad(str(symptom)) for symptom in Symptom],
        },
    )


def _kernel_address() -> str:
    return reverse("content:kernel", kwargs={"version": kernel_file().version})


@cache
def shell_version() -> str:
    """Sixteen hex digits that change when anything the page is made of does."""
    whole = "\n".join((shell(), *_files()))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def shell_address() -> str:
    """Where the page is kept from."""
    return reverse("content:shell", kwargs={"version": shell_version()})


def kept_files() -> tuple[str, ...]:
    """All that a device keeps, so that the page stands without the computer."""
    return (*_files(), _kernel_address(), words_address(), shell_address())


def later_files() -> tuple[str, ...]:
    """What a device keeps beside a session, so that it can be led there."""
    return tuple(settings.STATIC_URL + name for name in sorted(_found(LATER)))


def _files() -> tuple[str, ...]:
    names = _found(PARTS) - _found(LATER)
    return tuple(settings.STATIC_URL + name for name in sorted(names))


def _found(parts: Iterable[str]) -> set[str]:
    root = settings.STATIC_ROOT
    return {file.relative_to(root).as_posix() for part in parts for file in root.glob(part)}
