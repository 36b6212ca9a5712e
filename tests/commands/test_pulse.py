"""``instep pulse`` as a person runs it: numbers or a reason, a picture, one line for a bad file."""

import json
import xml.etree.ElementTree as ET

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
