"""Before and after, as a person does it: where it stands now, and one window more."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from instep.adapters.content import SHIPPED, pulse_limits
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.turns import OPEN, Standing
from instep.web.clock import Moment
from instep.web.records import before_after, store
from instep.web.records.before_after import PARTS, Around, Result, Taken
from instep.web.records.remembered import Person

if TYPE_CHECKING:
    from instep.core.measures.pulse.reading import PulseReading
    from instep.core.measures.pulse.samples import Samples

NO_SIZE = "no_size"
"""A beat was seen, and not how big it is: that window counts as little as a refused one."""


@lru_cache(maxsize=1)
def limits() -> PulseLimits:
    """What may be held against what."""
    return pulse_limits(SHIPPED)


def standing(around: Around, moment: Moment) -> Standing:
    """Where it stands at this moment."""
    return around.told.standing(moment.at.timestamp(), limits())


def due(around: Around, moment: Moment) -> int | None:
    """The window that is next."""
    return around.told.due(moment.at.timestamp(), limits())


def under_way(moment: Moment) -> Around | None:
    """The one that was begun last, where it can still go on."""
    last = next(iter(before_after.everyone()), None)
    return last if last is not None and standing(last, moment) in OPEN else None


def ends_at(around: Around) -> datetime | None:
    """Until when it can go on; None where nothing was measured yet."""
    began = around.told.before.began(limits())
    if began is None:
        return None
    oldest = next(t.at for t in around.counted if t.at.timestamp() == began)
    return oldest + timedelta(seconds=limits().whole)


def cannot(person: Person, moment: Moment) -> str:
    """Why two feet cannot be held against each other today; empty where they can."""
    if person.about.get("missing_foot") in ("left", "right", "both"):
        return "one_foot"
    if person.looks is not None and person.looks.found_on == moment.on.isoformat():
        return "closed"
    last = next(iter(store.latest_of(store.DECISION, 1)), None)
    if last is None or last.body["on"] != moment.on.isoformat():
        return ""
    cleared, away = last.body["clearance"], last.body.get("away", {})
    if "looked" not in last.body["today"] and cleared["action"] == "STOP":
        return ""  # only the night was asked about
    if not away.get("may_begin", cleared["may_begin"]):
        return "not_today"
    return "closed" if cleared["closed"] else ""


# -- One window more -------------------------------------------------------------------------------


def take(
    around: Around, number: int, samples: "Samples", ended: datetime, moment: Moment
) -> Around:
    """This window as it was answered, kept. One that was not due any more is not taken.

    Reading takes a while: what was said on another page meanwhile, such as to stop, stands.
    """
    at = ended - timedelta(seconds=samples.seconds / 2)
    now, told = at.timestamp(), around.told
    if told.due(now, limits()) != number:
        return around
    taken = _read(samples, around, told.standing(now, limits()), number, at)
    since = before_after.found(around.id)
    if since is not None and since != around:
        return since
    after = _with_result(replace(around, taken=(*around.taken, taken)), now)
    before_after.keep(after, moment)
    return after


def _read(samples: "Samples", around: Around, part: Standing, number: int, at: datetime) -> Taken:
    from instep.core.measures.pulse.read import read_pulse
    from instep.core.measures.pulse.samples import Channel

    channel = None if around.colour is None else Channel(around.colour)
    reading = read_pulse(samples, limits(), channel)
    if reading.amplitude is None or reading.rate is None or reading.channel is None:
        return Taken(part, number, at, refused=_why(reading))
    size, rate = round(reading.amplitude.value, 4), round(reading.rate, 1)
    return Taken(part, number, at, size, rate, reading.channel.value)


def _why(reading: "PulseReading") -> str:
    return NO_SIZE if reading.refused is None else reading.refused.value


def _with_result(around: Around, now: float) -> Around:
    """Where that was the last window, what comes of them all."""
    from instep.core.measures.pulse.before_after import compare_turns

    if around.told.standing(now, limits()) is not Standing.DONE:
        return around
    found = compare_turns(around.told, limits())
    if found.times is None or found.low is None or found.high is None:
        return around
    numbers = (round(each, 4) for each in (found.times, found.low, found.high))
    return replace(around, result=Result(*numbers))


# -- What is said of it ----------------------------------------------------------------------------


def last_said(around: Around, moment: Moment) -> str:
    """What became of the last window, as a word: kept, again, skipped, paused or taken back."""
    place = standing(around, moment)
    if not around.taken or place not in OPEN:
        return ""
    last = around.taken[-1]
    if place is Standing.AFTER and last.part is Standing.BEFORE:
        return ""
    return "taken_back" if last.taken_back else _became(around, last, moment)


def _became(around: Around, last: Taken, moment: Moment) -> str:
    pair = around.told.turns(last.part).pairs(limits())[last.number // 2]
    if pair.is_lost(limits()):
        return "skipped"
    if last.refused is not None and pair.first is None:
        return "again"
    if not (pair.is_whole or pair.holds(moment.at.timestamp(), limits())):
        return "paused"
    return "kept" if last.refused is None else "again"


def may_take_back(around: Around, moment: Moment) -> bool:
    """Whether the last window can be taken back: read, and on this side of the massage."""
    place = standing(around, moment)
    if not around.counted or place not in OPEN:
        return False
    last = around.counted[-1]
    is_here = (last.part is Standing.AFTER) == (place is Standing.AFTER)
    return is_here and last.refused is None


def pairs_read(around: Around) -> dict[Standing, int]:
    """How many pairs of both feet were read, before and after."""
    told = around.told
    return {part: len(told.turns(part).whole(limits())) for part in PARTS}
