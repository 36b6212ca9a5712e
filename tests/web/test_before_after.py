"""Before and after in the browser: window by window, kept at once, never filled in."""

import json
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.web.measures.fake_camera import Film, film_y4m, lights_of
from tests.web.test_leaving import all_rows, bring, empty, out
from tests.web.test_pulse import switched_on

START = "/pulse/before-after/"


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """A toe whose beats are 3 % of the light, one of 6 %, and one of wax."""
    folder = tmp_path_factory.mktemp("films")
    sizes = {"small": 3, "big": 6, "wax": 0}
    return {name: seen(folder / f"{name}.y4m", percent) for name, percent in sizes.items()}


def seen(place, percent):
    """What a camera sends of such a film."""
    light = lights_of(film_y4m(place, Film(rate=72, percent=percent)))
    rows = [(light * share).tolist() for share in (2.0, 0.5, 0.6)]
    names = ("times", "r", "g", "b")
    return json.dumps(dict(zip(names, [[n / 30 for n in range(len(light))], *rows], strict=True)))


class Toes:
    """Alice with a phone: she lays down whichever toe is asked for."""

    def __init__(self, alice, films):
        self.alice, self.films = switched_on(alice), films

    def begin(self, massaged="right"):
        """On her page for the first window."""
        self.alice.open(START).send(massaged=massaged)
        self.at = self.alice.at
        return self

    def lay(self, film="small", ago=0, address=None):
        """One recording of half a minute, and the page again."""
        self.alice.clock.later(seconds=45)
        self.address = address or self.waiting
        token = self.alice.form(None)["fields"]["csrfmiddlewaretoken"]
        self.answer = self.alice.client.post(
            f"{self.address}?ago={ago}",
            self.films.get(film, film),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        self.alice.open(self.at)
        return self

    @property
    def waiting(self):
        """Where this page sends its window."""
        return self.alice.html.split('data-address="')[1].split('"')[0]

    def block(self, *films):
        """Six windows, or those named."""
        for film in films or ["small"] * 6:
            self.lay(film)
        return self

    def massaged(self, do="rested", minutes=30):
        """The massage is over."""
        self.alice.clock.later(minutes=minutes)
        self.alice.open(self.at).send(do=do)
        return self

    @property
    def says(self):
        """What stands on the page."""
        return self.alice.text


@pytest.fixture
def toes(alice, films):
    """Alice at the first window; her right foot will be massaged."""
    return Toes(alice, films).begin()


def kept():
    """The newest body of the only one there is."""
    from instep.web.records import store

    (only,) = store.all_of(store.BEFORE_AFTER)
    return only.body


def versions():
    """Every version of it."""
    from instep.web.records import store

    (only,) = store.all_of(store.BEFORE_AFTER)
    return [each.body for each in store.versions(only.id)]


# -- The way ---------------------------------------------------------------------------------------


def test_from_the_page_of_the_pulse_one_foot_is_chosen_and_the_first_toe_is_asked_for(alice, films):
    assert START in switched_on(alice).html
    toes = Toes(alice, films).begin("left")

    assert "Now the left big toe" in toes.says
    assert "Before the massage. Window 1 of 6" in toes.says
    assert "camera=(self)" in alice.page.headers["Permissions-Policy"]
    assert kept()["massaged"] == "left"


def test_both_toes_are_asked_for_in_turn(toes):
    asked = []
    for _ in range(6):
        asked.append("right" if "Now the right big toe" in toes.says else "left")
        toes.lay()

    assert asked == ["right", "left", "left", "right", "right", "left"]
    assert "Now the massage" in toes.says
    assert "camera=()" in toes.alice.page.headers["Permissions-Policy"]


def test_each_window_is_kept_the_moment_it_is_answered_numbers_alone(toes):
    toes.lay()

    assert toes.answer.json() == {"goes_on": toes.at}
    assert "Window 1 is kept." in toes.says
    (one,) = kept()["taken"]
    assert set(one) == {
        "part", "number", "at", "size", "rate", "colour", "refused", "taken_back"
    }  # fmt: skip
    assert (one["number"], one["part"], round(one["rate"]), one["refused"]) == (
        0,
        "before",
        72,
        None,
    )


def test_the_massage_leads_to_the_evening_and_the_first_page_leads_back(toes):
    toes.block()

    assert "Tonight only the right foot is massaged. The left foot rests." in toes.says
    assert "Where a step touches the left foot, press Next." in toes.says
    assert "It can go on until 22:0" in toes.says
    assert 'href="/"' in toes.alice.html
    assert toes.at in toes.alice.open("/").html


def test_what_only_the_massaged_foot_did_is_told_with_its_range_and_without_a_why(toes):
    toes.block().massaged()
    toes.block("big", "small", "small", "big", "big", "small")

    assert "A beat looked 2.01 times as big as before: 1.13 to 3.58." in toes.says
    assert "What the left foot did is taken out." in toes.says
    assert "It does not say why." in toes.says
    assert "It does not say if that is good or bad." in toes.says
    assert "Read in both feet: 3 of 3 times before, 3 of 3 after." in toes.says
    assert not {"perfusion", "circulation"} & set(toes.says.lower().split())
    result = kept()["result"]
    assert 1 < result["low"] < result["times"] < result["high"]


def test_where_both_feet_did_alike_no_change_is_claimed(toes):
    toes.block().massaged().block(*["big"] * 6)

    assert "No sure change: a beat looked 1.00 times as big," in toes.says
    assert 'class="span unsure"' in toes.alice.html


# -- Windows that cannot be read -------------------------------------------------------------------


def test_a_refused_window_is_said_in_words_and_taken_again(toes):
    toes.lay("wax")

    assert "That window does not count. Take it once more." in toes.says
    assert "Window 1 of 6" in toes.says
    assert [(one["refused"], one["size"]) for one in kept()["taken"]] == [("still", None)]

    toes.lay()
    assert "Window 1 is kept." in toes.says


def test_two_windows_that_cannot_be_read_are_left_out_and_the_rest_is_compared(toes):
    toes.block("wax", "wax", "wax")
    assert "They are left out, and never filled in." in toes.says
    assert "Window 3 of 6" in toes.says

    toes.block(*["small"] * 4).massaged().block()
    assert "Read in both feet: 2 of 3 times before, 3 of 3 after." in toes.says


def test_where_too_little_can_be_read_it_is_not_measured_and_that_is_no_sign(toes):
    toes.block(*["wax"] * 6)

    assert "Not measured" in toes.says
    assert "That says nothing at all about the blood in your foot." in toes.says
    assert kept()["result"] is None
    assert "/pulse/before-after/" not in toes.alice.open("/").html


def test_all_windows_are_read_in_the_colour_of_the_first(toes, films):
    told = json.loads(films["small"])
    toes.lay(json.dumps({**told, "g": [0] * len(told["g"])}))
    toes.lay()

    assert {one["colour"] for one in kept()["taken"]} == {"b"}


# -- Broken off ------------------------------------------------------------------------------------


def test_sent_twice_a_window_is_there_once(toes):
    address = toes.waiting
    toes.lay(address=address).lay(address=address)

    assert toes.answer.status_code == 200
    assert len(kept()["taken"]) == 1


def test_a_window_of_the_toe_before_is_not_taken_for_the_next_one(toes):
    """A tab that was left open asks for a toe that is not due any more."""
    stale = toes.lay().waiting
    toes.alice.clock.later(minutes=4)
    toes.lay(address=stale)

    assert len(kept()["taken"]) == 1
    assert "That was a long pause. Both toes are measured anew." in toes.says
    assert "Window 1 of 6" in toes.says


def test_a_window_that_could_not_be_sent_at_once_counts_from_when_it_was_taken(toes):
    toes.lay()
    toes.alice.clock.later(minutes=10)
    toes.lay(ago=600)

    first, second = (datetime.fromisoformat(one["at"]) for one in kept()["taken"])
    assert second - first == timedelta(seconds=45)
    assert "Window 3 of 6" in toes.says


def test_after_an_hour_it_goes_on_where_it_stopped(toes):
    toes.block("small", "small")
    toes.alice.clock.later(hours=1)

    assert "Window 3 of 6" in toes.alice.open(toes.at).text
    assert "Go on where it was" in toes.alice.open(START).text


def test_after_too_long_that_is_said_and_a_new_one_is_begun(toes):
    toes.block().massaged(minutes=130)

    assert "That was too long ago" in toes.says
    assert "It began more than 2 hours ago." in toes.says
    assert "Go on where it was" not in toes.alice.open(START).text
    assert "Now the left big toe" in toes.alice.send(massaged="left").text


def test_where_both_feet_were_massaged_nothing_is_compared_and_a_slip_can_be_mended(toes):
    toes.block().massaged("both")
    assert "So there is no resting foot to hold the other one against." in toes.says

    toes.alice.send(do="rested")
    assert "After the massage. Window 1 of 6" in toes.says


def test_stopped_for_today_it_can_still_go_on(toes):
    toes.lay().alice.send(do="stop")
    assert "It is stopped" in toes.says
    assert "before-after" not in toes.alice.open("/").html

    assert "Window 2 of 6" in toes.alice.open(toes.at).send(do="go_on").text


def test_the_wrong_toe_is_taken_back_and_stays_in_the_record(toes):
    toes.lay().lay().alice.send(do="wrong_toe")

    assert "It is taken back." in toes.says
    assert "Window 2 of 6" in toes.says
    assert [one["taken_back"] for one in kept()["taken"]] == [False, True]


def test_nothing_from_before_the_massage_is_taken_back_after_it(toes):
    toes.block().massaged()
    assert "wrong_toe" not in toes.alice.html

    toes.alice.send(do="wrong_toe")
    assert not any(one["taken_back"] for one in kept()["taken"])


def test_every_window_stands_in_every_later_version(toes):
    toes.block("small", "wax", "small").alice.send(do="wrong_toe")
    numbers = [[one["at"] for one in body["taken"]] for body in versions()]

    assert all(one == other[: len(one)] for one, other in pairwise(numbers))


# -- Where it cannot be ----------------------------------------------------------------------------


def test_with_one_foot_it_says_kindly_that_it_cannot(alice):
    switched_on(alice.known(missing_foot="left"))

    assert "This needs two feet. With one foot it cannot be done." in alice.open(START).text
    assert "Which foot will be massaged?" not in alice.text


def test_with_a_foot_that_is_left_alone_today_it_says_that_it_cannot(alice):
    switched_on(alice)
    alice.known().to_verdict(hot_swollen="left")
    alice.open(START)

    assert "is to be left alone" in alice.text or "Today there is no massage." in alice.text
    assert "Which foot will be massaged?" not in alice.text


def test_a_foot_that_is_closed_in_mid_way_ends_the_way(toes):
    toes.block().alice.known().to_verdict(hot_swollen="left")
    toes.alice.open(toes.at)

    assert toes.alice.at == START


def test_what_a_skin_look_found_today_is_left_alone(toes):
    from instep.web import acts
    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.remembered import Looks

    toes.block()
    store.keep_looks(Looks("2026-11-24T20:10:00+00:00", "2026-11-25"), now())
    acts.say_since(None, "look_10min", "left", store.person(), now())
    toes.alice.open(toes.at)

    assert toes.alice.at == START
    assert "is to be left alone" in toes.says
    assert "Which foot will be massaged?" not in toes.says


def test_breathing_at_night_says_nothing_of_the_feet(alice):
    switched_on(alice)
    alice.known().open("/night/").send(answer="no")

    assert "Which foot will be massaged?" in alice.open(START).text


def test_while_it_is_switched_off_there_is_nothing(toes):
    at, address = toes.at, toes.waiting
    toes.alice.open("/settings/").send(pulse="off")

    assert "You can switch it on in the settings." in toes.alice.open(START).text
    assert toes.alice.open(at).page.status_code == 404
    assert toes.alice.client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("body", "ago", "status"),
    [("{", 0, 400), ("small", "x", 400), ("small", "-1", 400), ("small", 10**7, 400),
     ("[" + "0," * 100_000 + "0]", 0, 413)],
)  # fmt: skip
def test_what_is_no_window_is_told_and_not_kept(toes, body, ago, status):
    toes.lay(body, ago=ago)

    assert toes.answer.status_code == status
    assert kept()["taken"] == []


def test_a_window_is_sent_and_never_asked_for(toes):
    assert toes.alice.client.get(toes.waiting).status_code == 405


# -- Earlier times ---------------------------------------------------------------------------------


def test_an_earlier_result_is_listed_with_its_range_and_can_be_left_out_and_put_back(toes):
    toes.block().massaged().block("big", "small", "small", "big", "big", "small")
    sentence = toes.says.split("A beat looked")[1].split(". ")[0]
    assert sentence in toes.alice.open(START).text

    toes.alice.open(toes.at).send(do="leave_out")
    assert "This one is left out." in toes.says
    assert sentence not in toes.alice.open(START).text

    toes.alice.open(toes.at).send(do="put_back")
    assert sentence in toes.alice.open(START).text


def test_what_is_measured_cannot_be_taken_back_once_it_is_told(toes):
    toes.block().massaged().block().alice.client.post(toes.at, {"do": "stop"})

    assert kept()["stopped"] is False


def test_forgotten_it_is_gone(toes):
    from instep.web.records import store

    toes.block()
    store.forget()

    assert store.all_of(store.BEFORE_AFTER) == []


# -- Out and back in -------------------------------------------------------------------------------


def written(toes):
    """One with a refused window, one that was taken back, a result, and left out once."""
    toes.block("small", "wax", "small").alice.send(do="wrong_toe")
    toes.block(*["small"] * 5).massaged().block()
    toes.alice.send(do="leave_out")


def test_it_leaves_whole_with_every_version_and_comes_back_as_the_same_rows(toes):
    written(toes)
    before, text = all_rows(), out()
    mine = [row for row in before if row["kind"] == "before_after"]
    empty()
    new = bring(text)

    assert all_rows() == mine
    assert new == len(mine) == 1 + 3 + 1 + 5 + 1 + 6 + 1
    assert out() == text
    assert bring(text) == 0


def test_what_came_back_is_told_as_it_was(toes):
    written(toes)
    text, said = out(), toes.alice.open(toes.at).text
    toes.alice.send(do="put_back")
    empty_of_these()
    bring(text)

    assert said == toes.alice.open(toes.at).text


def test_to_stop_while_a_window_is_being_read_is_not_undone_by_it(toes, monkeypatch):
    from instep.web import before_after as acts

    read = acts._read

    def stop_meanwhile(*given):
        toes.alice.client.post(toes.at, {"do": "stop", "csrfmiddlewaretoken": token})
        return read(*given)

    token = toes.alice.form(None)["fields"]["csrfmiddlewaretoken"]
    monkeypatch.setattr(acts, "_read", stop_meanwhile)
    toes.lay()

    assert kept()["stopped"]
    assert kept()["taken"] == []


TAKEN = ("taken", 0)


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ((), "massaged", "both"),
        ((), "massaged", 1),
        ((), "rested", "yes"),
        ((), "rested", 0),
        ((), "stopped", None),
        ((), "on", "24.11.2026"),
        ((), "on", "2027-01-01"),
        ((), "taken", {}),
        ((), "taken", [1]),
        ((), "result", {"times": 1}),
        ((), "result", {"times": 1, "low": 2, "high": 3}),
        ((), "result", {"times": 0, "low": 0, "high": 1}),
        ((), "more", 1),
        (TAKEN, "part", "massage"),
        (TAKEN, "number", 6),
        (TAKEN, "number", -1),
        (TAKEN, "number", True),
        (TAKEN, "at", "2026-11-24T20:00:00"),
        (TAKEN, "size", None),
        (TAKEN, "size", "1"),
        (TAKEN, "size", 1e999),
        (TAKEN, "rate", 0),
        (TAKEN, "colour", "x"),
        (TAKEN, "refused", "motion"),
        (TAKEN, "refused", 1),
        (TAKEN, "taken_back", 0),
        (TAKEN, "more", 1),
    ],
    ids=str,
)
def test_what_instep_never_wrote_is_refused_by_name_and_nothing_is_kept(toes, where, key, value):
    from instep.web.records.fit import Unfit

    whole = json.loads(out_of_one(toes))
    empty()
    place = whole["entries"][-1]["body"]
    for step in where:
        place = place[step]
    place[key] = value
    told = json.dumps(whole).replace("Infinity", "1e999")  # which a strict reader takes too
    with pytest.raises(Unfit, match=r"^entry 2: body"):
        bring(told)

    assert all_rows() == []


def out_of_one(toes):
    """One window, taken out."""
    toes.lay()
    return out()


def test_a_name_is_not_for_these(toes):
    from instep.web.records.fit import Unfit

    whole = json.loads(out_of_one(toes))
    whole["entries"][0]["name"] = "2026-11-24"
    with pytest.raises(Unfit, match="entry 1: name: is '2026-11-24'"):
        bring(json.dumps(whole))


def empty_of_these():
    """All but the key and the settings."""
    from instep.web.records import store
    from instep.web.records.models import Entry

    Entry.objects.filter(kind=store.BEFORE_AFTER).delete()
