"""Tonight's sound: what the guard lets pass, at the person's own pace and loudness."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from instep.adapters.audio.mix import Levels
from instep.core.player import NotShown, watch
from instep.core.timeline import Cue, Pace
from instep.web import evening
from instep.web.components.page import chosen
from instep.web.records.remembered import Person
from instep.web.records.tonight import Stage, Tonight
from instep.web.sound.growing import Growing
from instep.web.sound.order import Order, order_of
from instep.web.sound.studio import STUDIO

LOUDNESS: Mapping[str, int] = {"usual": 100, "soft": 50, "off": 0}
"""What the settings say of voice and music, in percent."""


def pace() -> Pace:
    """How fast the person wants it."""
    return Pace(chosen()["pace"])


def make_ready(night: Tonight, person: Person) -> None:
    """Begin to make the sound while the room is made ready. Nobody hears it yet."""
    order = _order(replace(night, stage=Stage.PLAYING, voiced=True, pace=pace()), person)
    if order is not None:
        STUDIO.sound(order)


def key_of(night: Tonight, person: Person) -> str:
    """The name of tonight's sound; empty where there is none."""
    order = _order(night, person)
    return "" if order is None else order.key


def sound_of(night: Tonight, person: Person, key: str) -> Growing | None:
    """Tonight's sound by its name; None where that is not tonight's."""
    order = _order(night, person)
    return None if order is None or order.key != key else STUDIO.sound(order)


def _order(night: Tonight, person: Person) -> Order | None:
    made = evening.prepared(night, person)
    if made.session is None or made.timeline is None:
        return None
    passed = replace(made.timeline, cues=tuple(_passed(night, person)))
    wants = chosen()
    levels = Levels(LOUDNESS[wants["voice"]], LOUDNESS[wants["music"]], whisper=night.night)
    soundscape, seed = wants["soundscape"], made.session.asked.seed
    return order_of(passed, made.session.dose, night.pace, soundscape, seed, levels)


def _passed(night: Tonight, person: Person) -> Iterator[Cue]:
    """Every cue that the guard has nothing against: nothing else is ever given to the voice."""
    made = evening.prepared(night, person)
    if made.session is None or made.timeline is None:
        return
    look = watch(made.session, made.timeline, evening.screen(night, person).answers)
    for cue in made.timeline.cues:
        try:
            look(cue.at)
        except NotShown:
            continue
        yield cue


def forget() -> None:
    """Make and keep no sound of anyone."""
    STUDIO.clear()
