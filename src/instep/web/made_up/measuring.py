"""What Rosa measures, by the same steps as the pages take.

What she does not feel stays as it is: in her truth no kind of session changes how numb she is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from numpy.random import RandomState

from instep.adapters.content import SHIPPED, pulse_limits
from instep.core.body import FEET, Side, Zone
from instep.core.learning.rosa import AWAY, DAYS, RUN_IN, SEEDS
from instep.core.measures.instrument import NO, YES
from instep.core.measures.paint import Feeling, Painting
from instep.core.measures.pulse.made_up import Finger, record
from instep.core.measures.pulse.read import read_pulse
from instep.core.measures.temperature import READINGS, SITES, Spot, Warmth
from instep.core.measures.touch import ORDER, Felt, Tip
from instep.web import measuring
from instep.web.clock import Moment
from instep.web.made_up.said import WIDE
from instep.web.measures import measures
from instep.web.records import measured, pulsed, store
from instep.web.records.pulsed import Pulsed
from instep.web.records.remembered import Person

TOUCHED = (RUN_IN.stop - 3, 67)
"""The days of her two touch tests, with her sister; the first is before any session."""

MISSED = Tip(Side.LEFT, Zone.TOE_5)
"""The one toe she does not feel, both times."""

FILLED_IN = RUN_IN.stop - 1
"""The day of the questions on feeling; they are worth asking twice a year."""

SAYS_YES = frozenset({1, 2, 4, 5, 7, 11, 13})
"""The items she says yes to: in line with all she says about herself."""

WARM = (*sorted({*range(2, DAYS, 10)} - {*AWAY}), WIDE + 1)
"""The days on which she measures her skin; after the one with a warmer spot once more."""

SKIN, SPOTS, READING = 28.4, 0.4, 0.1
"""Degrees: how warm her soles are (boyko-2001), and how spots and readings scatter."""

MOST_APART, WIDER = 1.0, 2.9
"""Degrees between left and right: at most on any day, and at one spot of one day."""

WARMER = Zone.BALL_OUTER
"""Where her left foot was warmer on that day. The next day it was not."""

PULSED: Mapping[int, float] = {33: 1.4, 34: 1.7, 61: 1.3, 75: 1.6}
"""Days with a reading of both big toes, and the size of a beat in %: it comes and goes."""

RATE, RATES = 71.0, 3.0
"""Beats a minute, and how they scatter from day to day."""

TOES = frozenset({Zone.TOE_1, Zone.TOE_2, Zone.TOE_3, Zone.TOE_4, Zone.TOE_5})
BALL = frozenset({Zone.BALL_INNER, Zone.BALL_MIDDLE, Zone.BALL_OUTER})
ARCH = frozenset({Zone.ARCH_INNER, Zone.ARCH_OUTER})
HEEL, MIDDLE = frozenset({Zone.HEEL}), frozenset({Zone.BALL_MIDDLE})
LEFT_ALONE = frozenset({Zone.BALL_OUTER, Zone.TOE_4})
"""What she feels on her left foot alone."""

PAINTS, EVERY = 1, 14
"""The day of her first painting, and the days from one to the next."""

PAINTED: Sequence[Mapping[Feeling, frozenset[Zone]]] = (
    {Feeling.TINGLING: TOES | BALL, Feeling.BURNING: BALL | ARCH, Feeling.NUMBNESS: TOES},
    {Feeling.TINGLING: TOES | BALL, Feeling.PAIN: HEEL, Feeling.NUMBNESS: TOES},
    {Feeling.TINGLING: TOES, Feeling.BURNING: BALL, Feeling.NUMBNESS: TOES},
    {Feeling.TINGLING: TOES | BALL, Feeling.BURNING: BALL, Feeling.NUMBNESS: TOES},
    {Feeling.TINGLING: MIDDLE, Feeling.NUMBNESS: TOES},
    {Feeling.TINGLING: TOES | BALL, Feeling.BURNING: MIDDLE, Feeling.NUMBNESS: TOES},
)
"""What she paints on both feet, time after time: less on some days, never gone."""


class Measuring:
    """All she measures, day by day. The same seed gives the same numbers."""

    def __init__(self, seed: int) -> None:
        self.dice = RandomState([seed % SEEDS, len(SITES)])

    def measure(self, number: int, person: Person, moment: Moment) -> Person:
        """What she measures on this day; gives what is known about her afterwards."""
        if number == FILLED_IN:
            _fill_in(moment)
        if number in WARM:
            measuring.measure_warmth(self.warmth(is_wide=number == WIDE), moment)
        if number in PULSED:
            rate = RATE + RATES * float(self.dice.normal())
            for side in FEET:
                self._pulse(side, Finger(rate=rate, percent=PULSED[number]), moment)
        turn, rest = divmod(number - PAINTS, EVERY)
        if rest == 0 and turn < len(PAINTED):
            _paint(PAINTED[turn], moment)
        if number in TOUCHED:
            _touch(person, moment)
        return store.person() if number in {*WARM, *TOUCHED} else person

    # -- Skin warmth -------------------------------------------------------------------------------

    def warmth(self, *, is_wide: bool) -> Warmth:
        """All spots of one day; wide: one of them is warmer on the left."""
        spots = {site: self._spot(WIDER if is_wide and site is WARMER else None) for site in SITES}
        return Warmth(spots)

    def _spot(self, apart: float | None) -> Spot:
        """Three readings on each foot; ``apart``: so much warmer is the left one."""
        right = SKIN + SPOTS * float(self.dice.normal())
        usual = min(max(SPOTS * float(self.dice.normal()), -MOST_APART), MOST_APART)
        return Spot(self._readings(right + (apart or usual)), self._readings(right))

    def _readings(self, degrees: float) -> tuple[float, ...]:
        scatter = self.dice.randint(-1, 2, READINGS)
        return tuple(round(degrees + READING * int(step), 1) for step in scatter)

    # -- The pulse by camera -----------------------------------------------------------------------

    def _pulse(self, side: Side, finger: Finger, moment: Moment) -> None:
        """A made-up toe on the camera, read as any is; what cannot be read is not kept."""
        reading = read_pulse(record(finger, self.dice).samples, pulse_limits(SHIPPED))
        if reading.rate is None or reading.amplitude is None:
            return
        size = reading.amplitude
        sizes = (round(part, 4) for part in (size.value, size.low, size.high))
        pulsed.keep(Pulsed(moment.on, "toe", str(side), round(reading.rate, 1), *sizes), moment)


def _touch(person: Person, moment: Moment) -> None:
    """Toe by toe, with her sister; then told to About you."""
    tested = measured.begin_touch_test(moment)
    for place, tip in enumerate(ORDER):
        felt = Felt.MISSED if tip == MISSED else Felt.FELT
        tested = replace(tested, test=tested.test.noted(place, felt))
        measured.keep_touch_test(tested, moment)
    measuring.tell_touch_test(tested, person, moment)


def _fill_in(moment: Moment) -> None:
    """Every item of the questions on feeling."""
    form = measured.begin_mnsi(moment)
    for item in measures().mnsi.items:
        answer = YES if item.number in SAYS_YES else NO
        form = measured.say_mnsi(form, item.number, answer, moment)


def _paint(brushes: Mapping[Feeling, frozenset[Zone]], moment: Moment) -> None:
    """Feeling by feeling; the right foot has a little less of it."""
    painting = Painting()
    for feeling, zones in brushes.items():
        brush = {Side.LEFT: zones, Side.RIGHT: zones - LEFT_ALONE}
        painting = painting.with_brush(feeling, brush)
        measured.keep_painting(moment.on, painting, moment)
