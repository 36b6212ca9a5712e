"""The pulse by camera in the browser: off until wanted, strict with what comes, silent in doubt."""

import json
import re
from math import inf

import pytest

from instep.adapters.pulse_file import read_recording
from instep.web.records.light import light_of
from tests.commands.test_commands import run
from tests.web.measures.fake_camera import Film, film_y4m, lights_of
from tests.web.test_leaving import all_rows, bring, empty, out


def switched_on(alice):
    """Alice has switched it on."""
    alice.open("/settings/").send(pulse="on")
    return alice.open("/pulse/")


def kept():
    """The bodies of all readings."""
    from instep.web.records import store

    return [one.body for one in store.all_of(store.PULSE)]


def told(alice, body, address="/pulse/toe/left/"):
    """What is answered to a recording."""
    token = alice.form()["fields"]["csrfmiddlewaretoken"]
    text = body if isinstance(body, str) else json.dumps(body)
    return alice.client.post(
        address, text, content_type="application/json", headers={"X-CSRFToken": token}
    )


def recording(folder, film):
    """What a camera sends of a film."""
    light = lights_of(film_y4m(folder / "film.y4m", film))
    rows = [(light * share).tolist() for share in (2.0, 0.5, 0.6)]
    return dict(
        zip(("times", "r", "g", "b"), [[n / 30 for n in range(len(light))], *rows], strict=True)
    )


def test_it_is_off_until_it_is_switched_on(alice):
    alice.open("/pulse/")

    assert "You can switch it on in the settings." in alice.text
    assert "camera=()" in alice.page.headers["Permissions-Policy"]
    assert "/pulse/" not in alice.open("/measures/").html


def test_only_its_own_page_may_use_the_camera(alice):
    assert "camera=(self)" in switched_on(alice).page.headers["Permissions-Policy"]
    assert "camera=()" in alice.open("/measures/").page.headers["Permissions-Policy"]
    assert "/pulse/" in alice.html


def test_a_reading_is_told_and_its_numbers_alone_are_kept(alice, tmp_path):
    answer = told(switched_on(alice), recording(tmp_path, Film(rate=72, percent=4)))

    assert "72 beats a minute" in answer.json()["html"]
    assert [(k["place"], k["side"], round(k["rate"])) for k in kept()] == [("toe", "left", 72)]
    assert {"on", "place", "side", "rate", "size", "low", "high"} == set(kept()[0])
    assert "72 beats a minute" in alice.open("/pulse/").text


def test_a_finger_of_wax_is_refused_and_leaves_no_number(alice, tmp_path):
    answer = told(switched_on(alice), recording(tmp_path, Film(percent=0)))

    assert "Not measured" in answer.json()["html"]
    assert "nothing at all about the blood" in answer.json()["html"]
    assert kept() == []


# -- The light, where it is wanted -----------------------------------------------------------------


KEEPS_LIGHT = "/pulse/toe/left/?keep=light"


def lights():
    """The rows of light that are kept."""
    from instep.web.records import store

    return store.all_of(store.SIGNAL)


def link_of(alice):
    """Where the page hands out the light of the last reading."""
    return re.search(r'href="(/pulse/light/[^"]+)"', alice.open("/pulse/").html)[1]


def file_of(alice):
    """The light of the last reading, as the page hands it out."""
    return alice.client.get(link_of(alice))


def test_the_light_is_not_kept_unless_it_is_ticked(alice, tmp_path):
    told(switched_on(alice), recording(tmp_path, Film(percent=4)))

    assert len(kept()) == 1
    assert lights() == []
    assert 'name="light" value="yes" checked' not in alice.open("/pulse/").html
    assert "The light as a file" not in alice.html


def test_a_refused_recording_leaves_no_light_even_where_it_is_ticked(alice, tmp_path):
    told(switched_on(alice), recording(tmp_path, Film(percent=0)), KEEPS_LIGHT)

    assert kept() == []
    assert lights() == []


def test_the_light_that_is_kept_gives_the_same_reading_at_the_terminal(alice, tmp_path):
    sent = recording(tmp_path, Film(rate=72, percent=4))
    answer = told(switched_on(alice), sent, KEEPS_LIGHT)
    handed = file_of(alice)
    place = tmp_path / "toe.csv"
    place.write_bytes(handed.content)
    said = json.loads(run("pulse", str(place), "--json").out)

    assert "The light as a file" in answer.json()["html"]
    assert 'filename="instep-pulse-2026-11-24.csv"' in handed.headers["Content-Disposition"]
    assert handed.headers["Cache-Control"] == "no-store"
    assert light_of(read_recording(place)) == sent
    assert round(said["rate"], 1) == kept()[0]["rate"]
    assert said["amplitude"]["value"] == kept()[0]["size"]
    assert said["amplitude"]["low"] == kept()[0]["low"]
    assert said["amplitude"]["high"] == kept()[0]["high"]


def test_reading_and_light_leave_in_the_export_and_come_back_the_same(alice, tmp_path):
    told(switched_on(alice), recording(tmp_path, Film(percent=4)), KEEPS_LIGHT)
    told(alice, recording(tmp_path, Film(rate=60, percent=4)))
    before, text, file = all_rows(), out(), file_of(alice).content
    empty()

    assert bring(text) == 3
    assert [row for row in before if row["kind"] in ("pulse", "signal")] == all_rows()
    assert bring(text) == 0
    switched_on(alice)
    assert file_of(alice).content == file


def test_the_light_is_forgotten_with_the_reading(alice, tmp_path):
    told(switched_on(alice), recording(tmp_path, Film(percent=4)), KEEPS_LIGHT)
    link = link_of(alice)
    alice.open("/settings/forget/").send(sure="yes")

    assert kept() == []
    assert lights() == []
    assert alice.client.get(link).status_code in (403, 404)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda entries: entries.pop(0), "is no reading of the pulse. Leave its light out."),
        (lambda entries: entries[1]["body"].update(r=[1]), "entry 2: body: times, red, green"),
        (lambda entries: entries[1]["body"].update(r=["1"]), "r: a number from 0 to 255"),
        (lambda entries: entries[1].update(name="toe"), "entry 2: name: is 'toe'. Use a UUID."),
        (lambda entries: entries[0]["body"].update(rate=0), "entry 1: body: rate: 0 is no rate"),
        (lambda entries: entries[0]["body"].update(place="nose"), "no such toe or finger"),
        (lambda entries: entries[0]["body"].update(low=None), "all are numbers from 0, or none is"),
        (lambda entries: entries[0]["body"].update(high=inf), "all are numbers from 0, or none is"),
        (lambda entries: entries[0]["body"].update(more=1), "body: is not as Instep writes it"),
        (lambda entries: entries[0].update(name="toe"), "entry 1: name: is 'toe'. Leave it empty."),
    ],
)
def test_what_instep_never_wrote_of_a_pulse_does_not_come_in(alice, tmp_path, change, said):
    from instep.web.records.fit import Unfit

    told(switched_on(alice), recording(tmp_path, Film(percent=4)), KEEPS_LIGHT)
    whole = json.loads(out())
    change(whole["entries"])
    empty()

    with pytest.raises(Unfit, match=re.escape(said)):
        bring(json.dumps(whole).replace("Infinity", "1e999"))
    assert all_rows() == []


def test_there_is_no_light_of_what_was_never_kept(alice):
    address = "/pulse/light/0190a1b2-0000-7000-8000-000000000001.csv"

    assert switched_on(alice).client.get(address).status_code == 404


ROWS = {"times": [0, 1], "r": [1, 1], "g": [1, 1], "b": [1, 1]}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[" * 90_000,
        "[]",
        {**ROWS, "more": 1},
        {**ROWS, "r": [1]},
        {**ROWS, "r": [1, True]},
        {**ROWS, "r": [1, "1"]},
        {**ROWS, "r": [1, -1]},
        {**ROWS, "r": [[1], [1]]},
        {**ROWS, "r": [1, 256]},
        {**ROWS, "r": [1, float("nan")]},
        {**ROWS, "r": "12"},
        {**ROWS, "times": [0, 10**400]},
        {name: [0] * 4001 for name in ROWS},
    ],
    ids=lambda body: str(body)[:30],
)
def test_what_is_no_recording_is_told_in_one_line_and_nothing_is_kept(alice, body):
    answer = told(switched_on(alice), body)

    assert answer.status_code == 400
    assert {"error"} == set(answer.json())
    assert "\n" not in answer.json()["error"]
    assert kept() == []


def test_what_is_far_too_long_is_not_even_read(alice):
    assert told(switched_on(alice), "[" + "0," * 100_000 + "0]").status_code == 413


@pytest.mark.parametrize("address", ["/pulse/nose/left/", "/pulse/toe/both/"])
def test_there_is_no_other_toe(alice, address):
    assert told(switched_on(alice), ROWS, address).status_code == 404


def test_nothing_is_read_while_it_is_off(alice):
    assert told(alice.open("/settings/"), ROWS).status_code == 404


def test_an_empty_recording_is_too_short(alice):
    answer = told(switched_on(alice), {name: [] for name in ROWS})

    assert "too short" in answer.json()["html"]


def read_on(alice, *sizes, side="left"):
    """A reading of a toe each week, as it would be kept; None where no size was measured."""
    from instep.web.clock import now
    from instep.web.records.pulsed import Pulsed, keep

    for size in sizes:
        spans = () if size is None else (size, size * 0.8, size * 1.25)
        keep(Pulsed(now().on, "toe", side, 64.0, *spans), now())
        alice.clock.later(days=7)


def test_sizes_are_drawn_week_by_week_and_never_told_as_a_sure_change(alice):
    switched_on(alice)
    read_on(alice, 0.5, None, 2.0)
    alice.open("/pulse/")

    assert "At first: 0.5 parts in 100. Now: 2 parts in 100. That may be chance." in alice.text
    assert "Left big toe, drawn from 24 November 2026 to 8 December 2026." in alice.html
    assert alice.html.count('class="span"') == 1
    assert not any(word in alice.text for word in ("That is more", "better", "worse"))


def test_one_size_of_each_foot_is_no_picture(alice):
    switched_on(alice)
    read_on(alice, 0.5)
    read_on(alice, None, 0.8, side="right")

    assert 'class="trend"' not in alice.open("/pulse/").html


def test_sizes_too_small_to_be_told_from_nothing_are_drawn_too(alice):
    switched_on(alice)
    read_on(alice, 0.0, 0.0)

    assert "At first: 0 parts in 100. Now the same." in alice.open("/pulse/").text


def test_left_and_right_are_drawn_apart(alice):
    switched_on(alice)
    read_on(alice, 0.5, 0.5)
    read_on(alice, 0.8, 0.9, side="right")
    alice.open("/pulse/")

    assert alice.html.count('class="trend"') == 2
    assert "At first: 0.5 parts in 100. Now the same." in alice.text


def test_while_it_is_off_no_earlier_reading_is_drawn(alice):
    read_on(alice, 0.5, 0.6)

    assert 'class="trend"' not in alice.open("/pulse/").html
