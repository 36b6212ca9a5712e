"""A recording as a file: read to the last digit, or one line that says where and how to mend it."""

import numpy as np
import pytest

from instep.adapters import pulse_file
from instep.adapters.pulse_file import BadRecording, read_recording, written
from instep.core.measures.pulse.samples import Samples


@pytest.fixture
def recording(tmp_path):
    """Writes a recording and names its file."""

    def write(text):
        file = tmp_path / "toe.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


ROWS = "\n0,180.25,60.5,30\n0.033,180.5,60.25,30.5\n0.066,180,60,31\n"


def test_seconds_and_colours_are_read_as_they_are_written(recording):
    found = read_recording(recording("time,r,g,b" + ROWS))

    assert found.times.tolist() == [0, 0.033, 0.066]
    assert found.colours[:, 1].tolist() == [180.5, 60.25, 30.5]


@pytest.mark.parametrize("first", ["time_ms,r,g,b", "time,R,G,B"])
def test_thousandths_of_a_second_are_read_where_they_are_named(recording, first):
    rows = "\n0,1,2,3\n33,1,2,3\n66,1,2,3"

    assert read_recording(recording(first + rows)).times == pytest.approx([0, 0.033, 0.066])


@pytest.mark.parametrize(
    "text",
    [
        "g,b,time,r\n5,6,0,4\n5,6,0.03,4\n",
        "\ufefftime, r, g, b\r\n0, 4, 5, 6\r\n\r\n0.03,4,5,6\r\n",
        '"time","r","g","b"\n0,4,5,6\n0.03,4e0,5,6',
    ],
)
def test_order_marks_spaces_and_empty_lines_do_not_matter(recording, text):
    found = read_recording(recording(text))

    assert found.times.tolist() == [0, 0.03]
    assert found.colours[:, 0].tolist() == [4, 5, 6]


def test_what_is_written_is_read_again_to_the_last_digit(recording):
    dice = np.random.RandomState(0)
    times, colours = np.cumsum(dice.uniform(0, 0.1, 50)), dice.uniform(0, 255, (3, 50))
    found = read_recording(recording(written(Samples(times, colours))))

    assert (found.times == times).all()
    assert (found.colours == colours).all()


BAD = {
    "empty": ("", "is empty. Begin with a line: time,r,g,b"),
    "empty lines": ("\n\n  \n", "is empty. Begin with a line: time,r,g,b"),
    "no frames": ("time,r,g,b\n", "has no frames"),
    "no time": ("r,g,b\n1,2,3\n", "line 1: needs one column of time"),
    "two times": ("time,time_ms,r,g,b\n", "needs one column of time"),
    "no blue": ("time,r,g\n", "line 1: b is missing"),
    "red twice": ("time,r,r,g,b\n", "r is there twice"),
    "another column": ("time,r,g,b,note\n", "'note' is not a column"),
    "no first line": ("0,1,2,3\n", "line 1: '0' is not a column"),
    "a word": ("time,r,g,b\n0,1,2,3\n\n0.1,1,two,3\n", "line 4, g: 'two' is not a number"),
    "nothing": ("time,r,g,b\n0,1,,3\n", "line 2, g: '' is not a number"),
    "no number": ("time,r,g,b\n0,1,nan,3\n", "line 2, g: 'nan' is out of range"),
    "endless": ("time,r,g,b\ninf,1,2,3\n", "line 2, time: 'inf' is out of range"),
    "too bright": ("time,r,g,b\n0,256,2,3\n", "line 2, r: '256' is out of range"),
    "below dark": ("time,r,g,b\n0,-1,2,3\n", "Keep it from 0 to 255"),
    "short line": ("time,r,g,b\n0,1,2\n", "line 2: has 3 values, and 4 columns are named"),
    "decimal commas": ("time,r,g,b\n0,1,5,2,5,3,5\n", "write 0.5 with a dot"),
    "semicolons": ("time;r;g;b\n0;1;2;3\n", "line 1: has no commas between its values"),
    "tabs": ("time\tr\tg\tb\n0\t1\t2\t3\n", "line 1: has no commas between its values"),
    "not text": (b"time,r,g,b\n0,1,2,\xff\n", "line 2: is not text. Save it as UTF-8"),
    "a long line": ("time,r,g,b\n" + "1," * 400, "line 2: is too long"),
    "milliseconds as seconds": (
        "time,r,g,b\n0,1,2,3\n33,1,2,3\n66,1,2,3",
        "Call the column time_ms",
    ),
    "seconds as milliseconds": ("time_ms,r,g,b\n0,1,2,3\n0.03,1,2,3\n0.06,1,2,3", "time,r,g,b"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_recording_says_where_and_how_to_mend_it(recording, name):
    text, said = BAD[name]

    with pytest.raises(BadRecording) as refused:
        read_recording(recording(text))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_no_more_is_read_than_half_an_hour_of_the_quickest_camera(recording, monkeypatch):
    monkeypatch.setattr(pulse_file, "MOST_FRAMES", 2)

    with pytest.raises(BadRecording, match="more than 2 frames"):
        read_recording(recording("time,r,g,b" + ROWS))


def test_no_bytes_whatever_end_in_anything_but_a_line(recording):
    dice = np.random.RandomState(0)
    for _ in range(300):
        whole = bytearray(b"time,r,g,b" + ROWS.encode())
        for _ in range(dice.randint(1, 6)):
            whole[dice.randint(len(whole))] = dice.randint(256)
        said = complaint(recording(bytes(whole)))

        assert said.isprintable()


def complaint(file):
    """What is said of a file; nothing where it could be read."""
    try:
        read_recording(file)
    except BadRecording as refused:
        return str(refused)
    return ""
