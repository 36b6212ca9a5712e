"""What is kept of a measure, and what follows at once.

What it answers, now and later, ``core.safety.measured`` says.
"""

from dataclasses import replace

from instep.core.measures.temperature import Warmth
from instep.core.safety.facts import TOES_NOT_FELT
from instep.core.safety.measured import ONE_DAY
from instep.core.screening import Answer
from instep.web import acts, evening, warmth
from instep.web.clock import Moment
from instep.web.records import measured, store
from instep.web.records.measured import Tested
from instep.web.records.remembered import Person
from instep.web.records.tonight import Stage


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
    """A day's readings, kept. Whoever is sent to someone by them is asked next time if they went.

    A wide gap that a session under way did not know of ends what was cleared.
    """
    night, before = store.tonight(), store.person()
    measured.keep_warmth(moment.on, spots, moment)
    person = store.person()
    for on in (moment.on, moment.on + ONE_DAY):  # one told late may be the first of two days
        found = warmth.findings(on, person, night)
        is_news = found != warmth.findings(on, before, night)
        if is_news and (action := warmth.sends_to_care(found)) is not None:
            acts.refer(action, replace(moment, on=on))
    if night is not None and night.stage in CLEARED and evening.has_news(night, person):
        acts.put_aside(night, person, moment)


CLEARED = (Stage.JUDGED, Stage.PLAYING, Stage.HURT)
"""Where an evening rests on a decision."""
