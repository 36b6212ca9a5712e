"""What is said of a technique: each verdict and reason has its sentence, no more than is so."""

from dataclasses import replace
from functools import cache

import pytest

from instep.adapters.content import learning
from instep.core.diary import Symptom
from instep.core.learning.answer import Asked
from instep.core.learning.choosing import Follows, Picked
from instep.core.learning.columns import LEARNED, groups_asked
from instep.core.learning.pairs import Extra, Pair
from instep.core.learning.saying import (
    CHANCES,
    Saying,
    in_chances,
    in_points,
    up_or_down,
    why_nothing,
    why_still,
)
from instep.core.learning.tipping import Tipping
from instep.core.learning.verdict import Judged, Reason, Tally, Verdict
from tests.make import house

JUDGED = Judged(
    technique="RUB",
    verdict=Verdict.HELPS_MUCH,
    reason=None,
    more_days=None,
    change=-2.1,
    low=-3.2,
    high=-1.0,
    shown=-2.0,
    chance_better=0.992,
    matters=1.5,
    tally=Tally(on=30, off=40, switches=12, assigned=28, hidden=0),
    association=False,
    exploratory=False,
    together=(),
)


@cache
def saying(symptom=Symptom.PAIN):
    return Saying(symptom, Asked(groups_asked(house().catalog), learning()), house().words)


def said(**changes):
    return saying().said(replace(JUDGED, **changes))


def not_yet(reason, **changes):
    return said(verdict=Verdict.NOT_YET, reason=reason, **changes)


def test_what_helps_says_how_much_how_sure_and_on_how_many_days():
    told = said()

    assert told.verdict == "Helps, likely by an amount that matters"
    assert told.first == "On days with it, pain is about 2 points less."
    assert told.more == (
        "We are 9 in 10 sure: from 1 point less to 3 points less.",
        "The chance that it is less at all: 99 in 100.",
        "Days it rests on: 30 with it, 40 without it.",
        "A draw picked 28 of these days, not your mood or the weather.",
    )


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("symptom", Symptom)
def test_every_verdict_has_its_sentence_for_every_symptom(verdict, symptom):
    reason = {Verdict.NOT_YET: Reason.NOT_SURE, Verdict.PAUSED: Reason.HARM_FOUND}.get(verdict)
    told = saying(symptom).said(replace(JUDGED, verdict=verdict, reason=reason, more_days=14))

    assert told.verdict
    assert told.first
    assert "{" not in " ".join((told.first, *told.more, told.ask))


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PAUSED])
def test_a_technique_that_is_gone_is_named_as_it_was_kept_and_never_asked_for(verdict):
    reason = Reason.FEW_DAYS_ON if verdict is Verdict.NOT_YET else None
    told = said(technique="gone.old_rub", verdict=verdict, reason=reason, more_days=21)
    whole = " ".join((told.first, *told.more))

    assert told.name == "No longer here: old rub"
    assert ("no longer offers it" in whole) is (verdict is not Verdict.WORSE)
    assert not any(asked in whole for asked in ("What would help", "Do it", "more days"))
    assert "{" not in whole


@pytest.mark.parametrize("reason", [
    reason for reason in Reason if reason not in (Reason.HARM_FOUND, Reason.WORSE_RIGHT_AFTER)
])  # fmt: skip
def test_every_reason_says_what_is_missing_and_what_would_help(reason):
    told = not_yet(reason, together=("ROL",), more_days=21)

    assert told.more[0].startswith("What would help: ")
    assert "About 21 more days. Until then we do not guess." in told.more
    assert "{" not in " ".join((told.first, *told.more))


PAIR = Pair("RUB", "OIL", 20, 15, 12, Extra.HELPS_MORE, -0.8, -1.4, -0.2)


@pytest.mark.parametrize("extra", [e for e in Extra if e is not Extra.FEW_DAYS_TOGETHER])
def test_two_on_one_day_have_their_sentence_and_nobody_is_asked_to_do_both(extra):
    known = extra in (Extra.HELPS_MORE, Extra.HELPS_LESS, Extra.NOT_SURE)
    pair = PAIR if known else replace(PAIR, change=None, low=None, high=None)
    told = saying().pair(replace(pair, extra=extra))
    whole = " ".join((told.first, *told.more))

    assert told.name == "Rubbing and scented oil"
    assert told.verdict
    assert "Days with both: 20. Only one of them: 15 and 12." in told.more
    assert ("9 in 10 sure" in whole) is known
    assert "{" not in whole
    assert "Do both" not in whole


def test_two_that_cannot_be_told_apart_say_what_would_help():
    apart = replace(PAIR, extra=Extra.CANNOT_TELL_APART, change=None, low=None, high=None)
    told = saying().pair(apart)

    assert "So we cannot tell them apart." in told.first
    assert told.more[0] == "What would help: some days with one of the two, but not the other."


def test_two_that_the_person_picked_are_called_an_association():
    told = saying().pair(replace(PAIR, association=True))

    assert "That is an association." in told.more[-1]


def test_where_no_number_of_days_can_be_given_none_is_made_up():
    assert "How many more days, we cannot say." in not_yet(Reason.NOT_SURE).more
    assert not any("more days" in text for text in not_yet(Reason.CHOSEN_BY_FEELING).more)


def test_what_cannot_be_told_apart_is_named_with_what_to_try():
    told = not_yet(Reason.CANNOT_TELL_APART, together=("ROL", "BREATHE"))

    assert "the ball, slow breathing" in told.first
    assert told.more[0].endswith("but without this: the ball, slow breathing.")


def test_days_that_the_person_chose_are_an_association():
    more = " ".join(said(association=True).more)

    assert "That is an association." in more
    assert "A draw picked" not in more


def test_a_paused_technique_says_no_number_at_all():
    told = said(verdict=Verdict.PAUSED, reason=Reason.HARM_FOUND)

    assert told.more == ()
    assert "show your foot team" in told.first


def test_what_makes_things_worse_says_whom_to_tell():
    told = said(verdict=Verdict.WORSE, change=1.6, low=0.4, high=2.8, chance_better=0.006)

    assert told.first == "On days with it, pain is about 1 and a half points more. Leave it out."
    assert told.ask == "If pain stays worse, tell your doctor or your foot team."
    assert "The chance that it is more: 99 in 100." in told.more


def test_near_the_end_of_the_scale_what_would_be_seen_is_said():
    assert "There you would see about 1 point." in " ".join(said(shown=-1.1).more)
    assert "end of the scale" not in " ".join(said(shown=-1.9).more)


@pytest.mark.parametrize(("change", "points"), [
    (0.0, "almost nothing"), (-0.24, "almost nothing"), (0.26, "half a point"),
    (-0.6, "half a point"), (0.9, "1 point"), (-1.4, "1 and a half points"), (2.1, "2 points"),
])  # fmt: skip
def test_changes_are_told_in_half_points(change, points):
    assert in_points(change, house().words) == points


def test_a_change_says_whether_it_is_less_or_more():
    assert up_or_down(-1.0, house().words) == "1 point less"
    assert up_or_down(1.0, house().words) == "1 point more"
    assert up_or_down(0.1, house().words) == "almost nothing"


def test_a_chance_is_never_told_greater_than_it_is():
    for percent in range(500, 1001):
        told = in_chances(percent / 1000, house().words)
        of = [int(word) for word in told.split() if word.isdigit()]

        assert of[0] / of[1] <= percent / 1000, told


def test_chances_stand_in_order_and_end_with_more_than_the_last():
    shares = [a / b for a, b in CHANCES]

    assert shares == sorted(shares)
    assert in_chances(0.9999, house().words) == "more than 99 in 100"
    assert in_chances(0.95, house().words) == "19 in 20"


def test_an_empty_diary_and_a_still_one_say_why():
    assert why_nothing([], 0, saying()).startswith("There is no line")
    assert why_nothing([], 3, saying()).startswith("There is no score for pain")
    assert why_nothing([4], 0, saying()).startswith("That is one day.")
    assert why_nothing([4, 5], 0, saying()).startswith("There are 2 days")
    assert why_nothing([4, 5], 1, saying()) == ""
    assert why_still([4, 5], saying()) == ""
    assert why_still([4, 4], saying()).startswith("Your scores are all 4.")


def test_every_group_that_is_learned_has_a_name():
    for group in LEARNED:
        assert saying().name(group)


def hanging(judged_now, if_worse, if_better=None):
    return Tipping("RUB", 12, 0.4, judged_now, if_worse, if_better or judged_now)


def test_a_verdict_that_hangs_on_evenings_nobody_wrote_says_so():
    tip = hanging(Verdict.HELPS_MUCH, Verdict.NOT_YET)

    assert saying().said(JUDGED, tip).more[-1] == (
        "Evenings you did not write: 12. "
        "Had they been a point worse or better, we would not say this."
    )


def test_a_verdict_that_holds_either_way_says_nothing_of_missing_evenings():
    tip = hanging(Verdict.HELPS_MUCH, Verdict.HELPS_MUCH)

    assert saying().said(JUDGED, tip).more == saying().said(JUDGED).more


def test_what_is_not_told_yet_cannot_hang_on_anything():
    unsure = replace(JUDGED, verdict=Verdict.NOT_YET, reason=Reason.NOT_SURE)
    tip = hanging(Verdict.NOT_YET, Verdict.HELPS_SOME)

    assert saying().said(unsure, tip).more == saying().said(unsure).more


@pytest.mark.parametrize("follows", Follows)
def test_only_who_picks_by_how_the_day_feels_is_warned(follows):
    told = saying().picks(Picked(None, follows, 12, 12))

    assert bool(told) == (follows in (Follows.WORSE_DAYS, Follows.BETTER_DAYS))
