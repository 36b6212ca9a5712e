"""``instep content check``: each kind of refusal, on its file, key and line, with its fix."""

from pathlib import Path

import pytest

from instep.__main__ import main
from instep.adapters.content import SHIPPED
from instep.adapters.content.check import Found, check_content
from instep.adapters.content.seal import write_seal
from tests.changing import change

RULES, QUESTIONS = "safety/rules.toml", "safety/questions.toml"
RULES_EN, QUESTIONS_EN = "safety/rules.en.toml", "safety/questions.en.toml"
ROLL, ROLL_EN = "techniques/ball_roll/technique.toml", "techniques/ball_roll/en.toml"
LOOK_EN = "techniques/skin_look/en.toml"
LONG = "A foot and a toe and a heel and a ball and an arch and nail."
HARD = "Immediately consult a professional regarding discolouration."


def line_with(content: Path, name: str, marker: str) -> int:
    """The first line of a file that holds a text."""
    lines = (content / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if marker in line)


def test_what_ships_has_nothing_to_mend():
    assert [str(found) for found in check_content(SHIPPED)] == []


# What is changed; then the key path, a text on the line that must be named, and words of the
# complaint and of its fix.
REFUSALS = {
    # -- A missing source
    "a rule without a source": (
        (RULES, 'source = ["rule-clot"]', ""),
        ("R04a source", "[R04a]", "is missing", "Add source"),
    ),
    "a rule with a source nobody knows": (
        (RULES, '"rule-clot"', '"my-aunt"'),
        ("R04a source", '"my-aunt"', "not in sources.toml", "Add it there"),
    ),
    "a number without a source": (
        (ROLL, 'lengths = [60, 90, 120]\nsource = ["dose-table", "judgement"]', "lengths = [60]"),
        ("seconds source", "[seconds]", "is missing", "Add source"),
    ),
    "a technique with a source nobody knows": (
        (ROLL, '"rolling-absence"', '"my-aunt"'),
        ("source", "source = [", "'my-aunt' is not in sources.toml", "Add it there"),
    ),
    # -- An unknown key
    "a key of a rule that nothing reads": (
        (RULES, "[R04a]", '[R04a]\nseverity = "high"'),
        ("R04a severity", "severity", "is not a known key", "Take it out"),
    ),
    "a key of a question that nothing reads": (
        (QUESTIONS, "[today.calf]", "[today.calf]\nhurry = true"),
        ("today calf hurry", "hurry", "is not a known key", "Take it out"),
    ),
    "a key of a technique that nothing reads": (
        (ROLL, "[suits]", "[suits]\nrelax = 3"),
        ("suits relax", "relax", "is not a known key", "Take it out"),
    ),
    "words of a technique that nothing reads": (
        (ROLL_EN, "watch_for = [", 'watch_four = ["No."]\nwatch_for = ['),
        ("watch_four 0", "watch_four", "is not a known key", "mend its spelling"),
    ),
    "words of a question that is not asked": (
        (QUESTIONS_EN, "[calf]", '[claf]\nask = "Does it hurt?"\n\n[calf]'),
        ("claf ask", 'ask = "Does it hurt?"', "is not a known key", "mend its spelling"),
    ),
    "words for an answer that cannot be given": (
        (QUESTIONS_EN, "never = ", 'sometimes = "now and then", never = '),
        ("chemo values sometimes", "sometimes", "is not an answer", "mend its spelling"),
    ),
    "words of a rule that is not there": (
        (RULES_EN, "[R04a]", '[R99]\ntext = "Stop."\n\n[R04a]'),
        ("R99 text", 'text = "Stop."', "is not a known key", "mend its spelling"),
    ),
    "words for something to mind that no rule asks": (
        ("safety/verdict.en.toml", "[musts]", '[musts]\nhop = "Hop."'),
        ("musts hop", "hop =", "is not a known key", "mend its spelling"),
    ),
    "a pressure that must not exist": (
        ("pressure.en.toml", "3 = ", '4 = "Harder."\n3 = '),
        ("4", "Harder", "is not a known key", "Take it out"),
    ),
    "words on the screen that nothing shows": (
        ("evening.en.toml", "saved =", 'saved_twice = "Kept."\nsaved ='),
        ("saved_twice", "saved_twice", "is not a known key", "mend its spelling"),
    ),
    # -- Words that are missing, or are not words
    "a question without its help": (
        (QUESTIONS_EN, 'help = "Any type counts.', 'help_ = "Any type counts.'),
        ("diabetes help", "[diabetes]", "has no words", "Write them"),
    ),
    "a technique without its name": (
        (ROLL_EN, 'name = "Soft ball roll"', ""),
        ("name", None, "has no words", "Write them"),
    ),
    "a number in place of words": (
        (ROLL_EN, 'why = "', 'why = 7 # "'),
        ("why", "why = 7", "is not words", "Write a text"),
    ),
    # -- A sentence over fifteen words
    "a long sentence in a question": (
        (QUESTIONS_EN, 'ask = "Has a doctor said you have diabetes?"', f'ask = "{LONG}"'),
        ("diabetes ask", LONG, "has 16 words", "Cut it in two"),
    ),
    "a long sentence in an answer": (
        ("safety/verdict.en.toml", 'now = "Call the maternity unit now."', f'now = "{LONG}"'),
        ("contact_lines maternity now", LONG, "has 16 words", "Cut it in two"),
    ),
    "a long sentence in a list": (
        (ROLL_EN, '    "Put the ball away before you stand up.",\n]', f'    "{LONG}",\n]'),
        ("watch_for 6", LONG, "has 16 words", "Cut it in two"),
    ),
    # -- A page that is too hard
    "a safety page over grade 4": (
        (RULES_EN, 'text = "That foot or ankle needs more time.', f'text = "{HARD}'),
        ("R10", "[R10]", "4 is the most", "immediately"),
    ),
    "a safety technique over grade 4": (
        (LOOK_EN, 'why = "Numb feet', f'why = "{HARD} {HARD} {HARD} {HARD} {HARD} Numb feet'),
        ("why", "why =", "4 is the most", "professional"),
    ),
    "a technique over grade 5": (
        (ROLL_EN, 'why = "Your', f'why = "{" ".join([HARD] * 9)} Your'),
        ("why", "why =", "5 is the most", "professional"),
    ),
    "a spoken telling over its grade": (
        (ROLL_EN, '    "If they push or lean', f'    "{" ".join([HARD] * 9)}",\n    "If they push'),
        ("helper", "[helper]", "5 is the most", "discolouration"),
    ),
    # -- What a voice cannot say
    "a digit that is to be spoken": (
        (ROLL_EN, '"A sharp pain or a cramp', '"After 2 rolls, a sharp pain or a cramp'),
        ("alone do 4", "After 2 rolls", "'2'", "in words"),
    ),
    "a unit that is to be spoken": (
        ("guide.en.toml", 'half = "Half way."', 'half = "Half a min."'),
        ("half", "Half a min", "'min'", "minutes"),
    ),
    "a digit in how hard": (
        ("pressure.en.toml", "No weight.", "About 0 weight."),
        ("0", "About 0", "'0'", "in words"),
    ),
    "a digit in a name that is spoken": (
        (ROLL_EN, 'name = "Soft ball roll"', 'name = "Roll no. 7"'),
        ("name", "Roll no. 7", "'7'", "in words"),
    ),
    "a digit in the name of a zone": (
        ("zones.en.toml", 'name = "the big toe"', 'name = "toe 1"'),
        ("toe_1 name", 'name = "toe 1"', "'1'", "in words"),
    ),
    "a digit in the line that is spoken over the drops": (
        ("oils/en.toml", 'spoken = "Count the drops one by one.', 'spoken = "Count to 20.'),
        ("drops spoken", "Count to 20", "'20'", "in words"),
    ),
    "a sign that cannot be spoken": (
        (ROLL_EN, 'begin = "Stay seated. Put', 'begin = "Stay seated: put'),
        ("alone begin", "Stay seated: put", "':'", "letters"),
    ),
    # -- A claim
    "a claim on a technique": (
        (ROLL_EN, "Your hands can rest", "It boosts blood flow. Your hands can rest"),
        ("why", "boosts", "'boosts blood flow'", "Say what the hands do"),
    ),
    "a claim in a finding": (
        (RULES_EN, "That leg and foot are left alone.", "That foot has to heal."),
        ("R18 text", "to heal", "'heal'", 'Say "close"'),
    ),
    "a claim in the answer for today": (
        ("safety/verdict.en.toml", "This comes first.", "We detect a clot."),
        ("actions EMERGENCY line", "We detect", "'detect'", "Say what is seen"),
    ),
    "a claim in the glossary": (
        ("glossary.en.toml", "Fits that come back.", "It can be treated."),
        ("epilepsy", "treated", "'treated'", "Say what"),
    ),
    "a claim of a scent": (
        ("oils/en.toml", "A cool, sharp scent.", "A proven scent."),
        ("oils peppermint line", "proven", "'proven'", "Say what a trial saw"),
    ),
    # -- An id used twice
    "a rule used twice": (
        (RULES, "[R04b]", '[R04a]\nwhen = ["calf"]\n\n[R04b]'),
        ("R04a", 2, "is an id used twice", "name of its own"),
    ),
    "a question used twice in one part": (
        (QUESTIONS, "[today.calf]", "[today.chest]\n\n[today.calf]"),
        ("today chest", 2, "is an id used twice", "name of its own"),
    ),
    "a question used twice, about and today": (
        (QUESTIONS, "[today.chest]", "[today.adult]"),
        ("today adult", "[today.adult]", "is an id used twice", "name of its own"),
    ),
    "words used twice": (
        (ROLL_EN, "why =", 'name = "Roll"\nwhy ='),
        ("name", 2, "is an id used twice", "take one of them out"),
    ),
    # -- A zone that does not exist
    "a technique on a zone that is not there": (
        (ROLL, '"arch_outer"', '"sole"'),
        ("zones", "zones = [", "'sole' is not known", "Use one of: heel"),
    ),
    "a question about a zone that is not there": (
        (QUESTIONS, 'values = [\n    "heel"', 'values = [  # here\n    "heal"'),
        ("today sore_patch_zones values", "# here", "is not a zone", "zones.toml"),
    ),
    "a name for a zone that is not there": (
        ("zones.en.toml", "[heel]", '[shin]\nname = "the shin"\n\n[heel]'),
        ("shin name", "the shin", "is not a known key", "mend its spelling"),
    ),
    # -- TOML itself
    "a quote that is not closed": (
        (ROLL_EN, 'name = "Soft ball roll"', 'name = "Soft ball roll'),
        ("", "Soft ball roll", "is not TOML", "Mend that line"),
    ),
    "a condition on a word nobody says": (
        (QUESTIONS, '["under_6_months", "now"]', '["soon"]'),
        ("about platelets asked_when", '"soon"', "is not an answer", "Mend the word"),
    ),
}
"""2 in place of a text is the line where the same key comes a second time; None is the first line,
for a key that is gone and stood in no table."""


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_one_thing_is_broken_and_is_named_and_no_other_file_is_blamed(content, refusal):
    (name, old, new), (path, marker, what, fix) = refusal
    change(content, name, old, new)
    write_seal(content)  # as an author would, after a review
    found = check_content(content)
    first = found[0]

    assert (name, tuple(path.split())) == (first.file, first.path)
    assert _line(content, name, path, marker) == first.line
    assert what in first.what
    assert fix in first.fix
    assert {name} == {each.file for each in found}


def _line(content, name, path, marker):
    if marker is None:
        return 1
    if isinstance(marker, str):
        return line_with(content, name, marker)
    lines = (content / name).read_text(encoding="utf-8").splitlines()
    starts = (f"[{path.replace(' ', '.')}]", f"{path.split()[-1]} =")
    return [number for number, line in enumerate(lines, 1) if line.startswith(starts)][marker - 1]


def test_a_changed_safety_file_is_refused_until_it_is_sealed_again(content):
    change(content, RULES, "[R04a]", "# a change\n[R04a]")
    (found,) = check_content(content)

    assert (found.file, found.line) == (RULES, 1)
    assert "instep content seal" in found.fix


def test_what_is_broken_comes_first_and_the_words_are_still_read(content):
    change(content, ROLL, '"arch_outer"', '"sole"')
    change(content, ROLL_EN, "why =", "why = =")
    change(content, LOOK_EN, "Numb feet may not tell you", "We detect")
    change(content, "guide.en.toml", "Half way.", "1/2.")
    found = check_content(content)

    assert [each.file for each in found] == [ROLL, ROLL_EN, "guide.en.toml", LOOK_EN]


def test_every_language_file_that_is_gone_is_named(content):
    for name in ("guide.en.toml", "ask.en.toml", LOOK_EN):
        (content / name).unlink()
    found = check_content(content)

    assert {"guide.en.toml", "ask.en.toml", LOOK_EN} == {each.file for each in found}
    assert {"Put the file back."} == {each.fix for each in found}


def test_without_the_glossary_no_page_is_called_hard(content):
    (content / "glossary.en.toml").unlink()
    (found,) = check_content(content)

    assert (found.file, found.what) == ("glossary.en.toml", "is not there")


def test_a_file_that_ends_too_soon_is_named_at_its_end(content):
    whole = (content / ROLL_EN).read_text()
    (content / ROLL_EN).write_text(whole.rstrip().removesuffix("]"))
    (found,) = check_content(content)

    assert (ROLL_EN, whole.count("\n")) == (found.file, found.line + 1)
    assert "is not TOML" in found.what


def test_a_label_does_not_run_on_into_the_next_sentence(content):
    sentence = "Look at your feet and at each toe and tell me what you see. "
    text = (content / ROLL_EN).read_text()
    pair = f'    "the toes and the heel and the ball",\n    "{sentence}",\n'
    (content / ROLL_EN).write_text(text.replace("watch_for = [\n", f"watch_for = [\n{pair * 2}", 1))

    assert check_content(content) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    (found,) = check_content(tmp_path / "nowhere")

    assert "is not a folder" in found.what
    assert found.line == 1


@pytest.mark.parametrize("name", ["safety/questions.toml", "zones.en.toml", "guide.en.toml"])
def test_a_file_that_is_not_text_is_named(content, name):
    (content / name).write_bytes(b"\xff\xfe")
    write_seal(content)
    found = check_content(content)

    assert {name} == {each.file for each in found}
    assert "UTF-8" in found[0].fix


def test_a_complaint_is_one_line_that_an_editor_can_jump_to():
    found = Found("guide.en.toml", ("ready", "two"), 17, "is wrong", "Mend it.")

    assert str(found) == "guide.en.toml:17: ready.two: is wrong. Mend it."
    assert str(Found("a.toml", (), 1, "is wrong", "Mend it.")) == "a.toml:1: is wrong. Mend it."


def test_the_command_prints_each_complaint_and_ends_with_two(content, capsys):
    change(content, ROLL_EN, "Your hands can rest", "It heals nerves. Your hands can rest")
    change(content, "guide.en.toml", "Half way.", "Half of 2.")
    code = main(["content", "check", str(content)])
    said = capsys.readouterr()

    assert code == 2
    assert said.out == "2 to mend.\n"
    first, second = said.err.splitlines()
    assert first.startswith("guide.en.toml:4: half: has the digits '2'.")
    assert second.startswith(f"{ROLL_EN}:6: why: claims too much: 'heals'.")


def test_the_command_is_content_with_what_ships(capsys):
    assert main(["content", "check"]) == 0
    assert capsys.readouterr().out == "The content is in order.\n"
