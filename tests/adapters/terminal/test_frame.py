"""The page of the guide: fits its paper, says side and time in words, and nothing jumps."""

from itertools import pairwise, product
from pathlib import Path

import pytest

from instep.adapters.content import drawn_foot
from instep.adapters.terminal.foot import Role, Signs
from instep.adapters.terminal.frame import Paper, page, plain
from instep.adapters.terminal.scene import in_words, scene_at
from instep.core.body import Side
from instep.core.catalog import Aim
from tests.make import healthy, house, made_of, prepared, wishes

GOLDEN = Path(__file__).parents[2] / "golden" / "frames"
DRAWN, WORDS = drawn_foot(), house().words
COLOUR, SHADES, ASCII = Signs(True, False), Signs(True, True), Signs(False, True)
MADE = made_of(
    "skin_look",
    "room",
    "slow_breathing",
    "top_strokes",
    "cream_massage",
    "arch_rub",
    "sole_circles",
    "press_near_heel",
    "toe_stretch",
    "toe_wiggle",
)
HELPED = made_of("skin_look", "closing_strokes", "wipe_and_shoes", helper=True, side=Side.RIGHT)
NIGHT = prepared(healthy(), wishes(aim=Aim.NIGHT))


def start_of(made, technique, side=None):
    for start, step in zip(made.timeline.starts, made.session.steps, strict=True):
        if step.technique.startswith(technique) and side in (None, step.side.value):
            return start
    raise LookupError(technique)


def scene(made, position, **more):
    return scene_at(made.session, made.timeline, WORDS, position, **more)


def seen(made, position, width=80, height=24, signs=COLOUR, *, still=False, **more):
    paper = Paper(width, height, signs, still)
    return page(scene(made, position, **more), DRAWN, WORDS, paper)


def moments(made, every=7.0):
    now = 0.0
    while now < made.timeline.seconds:
        yield now
        now += every


@pytest.mark.parametrize("width", [20, 34, 40, 60, 80, 132])
@pytest.mark.parametrize("height", [10, 16, 22, 24, 50])
@pytest.mark.parametrize("signs", [COLOUR, SHADES, ASCII], ids=["colour", "shades", "ascii"])
def test_no_page_is_wider_or_taller_than_its_paper(width, height, signs):
    for made in (MADE, HELPED, NIGHT):
        for now in moments(made, 23.0):
            lines = plain(seen(made, now, width, height, signs)).split("\n")

            assert len(lines) < height
            assert max(len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_every_page_says_what_to_do_and_how_to_stop(width):
    for made in (MADE, HELPED):
        for now in moments(made):
            text = plain(seen(made, now, width))
            words = " ".join(text.split())

            assert "stop" in text
            assert "that hurts" in text
            assert "pause" in text
            first = scene(made, now).words.split()[0]
            assert first in words


def test_the_side_is_always_written():
    for now in moments(MADE):
        here = scene(MADE, now)
        side = {"left": "LEFT FOOT", "right": "RIGHT FOOT", "both": "BOTH FEET"}
        if here.picture.view != "none":
            assert side[here.picture.side] in plain(seen(MADE, now))


def test_nothing_jumps_while_a_step_goes_on():
    start = start_of(MADE, "arch_rub", "left")
    pages = [plain(seen(MADE, start + t)).split("\n") for t in range(40, 100, 3)]
    bars = {next(y for y, line in enumerate(lines) if "to go" in line) for lines in pages}

    assert len(bars) == 1


def test_words_stay_standing_in_the_silence_after_them():
    said = [cue for cue in MADE.timeline.cues if cue.say]
    for cue, following in pairwise(said):
        if MADE.timeline.step_at(cue.at) == MADE.timeline.step_at(following.at - 0.1):
            assert scene(MADE, following.at - 0.1).words == cue.say


def test_with_reduced_motion_only_time_and_words_change():
    start = start_of(MADE, "arch_rub", "left")
    feet = {
        "\n".join(
            line[:18].rstrip() for line in plain(seen(MADE, start + t, still=True)).split("\n")
        )
        for t in (31, 33, 36, 41, 55)
    }

    assert len(feet) == 1


def test_the_breath_fills_as_it_comes_in_and_empties_as_it_goes():
    start = start_of(MADE, "slow_breathing")
    first = next(c.at for c in MADE.timeline.cues if c.kind == "in" and c.at >= start)
    sizes = [_lit(seen(MADE, first + t)) for t in (0.1, 2, 3.9, 6, 9.9)]

    assert sizes[0] < sizes[1] < sizes[2] > sizes[3] > sizes[4]


def _lit(lines):
    return sum(len(text) for line in lines for text, role in line if role is Role.LIT)


def test_a_thumb_is_on_the_point_only_while_the_breath_goes_out():
    start = start_of(MADE, "press")
    first = next(c.at for c in MADE.timeline.cues if c.kind == "in" and c.at >= start)
    inward, outward = (seen(MADE, first + t) for t in (2, 6))

    assert not _has_hand(inward)
    assert _has_hand(outward)


def _has_hand(lines):
    return any(role.startswith("hand") for line in lines for _, role in line)


def test_a_pause_and_a_note_are_written_where_the_time_is():
    text = plain(seen(MADE, 400, paused=True, note="A note."))

    assert "Paused. Press space to go on." in text
    assert "A note." in text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "Less than a minute"),
        (44, "Less than a minute"),
        (45, "1 minute"),
        (75, "1 minute"),
        (76, "2 minutes"),
        (600, "10 minutes"),
    ],
)
def test_time_is_told_as_people_tell_it(seconds, words):
    assert in_words(seconds, WORDS) == words


PAGES = {
    "look_80": (MADE, ("skin_look", None), 12, 80, COLOUR),
    "arch_80": (MADE, ("arch_rub", "left"), 30, 80, COLOUR),
    "arch_40_without_colour": (MADE, ("arch_rub", "left"), 30, 40, SHADES),
    "circles_ascii": (MADE, ("sole_circles", "left"), 40, 80, ASCII),
    "cream_both_views": (MADE, ("cream_massage", "left"), 30, 80, SHADES),
    "breath": (MADE, ("slow_breathing", None), 36, 80, COLOUR),
    "press": (MADE, ("press", "left"), 58, 80, SHADES),
    "helper": (HELPED, ("closing_strokes", "right"), 40, 80, COLOUR),
    "night": (NIGHT, ("slow_breathing", None), 60, 60, COLOUR),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_look_as_they_were_last_looked_at(name):
    made, (technique, side), after, width, signs = PAGES[name]
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    assert (
        expected
        == plain(seen(made, start_of(made, technique, side) + after, width, 24, signs)) + "\n"
    )


def write_golden():
    """Write the pages anew; then look at each of them."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, (made, (technique, side), after, width, signs) in PAGES.items():
        text = plain(seen(made, start_of(made, technique, side) + after, width, 24, signs))
        (GOLDEN / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


def test_lit_and_unlit_differ_in_light_and_not_only_in_hue():
    from instep.adapters.terminal.surface import DAY, EVENING

    for styles, ground in ((EVENING, "#16120e"), (DAY, "#faf5ee")):
        assert _contrast(styles[Role.WORDS].split()[-1], ground) >= 7
        assert _contrast(styles[Role.SOFT], ground) >= 7
        assert _contrast(styles[Role.TITLE].split()[-1], ground) >= 7
        assert _contrast(styles[Role.LIT], styles[Role.FOOT]) >= 1.9
        for hand in (Role.HAND_ON_LIT, Role.HAND_ON_FOOT):
            over, under = styles[hand].split(" on ")
            assert _contrast(over, under) >= (4.5 if hand is Role.HAND_ON_LIT else 2.5)


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_size_shows_a_foot_or_says_which_one():
    for width, height in product((30, 38, 80), (14, 21, 24)):
        assert "FOOT" in plain(seen(MADE, start_of(MADE, "arch_rub") + 30, width, height))
