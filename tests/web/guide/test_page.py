"""The page of the guide and what it tells the server: how far, that hurts, stop, done."""

import json
import re

import pytest

from tests.web.test_session import bather

SESSION = re.compile(r'<script id="session" type="application/json">(.*?)</script>', re.DOTALL)
SOUND = re.compile(r'src="(/guide/sound/\w{16}\.mp3)"')


@pytest.fixture
def led(alice):
    """Alice, led by the voice since this moment."""
    alice.known().to_plan(minutes="15", have=["cream"]).open("/room/").send(begin="voice")
    return alice


def told(alice):
    return json.loads(SESSION.search(alice.html)[1])


def night():
    from instep.web.records import store

    return store.tonight()


def heard(alice, position, played=(), more=()):
    """The page tells how far it is; gives the answer, and stays."""
    done = [*played, *([0.0] * (len(told(alice)["steps"]) - len(played)))]
    far = {"position": str(position), "played": " ".join(map(str, done))}
    return alice.client.post("/guide/", {**alice.form()["fields"], **far, **dict(more)})


# -- Where it begins -------------------------------------------------------------------------------


def test_begin_leads_to_the_voice_with_the_whole_session_and_its_sound(led):
    session = told(led)

    assert led.at == "/guide/"
    assert SOUND.search(led.html)
    assert len(session["steps"]) == len(session["pages"]) == len(session["starts"]) > 5
    assert session["position"] == 0
    assert session["cues"][-1]["kind"] == "done"
    assert led.steps == [step["technique"] for step in session["steps"]]


def test_the_sound_is_begun_while_the_room_is_made_ready_and_is_the_one_that_is_heard(
    alice, studio
):
    alice.known().to_plan(have=["cream"]).open("/room/")
    ready = studio.orders[-1].key
    alice.send(begin="voice")

    assert SOUND.search(alice.html)[1] == f"/guide/sound/{ready}.mp3"


def test_the_pages_are_not_there_while_the_voice_leads(led):
    assert led.open("/steps/1/").at == "/guide/"


def test_the_voice_is_not_there_while_the_pages_lead(alice):
    alice.known().to_first_step()

    assert alice.open("/guide/").at == "/steps/1/"
    assert alice.client.get("/guide/sound/0123456789abcdef.mp3").status_code == 404


def test_a_slow_voice_has_the_same_session_laid_out_slower(alice, studio):
    alice.open("/settings/").send(pace="slow", soundscape="sea", voice="soft", music="soft")
    alice.known().to_plan(have=["cream"]).open("/room/").send(begin="voice")
    order = studio.orders[-1]

    assert (order.pace, order.soundscape) == ("slow", "sea")
    assert (order.levels.voice, order.levels.music) == (50, 50)


def test_at_night_the_voice_whispers(alice, studio):
    alice.known().open("/night/").send(answer="no").send(begin="voice")

    assert alice.at == "/guide/"
    assert studio.orders[-1].levels.whisper


@pytest.mark.parametrize(("reads", "is_there"), [("34.5", True), ("38", False)])
def test_the_bath_has_its_place_only_after_the_thermometer(alice, reads, is_there):
    bather(alice).open("/room/")
    alice.send(form=alice.form(), water=reads).send(begin="voice")

    assert alice.at == "/guide/"
    assert ("foot_bath" in alice.steps) is is_there


# -- How far it is ---------------------------------------------------------------------------------


def test_how_far_it_is_is_kept_second_by_second_and_offered_after_a_reload(led):
    led.clock.later(seconds=70)
    answer = heard(led, 70, [60, 10])

    assert answer.status_code == 204
    assert told(led.open("/guide/"))["position"] == 70
    assert night().place == 1
    assert night().worked == 70


def test_it_is_kept_in_one_place_and_makes_no_entry_a_second(led):
    from instep.web.records import store

    before = store.newest_row()
    for second in range(0, 50, 5):
        led.clock.later(seconds=5)
        heard(led, second + 5, [second + 5])

    assert store.newest_row() == before
    assert night().position == 50


def test_what_was_played_is_never_less_again(led):
    led.clock.later(seconds=50)
    heard(led, 50, [50])
    heard(led, 10, [0])

    assert night().position == 10
    assert night().played[0] == 50


def test_hands_were_at_work_no_longer_than_the_clock_saw(led):
    led.clock.later(seconds=10)
    heard(led, 600, [300, 300])

    assert night().worked == 10


def test_a_clock_set_back_saw_no_work_and_ends_it(led):
    led.clock.later(seconds=-5)
    heard(led, 100, [60, 40])

    assert night() is None
    assert led.open("/guide/").at == "/"


@pytest.mark.parametrize("numbers", [
    {"position": "far"}, {"position": "nan"}, {"position": "inf"}, {"position": "-3"},
    {"position": ""}, {"played": "1 2 x"}, {"played": "nan"}, {"played": "1"}, {"played": ""},
])  # fmt: skip
def test_numbers_that_are_none_change_nothing(led, numbers):
    led.clock.later(seconds=20)
    answer = heard(led, 20, [20], numbers)

    assert answer.status_code == 204
    assert night().position == 0
    assert night().worked == 0


def test_beyond_the_end_is_the_end(led):
    heard(led, 1e9, [1.0])

    assert night().position == sum(step["seconds"] for step in told(led)["steps"])


# -- What is pressed -------------------------------------------------------------------------------


@pytest.mark.parametrize(("do", "page", "ended"), [
    ("hurts", "/hurt/", None), ("stop", "/close/", "stopped"), ("finish", "/close/", "finished"),
])  # fmt: skip
def test_each_way_out_leads_where_it_should(led, do, page, ended):
    led.clock.later(seconds=30)
    led.send(do=do, position="30", played=" ".join(["30", *["0"] * (len(led.steps) - 1)]))

    assert led.at == page
    assert night().ended == ended
    assert night().played[0] == 30
    assert led.open("/guide/").at == page


def test_a_slip_goes_on_where_it_was(led):
    led.clock.later(seconds=70)
    heard(led, 70, [60, 10])
    led.send(do="hurts").send(hurt="mistake")

    assert led.at == "/guide/"
    assert told(led)["position"] == 70


def test_reading_along_goes_on_at_the_same_step(led):
    led.clock.later(seconds=70)
    heard(led, 70, [60, 10])
    led.open("/guide/").send(do="read")

    assert led.at == "/steps/2/"
    assert not night().voiced


def test_any_other_word_does_nothing(led):
    assert heard(led, 0, (), {"do": "fly"}).status_code == 204
    assert night().stage == "playing"


def test_a_form_of_another_evening_changes_nothing(led):
    answer = heard(led, 500, [60] * 4, {"evening": "0190b4c8-0000-7000-8000-000000000000"})

    assert answer.status_code == 302
    assert night().position == 0


# -- Never an uncleared step -----------------------------------------------------------------------


def test_after_half_an_hour_of_rest_it_asks_again_and_there_is_no_sound(led):
    sound = SOUND.search(led.html)[1]
    led.clock.later(minutes=31)

    assert led.client.get(sound).status_code == 404
    assert "too_old" in led.open("/guide/").page.request["QUERY_STRING"]
    assert led.at == "/"


def test_twenty_minutes_of_work_are_no_rest(led):
    for turn in range(20):
        led.clock.later(seconds=60)
        heard(led, 40 * (turn + 1), [40.0 * (turn + 1)])

    assert led.open("/guide/").at == "/guide/"


def test_something_new_about_her_ends_it_at_once(led):
    from instep.web.clock import now
    from instep.web.records import store

    sound = SOUND.search(led.html)[1]
    store.keep_answer("blood_thinner", "yes", now().on, now())

    assert led.client.get(sound).status_code == 404
    assert heard(led, 5, [5]).status_code == 302
    assert led.open("/guide/").at == "/"


@pytest.mark.parametrize(("do", "is_over"), [("stop", True), ("hurts", True), ("finish", False)])
def test_only_the_last_words_are_still_heard_when_it_is_over(led, do, is_over, monkeypatch):
    from instep.web.pages.guide import views
    from tests.web.guide.test_ranges import There

    monkeypatch.setattr(views.sounding, "sound_of", lambda *_: There())
    sound = SOUND.search(led.html)[1]
    assert led.client.get(sound).status_code == 206
    led.send(do=do)

    assert (led.client.get(sound).status_code == 404) is is_over


def test_a_sound_of_another_session_is_not_there(led):
    assert led.client.get("/guide/sound/0123456789abcdef.mp3").status_code == 404


def test_a_stranger_hears_nothing(led):
    from django.test import Client

    mallory = Client(headers={"host": "127.0.0.1:8123"})

    assert mallory.get(SOUND.search(led.html)[1]).status_code == 403
    assert mallory.get("/guide/").status_code == 403


def test_what_the_guard_refuses_is_never_given_to_the_voice(alice, studio, monkeypatch):
    from instep.web import sounding

    def refused(_session, timeline, _answers):
        from instep.core.player import NotShown

        def look(position):
            if timeline.step_at(position) == 1:
                raise NotShown("not this one")

        return look

    monkeypatch.setattr(sounding, "watch", refused)
    alice.known().to_plan(have=["cream"]).open("/room/").send(begin="voice")
    session = told(alice)
    first, second = (round(at * 24_000) for at in session["starts"][1:3])
    at = [event[0] for event in studio.orders[-1].events]

    assert not [sample for sample in at if first <= sample < second]
    assert [sample for sample in at if sample < first]
