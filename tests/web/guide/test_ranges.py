"""A player asks for parts of the sound: as players do, and as none does."""

import pytest

pytestmark = pytest.mark.usefixtures("app")

SIZE = 1_000_000


class There:
    """A sound of which so much is there."""

    size = SIZE

    def __init__(self, made=SIZE, fails=False):
        self.made, self.fails = made, fails

    def read(self, start, most, _wait):
        """What is there."""
        from instep.web.sound.growing import NoSound

        if self.fails and start >= self.made:
            raise NoSound
        return bytes(max(0, min(most, self.made - start)))


def ask(header, **there):
    from instep.web.pages.guide.ranges import part_of

    answer = part_of(There(**there), header)
    return answer.status_code, answer.headers.get("Content-Range"), len(answer.content)


PIECE = 262_144


@pytest.mark.parametrize(("header", "place", "length"), [
    ("bytes=0-", f"bytes 0-{PIECE - 1}/{SIZE}", PIECE),
    ("bytes=0-1", f"bytes 0-1/{SIZE}", 2),
    ("bytes= 10 - 19", f"bytes 10-19/{SIZE}", 10),
    ("bytes=999990-", f"bytes 999990-999999/{SIZE}", 10),
    ("bytes=999990-2000000", f"bytes 999990-999999/{SIZE}", 10),
    ("", f"bytes 0-{PIECE - 1}/{SIZE}", PIECE),
    ("bytes=-500", f"bytes 0-{PIECE - 1}/{SIZE}", PIECE),
    ("bytes=0-1,5-6", f"bytes 0-{PIECE - 1}/{SIZE}", PIECE),
    ("seconds=1-2", f"bytes 0-{PIECE - 1}/{SIZE}", PIECE),
])  # fmt: skip
def test_a_part_is_given_with_its_place(header, place, length):
    assert ask(header) == (206, place, length)


@pytest.mark.parametrize("header", ["bytes=1000000-", "bytes=20-10", "bytes=999999999999-"])
def test_what_lies_beyond_is_said_to_lie_beyond(header):
    assert ask(header) == (416, f"bytes */{SIZE}", 0)


def test_what_is_not_made_yet_is_given_as_far_as_it_is():
    assert ask("bytes=0-", made=4_000) == (206, f"bytes 0-3999/{SIZE}", 4_000)


def test_who_waited_in_vain_may_ask_again():
    assert ask("bytes=5000-", made=4_000) == (503, None, 0)


def test_a_sound_that_failed_gives_what_it_has_and_no_more():
    assert ask("bytes=0-", made=4_000, fails=True)[0] == 206
    assert ask("bytes=5000-", made=4_000, fails=True) == (503, None, 0)
