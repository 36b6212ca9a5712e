"""Recordings that can be read and recordings that cannot, drawn from a seed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.random import RandomState

from instep.adapters.content import pulse_limits
from instep.core.measures.pulse.made_up import Finger, Recorded, record
from instep.core.measures.pulse.samples import Samples

LIMITS = pulse_limits()
SKINS = ((180.0, 60.0, 30.0), (244.0, 0.0, 0.0), (40.0, 89.0, 49.0), (120.0, 18.0, 17.0))
"""Levels of red, green and blue as phones really gave them: some colours are dead."""


def some_finger(dice: RandomState) -> Finger:
    """Any finger on any phone: slow or quick heart, few frames or many, late, lost, with slips."""
    finger = Finger(
        rate=dice.uniform(45, 140),
        seconds=dice.uniform(20, 75),
        frames_a_second=float(dice.choice([15, 24, 30, 60])),
        uneven=dice.uniform(0, 0.08),
        percent=float(np.exp(dice.uniform(np.log(0.3), np.log(6)))),
        walk=dice.uniform(0, 0.2),
        levels=SKINS[dice.randint(len(SKINS))],
        grain=dice.uniform(0.01, 0.08),
        late=float(dice.choice([0, 0.003, 0.015])),
        lost=float(dice.choice([0, 0.02, 0.1])),
    )
    if dice.random_sample() < 0.3:
        start = dice.uniform(3, finger.seconds - 5)
        finger = replace(finger, holes=((start, start + dice.uniform(0.2, 1.5)),))
    if dice.random_sample() < 0.3:
        slips = dice.uniform(0, finger.seconds, dice.randint(1, 3))
        finger = replace(finger, jolts=tuple(slips.tolist()))
    return finger


def some_recording(seed: int) -> Recorded:
    """Such a finger, recorded."""
    dice = RandomState(seed)
    return record(some_finger(dice), dice)


def recorded(seed: int = 0, **of_finger: object) -> Recorded:
    """A plain finger, or one that differs as named."""
    return record(replace(Finger(), **of_finger), RandomState(seed))


def seen(colours: object, frames_a_second: float = 30.0) -> Samples:
    """Frames one after the other, with these colours, as far as a camera can show them."""
    colours = np.clip(np.asarray(colours, dtype=float), 0, 255)
    return Samples(np.arange(colours.shape[1]) / frames_a_second, colours)


def halves(samples: Samples) -> Iterator[Samples]:
    """A recording, and the one right after it."""
    first = samples.times < samples.times[-1] / 2
    return (Samples(samples.times[part], samples.colours[:, part]) for part in (first, ~first))


# -- What cannot be read -----------------------------------------------------------------------

FRAMES = 900
SKIN = np.array([[180.0], [60.0], [30.0]])


def in_the_dark(dice: RandomState) -> Samples:
    """Nothing on the lens and no lamp."""
    return seen(1 + 3 * dice.rand(3, 1) + 0.3 * dice.randn(3, FRAMES))


def a_wall(dice: RandomState) -> Samples:
    """A bright wall with its own slow shadows."""
    shadow = np.sin(0.01 * np.arange(FRAMES))
    return seen(dice.uniform(160, 240, (3, 1)) + shadow + 0.3 * dice.randn(3, FRAMES))


def a_room(dice: RandomState) -> Samples:
    """A phone held in the hand, looking about."""
    walk = np.cumsum(dice.randn(FRAMES)) * dice.uniform(0.02, 0.6)
    shades = walk * dice.uniform(0.7, 1, (3, 1))
    return seen(dice.uniform(20, 140, (3, 1)) + shades + 0.1 * dice.randn(3, FRAMES))


def a_stopped_camera(dice: RandomState) -> Samples:
    """The same picture for ever."""
    return seen(np.repeat(dice.uniform(20, 140, (3, 1)), FRAMES, axis=1))


def grain(dice: RandomState) -> Samples:
    """Nothing but the camera's own grain."""
    return seen(dice.uniform(40, 140, (3, 1)) + dice.uniform(0.02, 2) * dice.randn(3, FRAMES))


def a_waving_toe(dice: RandomState) -> Samples:
    """Movement as slow and smooth as a pulse, and with no pulse in it."""
    smooth = np.hanning(dice.randint(6, 60))
    wave = np.convolve(dice.randn(FRAMES + 200), smooth, "same")[:FRAMES]
    return seen(SKIN * (1 + 0.1 * wave / wave.std()))


def slipping_on(dice: RandomState) -> Samples:
    """A real pulse under a toe that never lies still."""
    slips = np.sort(dice.uniform(0, 30, dice.randint(20, 40)))
    return record(Finger(jolts=tuple(slips.tolist()), levels=(150, 60, 30)), dice).samples


def a_tremor(dice: RandomState) -> Samples:
    """A foot that shakes four to six times a second, very evenly."""
    turns = 2 * np.pi * np.cumsum(dice.uniform(4, 6) * (1 + 0.05 * dice.randn(FRAMES))) / 30
    return seen(SKIN * (1 + 0.01 * np.sin(turns) + 0.0003 * dice.randn(3, FRAMES)))


def too_much_light(dice: RandomState) -> Samples:
    """Every colour at its end."""
    return seen(1.03 * recorded(dice.randint(1000), levels=(251, 254, 250)).samples.colours)


def a_clock_set_back(dice: RandomState) -> Samples:
    """Time runs back once."""
    samples = recorded(dice.randint(1000)).samples
    times = samples.times.copy()
    times[dice.randint(50, 800) :] -= dice.uniform(0.1, 3)
    return Samples(times, samples.colours)


def a_slow_camera(dice: RandomState) -> Samples:
    """Too few frames to see a beat."""
    return record(Finger(frames_a_second=dice.uniform(3, 9)), dice).samples


def over_too_soon(dice: RandomState) -> Samples:
    """A few seconds."""
    return record(Finger(seconds=dice.uniform(3, 14)), dice).samples


def a_long_hole(dice: RandomState) -> Samples:
    """Some seconds in which no frame came."""
    start = dice.uniform(5, 20)
    return record(Finger(holes=((start, start + dice.uniform(2.3, 8)),)), dice).samples


def the_same_again(dice: RandomState) -> Samples:
    """Each frame handed out three to five times."""
    samples = recorded(dice.randint(1000)).samples
    places = np.arange(len(samples.times))
    return Samples(samples.times, samples.colours[:, places - places % dice.randint(3, 6)])


def too_faint(dice: RandomState) -> Samples:
    """A pulse far below the camera's grain."""
    return record(Finger(percent=0.02, grain=0.3), dice).samples


UNREADABLE: Mapping[str, Callable[[RandomState], Samples]] = {
    act.__name__: act
    for act in (
        in_the_dark,
        a_wall,
        a_room,
        a_stopped_camera,
        grain,
        a_waving_toe,
        slipping_on,
        a_tremor,
        too_much_light,
        a_clock_set_back,
        a_slow_camera,
        over_too_soon,
        a_long_hole,
        the_same_again,
        too_faint,
    )
}
