"""Every line the voice may ever say, out of the content: to be made beforehand, and to be heard."""

import re
from collections.abc import Iterator
from datetime import date

from instep.adapters.audio.opening import KEY, opening
from instep.core.body import FEET
from instep.core.companion import House
from instep.core.units import Words

SPOKEN = re.compile(
    r"guide\.(?!screen\.).+"
    r"|pressure\..+"
    r"|oils\.drops\.spoken"
    r"|technique\.\w+\.(?:name|(?:alone|helper)\..+)"
)
"""The keys of what is said."""

OF_A_DAY = re.compile(rf"{re.escape(KEY)}\.(?:made_for|weekdays\..+|days\..+|months\..+)")
"""Of these, the line that names a day and what it is made from: every day has another one."""


def spoken_lines(house: House) -> list[str]:
    """Every line in every form a session can say it, each once, but for the day of a file."""
    lines = (form for key, text in house.words.items() if _is_said(key) for form in _forms(text))
    return list(dict.fromkeys(lines))


def day_lines(words: Words) -> list[str]:
    """The line that names the day, so often that each weekday, day and month is in one of them."""
    days = (date(2027, (day - 1) % 12 + 1, day) for day in range(1, 32))
    said = (cue.say for day in days for cue in opening(words, day) if cue.key == f"{KEY}.made_for")
    return list(said)


def _is_said(key: str) -> bool:
    return bool(SPOKEN.fullmatch(key)) and not OF_A_DAY.fullmatch(key)


def _forms(text: str) -> Iterator[str]:
    if "{side}" in text:
        yield from (text.replace("{side}", side.value) for side in FEET)
    elif text:
        yield text
