"""What follows from a measure: answers about the person, or of today, exactly as if typed."""

from collections.abc import Mapping
from dataclasses import replace

from instep.core.measures.temperature import Warmth
from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
from instep.core.screening import Answer
from instep.web import acts, warmth
from instep.web.clock import Moment
from instep.web.records import measured, store
from instep.web.records.measured import Tested
from instep.web.records.remembered import Person
from instep.web.records.tonight import Stage, Tonight


def touch_test_says(tested: Tested, person: Person) -> Answer | None:
    """What a whole test would change about the person; None where nothing is to change.

    Not done never takes the place of a test that found feeling lost: that would loosen.
    """
    if tested.stopped or not tested.test.is_whole or _is_old(tested, person):
        return None
    if tested.test.missed is not None:
        return tested.test.missed
    known = person.about.get("touch_test_missed")
    found_lost = isinstance(known, int) and known >= TOES_NOT_FELT
    return None if found_lost or known == "not_done" else "not_done"


def _is_old(tested: Tested, person: Person) -> bool:
    """Whether About you knows of a later test."""
    known = person.about.get("touch_test_on")
    return known is not None and str(known) > tested.on.isoformat()


def tell_touch_test(tested: Tested, person: Person, moment: Moment) -> None:
    """The two answers about the person that a touch test gives, as if typed there."""
    if tested.told:
        return
    answer = touch_test_says(tested, person)
    if answer is not None:
        acts.say_about("touch_test_missed", answer, moment)
    if isinstance(answer, int):
        acts.say_about("touch_test_on", tested.on.isoformat(), moment)
    measured.keep_touch_test(replace(tested, told=True), moment)


def measure_warmth(spots: Warmth, moment: Moment) -> None:
    """A day's readings, kept; they answer an evening that is being asked.

    A wide gap that a session under way did not know of ends what was cleared.
    """
    measured.keep_warmth(moment.on, spots, moment)
    night, said = store.tonight(), warmth.answers(moment.on)
    if night is None or night.night or night.on != moment.on or not said:
        return
    if night.stage is Stage.ASKING:
        acts.change(night, moment, today={**_without_warmth(night), **said})
    elif _is_news(night, said):
        acts.put_aside(night, store.person(), moment)


def _without_warmth(night: Tonight) -> dict[str, Answer]:
    return {id: answer for id, answer in night.today.items() if not id.startswith("temp_")}


def _is_news(night: Tonight, said: Mapping[str, Answer]) -> bool:
    gap = said["temp_gap"]
    known = {id: answer for id, answer in night.today.items() if id.startswith("temp_")}
    is_wide = isinstance(gap, int | float) and gap > WIDE_GAP
    return is_wide and known != said and night.stage in (Stage.JUDGED, Stage.PLAYING, Stage.HURT)
