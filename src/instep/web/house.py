"""The wiring of the web app: all content, read once, fail closed."""

from functools import cache
from typing import Any

from instep.adapters.content import SHIPPED, load
from instep.adapters.content.sources import Sources, read_sources
from instep.core.companion import House
from instep.core.units import filled


@cache
def house() -> House:
    """Everything that is asked, decided, done and said."""
    return load()


@cache
def sources() -> Sources:
    """Every paper or guideline a number rests on."""
    return read_sources(SHIPPED)


def say(key: str, **names: Any) -> str:
    """One text of the words, its names filled in."""
    return filled(house().words[key], **names)
