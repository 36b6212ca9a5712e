"""Any bytes at all in place of answers: a sheet or a refusal in one line, and nothing else."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from instep.__main__ import main
from instep.adapters import content
from instep.adapters.answers import MOST_BYTES, BadAnswers, read_answers
from instep.core.screening import Sheet
from tests.make import TODAY, answers_to, healthy, house

QUESTIONS = house().questions
WHOLE = json.dumps(
    healthy(
        {
            "touch_test_missed": 3,
            "touch_test_on": "2026-10-04",
            "skin_allergy": ["nut", "eczema"],
            "cleared_by_clinician": [{"rule": "R07", "on": "2026-09-30"}],
            "asked_on": {"diabetes": "2026-06-30"},
        },
        {"sore_patch": "left", "sore_patch_zones": ["heel", "toe_1"], "temp_gap": 2.5},
    )
)

# -- All kinds of input --------------------------------------------------------------------------

KEYS = st.sampled_from([*QUESTIONS, "about", "today", "asked_on", "rule", "on", "", "id"])
WORDS = st.sampled_from(
    ["yes", "no", "not_sure", "left", "both", "2026-11-24", "2026-11-25", "R07"]
)
TEXTS = WORDS | st.text(max_size=20) | st.text(st.characters(categories=["Cs"]), max_size=2)
NUMBERS = (
    st.integers()
    | st.floats()
    | st.sampled_from([0, 3, 3.0, 2.5, 15, 15.1, -0.0, 1e-400, 10**30, 10**400])
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | TEXTS, inner, max_size=4),
    max_leaves=12,
)
IDS = st.sampled_from(sorted(QUESTIONS))
SHEETS = st.fixed_dictionaries(
    {},
    optional={
        "about": st.dictionaries(IDS | st.just("asked_on"), VALUES, max_size=6),
        "today": st.dictionaries(IDS, VALUES, max_size=6),
    },
)


def written(value):
    """JSON as careless hands write it: NaN, split characters and all."""
    return json.dumps(value).encode()


@st.composite
def right_sheets(draw):
    """Answers that the tables allow, any number of them."""
    sheet = {"about": {}, "today": {}}
    for id in draw(st.sets(IDS, max_size=12)):
        answer = draw(st.sampled_from([a for a in answers_to(QUESTIONS[id]) if a is not None]))
        sheet[QUESTIONS[id].part.value][id] = answer
    if "touch_test_missed" in sheet["about"]:
        sheet["about"]["touch_test_on"] = "2026-11-24"
    return sheet


@st.composite
def twice(draw):
    """An object in which one key stands twice, written by hand."""
    key, one, other = draw(KEYS), draw(VALUES), draw(VALUES)
    pairs = f"{json.dumps(key)}: {json.dumps(one)}, {json.dumps(key)}: {json.dumps(other)}"
    return draw(st.sampled_from(["{%s}", '{"about": {%s}}', '{"today": {%s}}'])) % pairs


@st.composite
def mended_badly(draw):
    """A whole sheet in which a few bytes were lost, doubled or replaced."""
    text = bytearray(WHOLE.encode())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(st.sampled_from([b"", bytes(text[start:end]) * 2]) | st.binary(max_size=6))
        text[start:end] = piece
    return bytes(text)


@st.composite
def one_answer_changed(draw):
    """A whole sheet in which one answer is something else."""
    sheet = json.loads(WHOLE)
    part = draw(st.sampled_from(["about", "today"]))
    sheet[part][draw(st.sampled_from(sorted(sheet[part])))] = draw(VALUES)
    return written(sheet)


@st.composite
def nested(draw):
    """Lists and objects in one another, from a little too deep to far too deep."""
    depth = draw(st.integers(5, 100_000) | st.integers(900, 1100) | st.just(100_000))
    opens, closes = draw(st.sampled_from([("[", "]"), ('{"about":', "}"), ('[{"today":', "}]")]))
    whole = draw(st.booleans())
    return (opens * depth + "{}" + closes * depth * whole).encode()


ANYTHING = (
    st.binary(max_size=400)
    | VALUES.map(written)
    | SHEETS.map(written)
    | right_sheets().map(written)
    | twice().map(str.encode)
    | mended_badly()
    | one_answer_changed()
)


def outcome(text):
    try:
        return read_answers(text, QUESTIONS, TODAY)
    except BadAnswers as refused:
        return refused


# -- The reader ----------------------------------------------------------------------------------


def is_one_plain_line(text):
    return text.isascii() and text.isprintable() and 0 < len(text) < 600


@settings(max_examples=600, deadline=None)
@given(ANYTHING)
@example(b"")
@example(b"\xef\xbb\xbf{}")
@example(b'{"about": {"\\ud800": "yes"}}')
@example(b'{"today": {"temp_gap": ' + b"9" * 5000 + b"}}")
def test_any_input_is_a_sheet_or_a_refusal_in_one_plain_line(text):
    read = outcome(text)

    assert isinstance(read, Sheet) or is_one_plain_line(str(read))


@settings(max_examples=40, deadline=None)
@given(nested())
def test_nothing_is_too_deep_to_be_refused(text):
    assert is_one_plain_line(str(outcome(text)))


@settings(max_examples=300, deadline=None)
@given(right_sheets())
def test_what_the_tables_allow_is_always_read(sheet):
    assert isinstance(outcome(written(sheet)), Sheet)


@settings(max_examples=500, deadline=None)
@given(SHEETS.map(written) | mended_badly() | one_answer_changed())
def test_whatever_is_read_was_said_and_nothing_is_guessed(text):
    read = outcome(text)
    if not isinstance(read, Sheet):
        return
    sheet = json.loads(text)
    about = dict(sheet.get("about", {}))
    asked_on = about.pop("asked_on", {})
    cleared = about.pop("cleared_by_clinician", [])

    assert {id: as_said(answer) for id, answer in about.items()} == read.about
    assert {id: as_said(answer) for id, answer in sheet.get("today", {}).items()} == read.today
    assert {id: date.fromisoformat(day) for id, day in asked_on.items()} == read.asked_on
    assert [(c["rule"], c["on"]) for c in cleared] == [(c.rule, str(c.on)) for c in read.cleared]


def as_said(answer):
    """A list as kept: each word once, in the order told."""
    return tuple(dict.fromkeys(answer)) if isinstance(answer, list) else answer


# -- The command ---------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def read_once():
    """Content is read once: it is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "load", lambda _: house())
        yield


def run(*words, stdin=b""):
    """A command's code, and what it said on standard output and standard error."""
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            code = main([*words, "--on", str(TODAY)])
    finally:
        sys.stdin = before
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "answers.json"


@settings(max_examples=300, deadline=None)
@given(text=ANYTHING)
def test_a_file_of_anything_is_judged_or_refused_in_a_line_that_names_it(file, text):
    file.write_bytes(text)
    code, out, err = run("check", "--json", "--answers", str(file))

    if isinstance(outcome(text), Sheet):
        assert code == (0 if json.loads(out)["may_begin"] else 3)
        assert err == ""
    else:
        assert (code, out) == (2, "")
        assert err.startswith(f"{file}: ")
        assert err.count("\n") == 1


@settings(max_examples=100, deadline=None)
@given(text=ANYTHING, command=st.sampled_from(["plan", "guide"]))
def test_a_plan_of_anything_is_a_plan_a_stop_or_a_refusal(file, text, command):
    file.write_bytes(text)
    fast = ["--fast"] if command == "guide" else []
    code, out, err = run(command, *fast, "--minutes", "5", "--answers", str(file))

    assert code in (0, 2, 3)
    assert "Something went wrong" not in err
    assert bool(out) == (code != 2)


# -- Many lines ----------------------------------------------------------------------------------

LINES = st.lists(
    st.binary(max_size=80).map(lambda line: line.replace(b"\n", b""))
    | st.sampled_from([b"", b" \t", b"{}", b"\xff", WHOLE.encode(), b"\x0c", b"\r"]),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(LINES, st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_of_many_lines_each_has_its_own_answer_in_order(lines, end, is_ended):
    stdin = end.join(lines) + end * is_ended
    code, out, err = run("check", "--answers", "-", stdin=stdin)
    asked = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    told = [json.loads(line) for line in out.splitlines()]
    bad = [number for number, line in asked if not isinstance(outcome(line), Sheet)]

    assert len(told) == len(asked)
    assert bad == [each["error"]["line"] for each in told if "error" in each]
    assert code == (2 if bad else 0)
    assert err == ""


ENOUGH = json.dumps(healthy()).encode()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n", b"\r\n"])
def test_the_number_of_a_line_counts_the_blank_ones(end, last):
    lines = [b"", ENOUGH, b"   ", b"\xff\xfe", b"", ENOUGH, b"{"]
    code, out, _ = run("check", "--answers", "-", stdin=end.join(lines) + last)
    told = [json.loads(line) for line in out.splitlines()]

    assert code == 2
    assert [each.get("may_begin") for each in told] == [True, None, True, None]
    assert [told[at]["error"]["line"] for at in (1, 3)] == [4, 7]


def test_a_line_that_is_not_text_is_refused_and_the_next_one_is_judged():
    _, out, _ = run("check", "--answers", "-", stdin=b"\xc3\x28\n" + ENOUGH)
    refused, judged = (json.loads(line) for line in out.splitlines())

    assert refused["error"]["field"] is None
    assert "UTF-8" in refused["error"]["fix"]
    assert judged["may_begin"]


@pytest.mark.parametrize("letter", [b"x", b" ", b"\r", b"["])
@pytest.mark.parametrize("size", [MOST_BYTES + 2, 2_000_000, 3 * MOST_BYTES])
def test_a_line_over_a_million_bytes_is_one_refusal_whatever_is_in_it(letter, size):
    _, out, _ = run("check", "--answers", "-", stdin=letter * size + b"\n" + ENOUGH)
    told = [json.loads(line) for line in out.splitlines()]

    assert told[0]["error"]["line"] == 1
    assert "million bytes" in told[0]["error"]["fix"]
    assert told[1]["may_begin"]
    assert len(told) == 2


def test_a_line_of_just_a_million_bytes_is_judged():
    line = ENOUGH.ljust(MOST_BYTES)
    code, out, _ = run("check", "--answers", "-", stdin=line + b"\r\n" + line)

    assert code == 0
    assert [json.loads(line)["may_begin"] for line in out.splitlines()] == [True, True]


def test_no_lines_at_all_are_all_judged():
    assert run("check", "--answers", "-") == (0, "", "")


@pytest.mark.parametrize("command", ["plan", "guide"])
def test_only_check_reads_standard_input(command):
    code, out, err = run(command, "--answers", "-", stdin=ENOUGH)

    assert (code, out) == (2, "")
    assert "--answers" in err
