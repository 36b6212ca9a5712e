"""Broken content, in every way we could think of: nothing is offered, and the fault is named."""

import shutil

import pytest

from instep.adapters.content import ContentBroken, load
from instep.adapters.content.seal import SEALED, write_seal
from tests.changing import change

RULES, QUESTIONS, LIMITS = "safety/rules.toml", "safety/questions.toml", "safety/limits.toml"
OILS, ZONES, FOOT = "oils/oils.toml", "zones.toml", "drawn_foot.toml"
ROLL = "techniques/ball_roll/technique.toml"
CIRCLES = "techniques/sole_circles"


def test_what_ships_is_sound(content):
    assert load(content).version == load().version


@pytest.mark.parametrize("name", [*SEALED, "safety/seal.toml", "sources.toml", "guide.en.toml"])
@pytest.mark.parametrize("fault", ["missing", "empty", "cut short", "not text", "not TOML"])
def test_a_file_that_is_missing_or_damaged_stops_everything(content, name, fault):
    file = content / name
    whole = file.read_bytes()
    broken = {
        "empty": b"",
        "cut short": whole[: len(whole) // 2],
        "not text": b"\xff\xfe" + whole,
        "not TOML": whole + b"\n[",
    }
    if fault == "missing":
        file.unlink()
    else:
        file.write_bytes(broken[fault])

    with pytest.raises(ContentBroken):
        load(content)


@pytest.mark.parametrize("name", SEALED)
def test_a_safety_file_that_was_changed_without_a_review_stops_everything(content, name):
    file = content / name
    file.write_text(file.read_text() + "# a change\n")

    with pytest.raises(ContentBroken, match="sealed"):
        load(content)


def test_content_of_another_format_stops_everything(content):
    change(content, "safety/seal.toml", "format = 1", "format = 2")

    with pytest.raises(ContentBroken, match="another version"):
        load(content)


FAULTS = {
    "a fact nobody knows": (RULES, '["calf"]', '["claf"]', "not a fact"),
    "a rule without a source": (RULES, 'source = ["rule-clot"]', "source = []", "source"),
    "a source nobody knows": (RULES, '"rule-clot"', '"my-aunt"', "sources.toml"),
    "an action nobody knows": (RULES, 'action = "URGENT"', 'action = "SOON"', "SOON"),
    "a call for care that stops nothing": (
        RULES,
        'action = "FOOT_TEAM"\nstops = "session"',
        'action = "FOOT_TEAM"\nstops = "side"',
        "session",
    ),
    "a stop that does not say what": (
        RULES,
        'action = "STOP"\nstops = "side"',
        'action = "STOP"',
        "stops",
    ),
    "a group nobody knows": (RULES, '"ROL"', '"ROLL"', "ROLL"),
    "a must nobody knows": (RULES, '"stay_off_foot"', '"hop"', "hop"),
    "a pressure that must not exist": (RULES, "pressure_at_most = 2", "pressure_at_most = 4", "4"),
    "a pressure that is not a number": (
        RULES,
        "pressure_at_most = 2",
        "pressure_at_most = nan",
        "nan",
    ),
    "a minute too many": (RULES, "minutes_per_foot = 8", "minutes_per_foot = 16", "16"),
    "a key nobody reads": (RULES, "[R03]", '[R03]\nseverity = "high"', "severity"),
    "the row that asks is gone": (RULES, "[ASK]", "[ASKED]", "when"),
    "a kind nobody knows": (QUESTIONS, 'kind = "sided"', 'kind = "slided"', "slided"),
    "a condition on nothing": (QUESTIONS, 'question = "chemo"', 'question = "chem"', "chem"),
    "a condition on a word nobody says": (
        QUESTIONS,
        'among = ["under_6_months", "now"]',
        'among = ["soon"]',
        "soon",
    ),
    "a question both about and today": (QUESTIONS, "[today.chest]", "[today.adult]", "twice"),
    "a zone that is not there": (QUESTIONS, '"heel"', '"heal"', "heal"),
    "an age that is not a number": (LIMITS, "about_days = 180", "about_days = inf", "about_days"),
    "a look that lasts too long": (LIMITS, "look_minutes = 30", "look_minutes = 31", "31"),
    "a bath too warm": (LIMITS, "warmest = 36.0", "warmest = 36.5", "36.5"),
    "too much oil": (OILS, "most_percent = 1.0", "most_percent = 1.1", "1.1"),
    "an oil the rules know better": (OILS, '"R24"]', "]", "R24"),
    "a seizure oil that was forgotten": (OILS, '"camphor", ', "", "rules name"),
    "a zone with another one's letter": (ZONES, 'letter = "i"', 'letter = "h"', "heel"),
    "a point in no zone": (ZONES, 'zone = "toe_1"', 'zone = "toe_6"', "toe_6"),
    "a picture and a map that differ": (FOOT, '"..111.22..', '"..111.22.', "size"),
    "a letter that is no zone": (FOOT, '"..111.22..', '"..Q11.22..', "Q"),
    "a point outside the picture": (FOOT, "[3, 4]", "[3, 40]", "outside"),
    "a technique that presses too hard": (ROLL, "usual = 2", "usual = 5", "5"),
    "a technique with a zone that is not there": (ROLL, '"heel"', '"sole"', "sole"),
    "a technique without a source": (ROLL, "source = [", 'sauce = ["judgement"]\nsource_ = [', ""),
    "a length that is not whole tens": (ROLL, "lengths = [60", "lengths = [55", "tens"),
    "a stroke nobody knows": (ROLL, 'stroke = "roll"', 'stroke = "stomp"', "stomp"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_content_is_named_and_nothing_is_offered(content, fault):
    name, old, new, named = fault
    change(content, name, old, new)
    write_seal(content)  # even a reviewed file must not hold this

    with pytest.raises(ContentBroken) as broken:
        load(content)
    assert named in str(broken.value)
    assert name == broken.value.file


def test_a_technique_without_words_stops_everything(content):
    change(content, f"{CIRCLES}/en.toml", "name =", "title =")

    with pytest.raises(ContentBroken, match="has no words"):
        load(content)


def test_a_technique_folder_without_its_files_stops_everything(content):
    (content / CIRCLES / "technique.toml").unlink()

    with pytest.raises(ContentBroken, match="is not there"):
        load(content)


def test_no_technique_at_all_stops_everything(content):
    shutil.rmtree(content / "techniques")

    with pytest.raises(ContentBroken, match="techniques"):
        load(content)


def test_two_sources_may_not_share_a_number(content):
    file = content / "sources.toml"
    file.write_text(file.read_text() + '\n[again]\nid = "C3"\ncite = "a"\nsays = "b"\n')
    file.write_text(file.read_text() + 'sure = "low"\nfound = "memory"\n')

    with pytest.raises(ContentBroken, match="has the id of"):
        load(content)


def test_an_exception_inside_a_rule_ends_with_nothing_offered(monkeypatch, capsys, tmp_path):
    from instep.__main__ import main
    from instep.core.safety import facts

    def broken(_: object) -> None:
        raise ZeroDivisionError("a rule fell over")

    monkeypatch.setattr(facts, "FACTS", {**facts.FACTS, "at_risk": broken})
    answers = tmp_path / "answers.json"
    answers.write_text("{}")
    code = main(["plan", "--answers", str(answers)])
    said = capsys.readouterr()

    assert code == 1
    assert said.out == ""
    assert "nothing is offered" in said.err


def test_a_day_far_in_the_future_makes_every_answer_stale(capsys, tmp_path):
    import json

    from instep.__main__ import main
    from tests.make import healthy

    sheet = healthy()
    sheet["about"]["asked_on"] = dict.fromkeys(sheet["about"], "2026-11-24")
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(sheet))

    assert main(["plan", "--on", "2126-01-01", "--answers", str(answers)]) == 3
    assert main(["plan", "--on", "2026-11-24", "--answers", str(answers)]) == 0
    capsys.readouterr()
