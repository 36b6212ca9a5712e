"""``instep pulse`` as a person runs it: numbers or a reason, a picture, one line for a bad file."""

import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from instep.core.measures.pulse.reading import Refusal
from tests.commands.test_commands import run
from tests.core.measures.worlds import recorded
from tests.make import house

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def file(tmp_path):
    """Writes a made-up recording and names its file."""

    def write(name="toe.csv", **finger):
        samples = recorded(**finger).samples
        rows = zip(samples.times.tolist(), *samples.colours.tolist(), strict=True)
        lines = (",".join(f"{value:.6f}" for value in row) for row in rows)
        place = tmp_path / name
        place.write_text("\n".join(["time,r,g,b", *lines]))
        return str(place)

    return write


def test_a_toe_that_was_read_is_told_in_words_and_as_only_to_be_curious(file):
    done = run("pulse", file(rate=64.0, seconds=30.0))

    assert done.returncode == 0
    assert done.out.startswith("64 beats a minute\n")
    assert "only to be curious" in done.out
    assert not any(word in done.out.lower() for word in ("circulation", "perfusion", "good", "%"))


def test_the_json_has_these_keys_and_no_other(file):
    done = run("pulse", file(), "--json")
    said = json.loads(done.out)

    assert done.returncode == 0
    assert list(said) == ["amplitude", "beats", "channel", "quality", "rate", "refused"]
    assert sorted(said["amplitude"]) == ["high", "low", "value"]
    assert said["amplitude"]["low"] < said["amplitude"]["value"] < said["amplitude"]["high"]
    assert said["refused"] is None


def test_a_refused_recording_ends_with_three_and_shows_no_number(file):
    done = run("pulse", file(seconds=5.0))
    told = run("pulse", file(seconds=5.0), "--json")
    nothing = {"value": None, "low": None, "high": None}

    assert (done.returncode, told.returncode) == (3, 3)
    assert "Not measured" in done.out
    assert "nothing at all about the blood" in done.out
    assert not any(letter.isdigit() for letter in done.out)
    assert json.loads(told.out) == {
        "amplitude": nothing,
        "beats": [],
        "channel": None,
        "quality": None,
        "rate": None,
        "refused": "too_short",
    }


def test_the_same_file_gives_the_same_bytes(file):
    place = file()

    assert run("pulse", place, "--json").stdout == run("pulse", place, "--json").stdout


def test_there_are_words_for_every_reason():
    words = house().words

    assert all(words[f"pulse.refused.{why}"] for why in Refusal)


def test_a_picture_has_a_dot_for_each_beat_and_says_in_words_what_it_shows(file, tmp_path):
    picture = tmp_path / "toe.svg"
    place = file(seconds=30.0)
    done = run("pulse", place, "--plot", str(picture))
    whole = ET.parse(picture).getroot()  # noqa: S314
    beats = json.loads(run("pulse", place, "--json").out)["beats"]
    dots = whole.findall(f"{SVG}circle")

    assert done.returncode == 0
    assert len(dots) == len(beats) + 2  # two of them are the key
    assert whole.find(f"{SVG}title").text in done.out
    assert "parts in 100" in whole.find(f"{SVG}desc").text
    assert whole.get("role") == "img"


def test_beats_seen_while_the_toe_slipped_are_drawn_as_guesses(file, tmp_path):
    picture = tmp_path / "toe.svg"
    run("pulse", file(seconds=40.0, jolts=(20.0,)), "--plot", str(picture))
    whole = ET.parse(picture).getroot()  # noqa: S314
    kinds = [dot.get("class") for dot in whole.findall(f"{SVG}circle")]

    assert 1 < kinds.count("beat guess") < 8
    assert kinds.count("beat") > 30


def test_a_picture_of_what_was_not_measured_has_words_and_no_line(file, tmp_path):
    picture = tmp_path / "toe.svg"
    run("pulse", file(seconds=5.0), "--plot", str(picture))
    whole = ET.parse(picture).getroot()  # noqa: S314

    assert not whole.findall(f"{SVG}polyline")
    assert whole.find(f"{SVG}title").text == "Not measured"


def test_a_picture_takes_no_other_files_place_unless_it_is_told_to(file, tmp_path):
    picture = tmp_path / "toe.svg"
    picture.write_text("mine")
    done = run("pulse", file(), "--plot", str(picture))

    assert (done.returncode, picture.read_text()) == (2, "mine")
    assert run("pulse", file(), "--plot", str(picture), "--force").returncode == 0
    assert picture.read_text() != "mine"


@pytest.mark.parametrize("place", ["toe.png", "gone/toe.svg", "folder.svg"])
def test_a_place_that_cannot_hold_a_picture_is_said_before_anything_is_read(tmp_path, place):
    (tmp_path / "folder.svg").mkdir()
    done = run("pulse", "gone.csv", "--plot", str(tmp_path / place))

    assert done.returncode == 2
    assert "gone.csv" not in done.err


# -- Whatever file a person may have ---------------------------------------------------------------


def set_back(times, colours):
    """The clock is set back by five seconds in the middle."""
    return np.where(np.arange(len(times)) < 400, times, times - 5), colours


def stuck(times, colours):
    """Each picture five times, each time at a moment of its own."""
    return np.arange(5 * len(times)) / 150, np.repeat(colours, 5, axis=1)


def six_hours(times, colours, a_second=15):
    """The same half minute over and over, so many pictures a second."""
    frames = np.arange(6 * 3600 * a_second)
    return frames / a_second, colours[:, frames % len(times)]


def with_levels(r=None, g=None, b=None):
    """All pictures with these levels in place of their own."""

    def levelled(times, colours):
        rows = [
            row if to is None else row * 0 + to for row, to in zip(colours, (r, g, b), strict=True)
        ]
        return times, np.array(rows)

    return levelled


REFUSED = {
    "times backwards": (lambda t, c: (t[::-1], c), "Its clock runs back or stands still."),
    "a clock set back": (set_back, "Its clock runs back or stands still."),
    "one time for all": (lambda t, c: (t * 0, c), "Its clock runs back or stands still."),
    "pictures over and over": (stuck, "The camera sent the same picture again and again."),
    "six hours": (six_hours, "It is too long. Keep half an hour of it at most."),
    "one picture": (lambda t, c: (t[:1], c[:, :1]), "It is too short."),
    "all dark": (with_levels(0, 0, 0), "It is too dark."),
    "all full": (with_levels(255, 255, 255), "There is too much light."),
    "red full, no other": (with_levels(255, 0, 0), "There is too much light."),
    "a wall": (with_levels(200, 190, 180), "It looks like a wall or a lamp."),
}
"""Not measured, and why."""

READ = {
    "every picture twice": ("time,r,g,b", lambda t, c: (np.repeat(t, 2), np.repeat(c, 2, axis=1))),
    "red full": ("time,r,g,b", with_levels(r=255)),
    "green dead": ("time,r,g,b", with_levels(g=0)),
    "milliseconds": ("time_ms,r,g,b", lambda t, c: (t * 1000, c)),
    "as Welltory has it": ("time,R,G,B", lambda t, c: (t * 1000, c)),
    "milliseconds since 1970": ("time_ms,r,g,b", lambda t, c: (t * 1000 + 1.7e12, c)),
}
"""Read, at the rate of the heart it is of."""

UNUSABLE = {
    "milliseconds called seconds": ("time,r,g,b", lambda t, c: (t * 1000, c), "time_ms"),
    "seconds called milliseconds": ("time_ms,r,g,b", lambda t, c: (t, c), "time,r,g,b"),
    "other columns": ("seconds,red,green,blue", lambda t, c: (t, c), "'seconds' is not a column"),
    "six hours of a quick camera": (
        "time,r,g,b",
        lambda t, c: six_hours(t, c, a_second=30),
        "more than 500,000 frames. Keep half an hour of it at most.",
    ),
}
"""No recording at all: which place of the file, and how to mend it."""


@pytest.fixture
def changed(tmp_path):
    """Writes a toe's half minute of 64 beats a minute, changed, and reads it."""

    def read(change, first="time,r,g,b"):
        samples = recorded(rate=64.0, seconds=30.0).samples
        times, colours = change(samples.times - samples.times[0], samples.colours)
        rows = zip(times.tolist(), *colours.tolist(), strict=True)
        place = tmp_path / "toe.csv"
        place.write_text("\n".join([first, *(",".join(map(repr, row)) for row in rows)]))
        return run("pulse", str(place))

    return read


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_ends_with_three_and_says_why_without_a_number(changed, name):
    change, why = REFUSED[name]
    done = changed(change)

    assert done.returncode == 3
    assert done.out.startswith(f"Not measured\n{why}")
    assert not any(letter.isdigit() for letter in done.out)
    assert not done.err


@pytest.mark.parametrize("name", READ)
def test_what_is_only_odd_is_read_at_its_rate(changed, name):
    first, change = READ[name]
    done = changed(change, first)

    assert done.returncode == 0
    assert done.out.startswith("64 beats a minute\n")


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_recording_ends_with_two_and_says_how_to_mend_it(changed, name):
    first, change, how = UNUSABLE[name]
    done = changed(change, first)

    assert done.returncode == 2
    assert how in done.err
    assert done.err.count("\n") == 1
    assert not done.out


@pytest.mark.parametrize("text", [None, "", "time,r,g,b\n0,1,2,x\n"])
def test_a_bad_file_ends_with_two_and_one_line_that_names_it(tmp_path, text):
    place = tmp_path / "toe.csv"
    if text is not None:
        place.write_text(text)
    done = run("pulse", str(place))

    assert done.returncode == 2
    assert done.err.count("\n") == 1
    assert "toe.csv" in done.err
    assert not done.out
