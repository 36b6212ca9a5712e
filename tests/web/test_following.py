"""What is followed most closely: chosen once at the start, and said honestly when chosen anew."""

from datetime import date, timedelta

import pytest

from instep.core.diary import FOLLOWABLE, Symptom
from tests.web import test_fair as fair
from tests.web.test_helps import lines, session

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)
ASKS = "What troubles you most?"
OF_BURNING = "Give your score for burning."


def choices():
    from instep.web.records import primary

    return primary.choices()


def diary():
    from instep.web.records import written

    return written.diary()


def to_score(alice):
    alice.known().begin().wishes().today()
    assert alice.at == "/score/"
    return alice


def test_on_the_first_evening_it_is_asked_beside_the_first_score(alice):
    to_score(alice)

    assert ASKS in alice.text
    assert 'value="pain" checked' in alice.html
    assert 'value="sleep"' not in alice.html


def test_it_is_kept_with_its_day_and_the_score_is_about_it(alice):
    to_score(alice).send(score="7", follow="burning")
    (day,) = diary()

    assert [(each.symptom, each.since) for each in choices().made] == [("burning", TODAY)]
    assert (day.check_in, day.primary) == (7, Symptom.BURNING)


def test_a_score_that_was_forgotten_is_asked_again_with_the_choice_still_ticked(alice):
    to_score(alice).send(follow="burning")

    assert 'value="burning" checked' in alice.html
    assert choices().made == ()


@pytest.mark.parametrize("nonsense", ["sleep", "mood", ""])
def test_what_cannot_be_followed_is_not_chosen_and_holds_nobody_up(alice, nonsense):
    to_score(alice).send(score="5", follow=nonsense)

    assert choices().made == ()
    assert alice.at == "/verdict/"


def test_from_then_on_each_score_says_what_it_is_about_and_nobody_is_asked_again(alice):
    to_score(alice).send(score="7", follow="burning")
    alice.clock.later(days=1)
    to_score(alice)

    assert ASKS not in alice.text
    assert OF_BURNING in alice.text
    alice.send(score="5").open("/tonight/minutes/").send(minutes="15").send(aim="ease")
    alice.open("/room/").send(begin="pages")
    for _ in alice.while_at("/steps/"):
        alice.clock.later(seconds=60)
        alice.press("next")
    assert alice.at == "/close/"
    assert OF_BURNING in alice.text


def test_who_never_chose_is_asked_as_ever_and_it_counts_as_pain(alice):
    session(3)
    to_score(alice)

    assert ASKS not in alice.text
    assert "Give your score for" not in alice.text
    assert diary().days[0].primary is Symptom.PAIN


def test_before_the_first_session_it_may_be_changed_and_none_is_later(alice):
    alice.open("/helps/follow/").send(follow="cold")
    alice.open("/helps/follow/").send(follow="burning")
    session(0)

    assert (choices().now, choices().beforehand) == ("burning", "burning")


def test_once_there_are_sessions_choosing_anew_says_what_hangs_on_it(alice):
    lines(*[4, 5, 6, 5] * 3)
    session(5)
    alice.open("/helps/follow/")
    assert "It is easy to pick what looks best." in alice.text
    alice.send(follow="burning")

    assert alice.at.startswith("/helps/")
    assert "Most closely we follow burning." in alice.text
    assert "You chose burning after your first session." in alice.text
    assert "So it takes a surer answer than pain does." in alice.text
    assert choices().beforehand is Symptom.PAIN


def test_what_was_scored_today_already_is_about_what_was_followed_then(alice):
    session(5)
    to_score(alice).send(score="6")
    alice.open("/helps/follow/").send(follow="cold")

    assert "from tomorrow on, your scores are about the cold" in alice.text
    assert diary().days[-1].primary is Symptom.PAIN
    alice.clock.later(days=1)
    to_score(alice).send(score="2")
    assert diary().days[-1].primary is Symptom.COLD


def test_an_evening_past_midnight_stays_about_what_was_followed_when_it_began(alice, clock):
    from datetime import UTC, datetime

    clock.at = datetime(2026, 11, 24, 23, 50, tzinfo=UTC)
    to_score(alice)
    clock.later(minutes=15)
    alice.send(score="7", follow="burning")

    assert choices().made[0].since == TODAY
    assert diary().days[0].primary is Symptom.BURNING


def test_the_same_choice_again_adds_nothing(alice):
    for _ in range(2):
        alice.open("/helps/follow/").send(follow="cold")

    assert len(choices().made) == 1


def test_while_a_fair_test_is_under_way_it_stays_and_says_why(alice, monkeypatch):
    from instep.web import leaning

    monkeypatch.setattr(leaning, "liked", lambda _seed: ())
    alice.open("/helps/follow/").send(follow="burning")
    fair.agree(alice)
    alice.open("/helps/follow/")

    assert "A fair test is under way, and it is about burning." in alice.text
    assert "radio" not in alice.html
    alice.send("/helps/follow/", form={"fields": fair.token(alice)}, follow="cold")
    assert choices().now is Symptom.BURNING


def test_a_fair_test_is_about_what_was_followed_when_it_began_to_its_end(alice, monkeypatch):
    import json

    from instep.web import leaning

    monkeypatch.setattr(leaning, "liked", lambda _seed: ())
    alice.open("/helps/follow/").send(follow="burning")
    fair.agree(alice)
    assert fair.agreed().symptom is Symptom.BURNING
    alice.open("/fair/stop/").send()
    alice.open("/helps/follow/").send(follow="cold")
    record = json.loads(alice.open("/fair/record.json").page.content)

    assert choices().now is Symptom.COLD
    assert record["symptom"] == "burning"


def test_a_test_from_before_anyone_could_choose_is_about_pain(alice):
    fair.agree(alice)
    body = {key: value for key, value in fair.trial_body().items() if key != "symptom"}

    from instep.web.records.models import Entry

    Entry.objects.filter(kind="trial").update(body=body)
    assert fair.agreed().symptom is Symptom.PAIN


def test_a_choice_that_instep_never_wrote_blocks_no_evening(alice):
    from instep.web.records.models import Entry

    alice.open("/helps/follow/").send(follow="cold")
    Entry.objects.filter(kind="primary").update(body={"symptom": "mood", "since": "2026-11-24"})
    to_score(alice).send(score="5")

    assert alice.at == "/verdict/"


def test_a_session_that_instep_never_wrote_blocks_no_evening(alice):
    from instep.web import following

    session(1)
    damage("session", on="yesterday")

    assert following.of(TODAY) == ""
    assert not following.is_open()
    assert alice.open("/helps/follow/").page.status_code == 503


def damage(kind, **parts):
    """Change what is kept, as Instep never would."""
    from instep.web.records.models import Entry

    for entry in Entry.objects.filter(kind=kind):
        Entry.objects.filter(id=entry.id).update(body={**entry.body, **parts})


def test_words_told_away_are_about_what_the_device_said(alice):
    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    moment = now()
    for name, of in (("burning", {"of": "burning"}), ("pain", {})):
        store.keep(store.NOTE, uuid7(moment.at), {"score": 4, "text": "", **of}, moment)
        assert Symptom(name) in diary().days[0].scores


def test_all_that_can_be_followed_has_its_words(alice):
    alice.open("/helps/follow/")

    assert len(FOLLOWABLE) == 5
    assert all(f'value="{symptom}"' in alice.html for symptom in FOLLOWABLE)


def test_forgetting_takes_it_away(alice):
    alice.open("/helps/follow/").send(follow="cold")
    alice.open("/settings/forget/").send(sure="yes")

    assert choices().made == ()


def test_the_first_session_is_the_earliest_in_whatever_order_they_came(alice):
    session(1)
    session(9)

    assert choices().first_session == TODAY - timedelta(days=9)
