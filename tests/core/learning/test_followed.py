"""Choosing anew which symptom is followed never makes it easier to be told something."""

from dataclasses import replace

from instep.core.diary import Diary, Origin, Symptom
from instep.core.learning.answer import Asked, answer, answers, picks, soon_after, stopped
from instep.core.learning.choosing import Follows
from instep.core.learning.verdict import Reason, Verdict
from tests.core.learning.diaries import ASKING, day, diary_of, given, truth
from tests.core.learning.worlds import LEARNING

COLD, PAIN = Symptom.COLD, Symptom.PAIN


def asked(primary=PAIN, beforehand=None):
    return Asked(ASKING, LEARNING, primary, beforehand=beforehand)


def both(diary: Diary) -> Diary:
    """The cold goes exactly as the pain."""
    return Diary(tuple(replace(d, scores=dict.fromkeys((PAIN, COLD), d.scores[PAIN]))
                       if PAIN in d.scores else d for d in diary))  # fmt: skip


def test_what_is_chosen_later_takes_the_surer_answer_and_the_first_keeps_its_own():
    diary = both(diary_of(truth({"t0": -1.4}), 84, seed=3))
    early = {s: answer(diary, s, asked()).judged[0] for s in (PAIN, COLD)}
    late = {s: answer(diary, s, asked(COLD, PAIN)).judged[0] for s in (PAIN, COLD)}

    assert early == late
    assert (late[PAIN].exploratory, late[COLD].exploratory) == (False, True)
    assert (late[PAIN].verdict, late[COLD].verdict) == (Verdict.HELPS_SOME, Verdict.NOT_YET)


def test_whoever_hops_from_one_to_the_next_is_told_no_more_than_who_stays():
    diary = both(diary_of(truth({"t0": -1.4}), 84, seed=3))
    stays = {(f.symptom, j.verdict) for f in answers(diary, asked()) for j in f.judged}
    hops = {(f.symptom, j.verdict) for symptom in (COLD, PAIN, Symptom.NUMBNESS)
            for f in answers(diary, asked(symptom, PAIN)) for j in f.judged}  # fmt: skip

    assert hops == stays


def test_check_ins_about_another_symptom_are_no_reason_for_what_was_chosen_beforehand():
    picked = [replace(d, check_in=5, given=tuple(replace(g, origin=Origin.CHOSEN) for g in d.given))
              for d in both(diary_of(truth({"t0": -3.0}), 84, seed=4))]  # fmt: skip
    hopped = [replace(d, primary=COLD) for d in picked]
    stays, hops = (answer(Diary(tuple(days)), PAIN, asked()).judged[0] for days in (picked, hopped))

    assert (stays.verdict, stays.reason) == (Verdict.HELPS_MUCH, None)
    assert (hops.verdict, hops.reason) == (Verdict.NOT_YET, Reason.CHOSEN_BY_FEELING)


def test_what_was_chosen_before_anything_could_be_looked_at_is_no_later_choice():
    assert asked(COLD).first is asked(COLD, COLD).first is COLD
    assert asked(COLD, PAIN).first is PAIN


def sessions(primary, first, many, after):
    return [day(n, 5, given("t0", after=after), check_in=4, primary=primary)
            for n in range(first, first + many)]  # fmt: skip


def test_scores_right_after_a_session_are_about_what_was_followed_then():
    diary = Diary((*sessions(PAIN, 0, 20, 1), *sessions(COLD, 20, 20, 4)))

    assert soon_after(diary, asked()).mean("rest") < -1
    assert abs(soon_after(diary, asked(COLD, PAIN)).mean("rest")) < 0.2


def test_when_sessions_are_picked_is_told_by_what_is_followed_now():
    worse = [day(n, 5, *([given("t0", origin=Origin.CHOSEN)] * (n % 2)), check_in=3 + 5 * (n % 2))
             for n in range(30)]  # fmt: skip
    any_day = [replace(each, check_in=5, primary=COLD) for each in worse]
    later = [replace(each, on=each.on.replace(year=2027)) for each in any_day]
    diary = Diary((*worse, *later))

    assert picks(diary, asked()).follows is Follows.WORSE_DAYS
    assert picks(diary, asked(COLD, PAIN)).follows is not Follows.WORSE_DAYS


def test_harm_is_not_forgotten_by_following_something_else():
    diary = Diary((*sessions(PAIN, 0, 2, 8), *sessions(COLD, 2, 10, 4)))

    assert stopped(diary, asked(COLD, PAIN)) == {"t0": Reason.WORSE_RIGHT_AFTER}
