"""What comes of a step of measuring that was told away: the same as on its page, whenever it comes.

What was made later stands; where that cannot be said, the stricter does, or what was there.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from instep.core.measures.paint import Painting
from instep.core.measures.temperature import Spot
from instep.core.measures.touch import Felt, TouchTest
from instep.core.safety.measured import ONE_DAY
from instep.web import measuring
from instep.web.house import house
from instep.web.records import measured, store
from instep.web.records.store import Kept
from instep.web.sync.clocks import Made
from instep.web.sync.measure_kinds import Measured, Said, Spotted, Stroked, Touched


def take_measure(told: Measured, made: Made) -> None:
    """Keep this step, and what follows from it."""
    match told:
        case Touched():
            _touched(told, made)
        case Said():
            _said(told, made)
        case Spotted():
            _spotted(told, made)
        case Stroked():
            _stroked(told, made)


def _is_later(kept: Kept | None, made: Made) -> bool:
    """Whether it was made after all that is kept here of the same thing."""
    return kept is None or (made.certain and made.moment.at >= kept.at)


def _touched(told: Touched, made: Made) -> None:
    """A test that is over takes no toe any more; what was noted of a toe is never lost."""
    tested = measured.touch_test(told.test)
    kept = store.newest(told.test)
    if tested is None or tested.stopped or tested.told or not _goes_on(tested.on, kept, made):
        return
    is_later = _is_later(kept, made)
    marks = _joined(tested.test.marks, told.marks.marks, is_later)
    noted = replace(tested, test=TouchTest(marks), stopped=told.stopped and is_later)
    measured.keep_touch_test(noted, made.moment)
    if told.keep and noted.test.is_whole:
        measuring.tell_touch_test(noted, store.person(), made.moment)


def _goes_on(on: date, kept: Kept | None, made: Made) -> bool:
    """Whether it is of that day's test, as far as anybody knows; an evening ends after midnight."""
    if not made.certain or made.moment.on == on:
        return True
    since = timedelta(minutes=house().ages.look_minutes)
    is_soon = kept is not None and made.moment.at - kept.at <= since
    return is_soon and made.moment.on == on + ONE_DAY


def _joined(here: tuple[Felt, ...], told: tuple[Felt, ...], is_later: bool) -> tuple[Felt, ...]:
    first, second = (told, here) if is_later else (here, told)
    return first + second[len(first) :]


def _said(told: Said, made: Made) -> None:
    filled = _form(told.form)
    if filled is None:
        return
    if told.number not in filled.said or _is_later(store.newest(told.form), made):
        measured.say_mnsi(filled, told.number, told.answer, made.moment)


def _form(id: UUID) -> measured.Filled | None:
    return next((form for form in measured.mnsi_forms() if form.id == id), None)


def _spotted(told: Spotted, made: Made) -> None:
    on = made.moment.on
    here, kept = measured.warmth_on(on), store.of_day(store.WARMTH, on)
    before = here.spots.get(told.site, Spot())
    is_new = before == Spot()  # one foot alone has no gap yet, and is not lost
    if is_new or _is_later(kept, made) or _apart(told.spot) > _apart(before):
        measuring.measure_warmth(here.measured(told.site, told.spot), made.moment)


def _apart(spot: Spot) -> float:
    return -1.0 if spot.gap is None else abs(spot.gap)


def _stroked(told: Stroked, made: Made) -> None:
    on = made.moment.on
    here = measured.painting_on(on)
    if _is_later(store.of_day(store.PAINT, on), made) or _is_bare(here, told):
        painted = here.stroked(told.feeling, told.side, told.shown, told.zones)
        measured.keep_painting(on, painted, made.moment)


def _is_bare(here: Painting, told: Stroked) -> bool:
    return not here.zones(told.feeling, told.side) & told.shown
