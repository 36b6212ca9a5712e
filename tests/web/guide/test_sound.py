"""Tonight's sound: what is ordered, how it grows, and who may hear it."""

import json
from dataclasses import replace

import pytest

from instep.adapters.audio.encode import mp3, mp3_bytes
from instep.adapters.audio.mix import Levels, mixed
from instep.adapters.audio.score import Bell, Breath, Event, Line
from instep.adapters.audio.soundscape import loop_of
from instep.adapters.content import SHIPPED
from instep.adapters.content.soundscapes import soundscape_recipe
from instep.core.timeline import Pace
from instep.web.sound.growing import Growing, NoSound
from instep.web.sound.order import Order
from instep.web.sound.studio import Studio

BELLS = Order(
    events=((0, "bell", "bell_ready"), (48_000, "breath", True, 4.0)),
    pace=Pace.CALM,
    seconds=12.0,
    soundscape="silence",
    seed=0,
    levels=Levels(voice=0),
)
"""Twelve seconds without a word: no voice has to be loaded."""


def whole(sound):
    """All of it, once it is there."""
    said = b""
    while len(said) < sound.size:
        said += sound.read(len(said), sound.size, 20)
    return said


def test_an_order_is_read_as_it_was_written():
    order = replace(BELLS, events=((0, "line", "Breathe in."), *BELLS.events), pace=Pace.SLOW)
    again = Order.from_json(json.loads(order.as_text()))

    assert again.score == (
        Event(0, Line("Breathe in.", Pace.SLOW)),
        Event(0, Bell("bell_ready")),
        Event(48_000, Breath(True, 4.0)),
    )
    assert again.key == order.key


@pytest.mark.parametrize(
    "other", [{"seed": 1}, {"soundscape": "sea"}, {"levels": Levels(50)}, {"pace": Pace.SLOW}]
)
def test_another_sound_has_another_name(other):
    assert replace(BELLS, **other).key != BELLS.key


def test_what_grows_is_the_very_sound_and_its_size_was_known_before():
    sound = Growing(BELLS)
    loop = loop_of(soundscape_recipe(SHIPPED, "silence"), 0)
    alone = b"".join(mp3(mixed(BELLS.score, None, loop, BELLS.levels, BELLS.seconds)))

    assert sound.size == mp3_bytes(BELLS.seconds) == len(alone)
    assert whole(sound) == alone
    assert sound.is_whole


def test_a_maker_that_cannot_is_told_to_who_listens():
    sound = Growing(replace(BELLS, soundscape="no such music"))

    with pytest.raises(NoSound):
        sound.read(0, 100, 20)
    assert sound.has_failed


def test_one_studio_makes_one_sound_and_makes_a_failed_one_anew():
    studio = Studio()
    sound = studio.sound(BELLS)
    whole(sound)

    assert studio.sound(BELLS) is sound
    other = studio.sound(replace(BELLS, soundscape="no such music"))
    with pytest.raises(NoSound):
        other.read(0, 100, 20)
    assert studio.sound(replace(BELLS, soundscape="no such music")) is not other
    studio.clear()
    assert studio.sound(BELLS) is not sound
    studio.clear()


def test_a_sound_that_nobody_wants_any_more_ends_its_maker():
    sound = Growing(replace(BELLS, seconds=1_800.0))
    sound.read(0, 100, 20)
    sound.leave()

    with pytest.raises(NoSound):
        sound.read(sound.size, 1, 20)
    assert not sound.is_whole
