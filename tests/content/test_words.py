"""What words may not do, and what they may: each claim, each length, each sign for the voice."""

import re

import pytest

from instep.adapters.content import SHIPPED
from instep.adapters.content.reading import grade, sentences, words
from instep.adapters.content.table import read_table
from instep.adapters.content.words import (
    ALLOWED,
    BANNED,
    GLOSSARY,
    SHORTENED,
    UNITS,
    easy_words,
    problems_in_page,
    problems_in_sentences,
    problems_in_spoken,
)

CONTENT = " ".join(
    file.read_text(encoding="utf-8").lower()
    for file in sorted(SHIPPED.rglob("*en.toml"))
    if file.name != GLOSSARY
)
TERMS = read_table(SHIPPED, GLOSSARY).rest()


def faults(problems):
    return [problem.what for problem in problems]


# -- Claims ------------------------------------------------------------------------------------

CLAIMS = """
This app can diagnose an ulcer.
It gives you a diagnosis.
The camera detects sores.
It monitors your feet.
An alarm goes to your nurse.
Massage treats neuropathy.
A treatment for sore feet.
Well-treated feet.
A gentle therapy.
Its therapeutic touch.
An old remedy.
It cures numb feet.
It may heal nerves.
Healing hands.
It prevents sores.
For prevention.
It relieves neuropathy.
Pain relief at home.
It alleviates the burn.
It eases your nerve pain.
It can reduce numbness.
Soothing foot pain.
It stops the burning.
It restores feeling.
You regain touch.
It brings the feeling back.
It gives you back feeling.
It can reverse the harm.
It repairs your nerves.
It wakes up tired nerves.
It improves circulation.
It boosts the blood flow.
Better blood flow in your feet.
It is good for your circulation.
It helps your blood supply.
Your circulation will improve.
It gets the blood moving.
More perfusion.
It is clinically proven.
A medically tested oil.
It is proven.
We guarantee it.
A miracle for feet.
It will detox you.
It flushes out toxins.
A reflex zone of the liver.
Reflexology for feet.
It opens the meridians.
""".strip().splitlines()


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_is_refused_in_any_case_and_says_what_to_write(claim):
    for text in (claim, claim.upper(), f"Sit down. {claim} Rest well."):
        found = list(problems_in_sentences(text))

        assert len(found) == 1, found
        assert found[0].what.startswith("claims too much")
        assert found[0].fix.startswith("Say ")


def test_every_banned_pattern_is_shown_above():
    for pattern in BANNED:
        unseen = {claim: say for claim, say in BANNED.items() if claim != pattern}

        assert any(not _caught(claim, unseen) for claim in CLAIMS), pattern


def _caught(text, patterns):
    return any(re.search(rf"\b(?:{claim})\b", text, re.IGNORECASE) for claim in patterns)


@pytest.mark.parametrize(
    "text",
    [
        "It is not a doctor.",
        "Your heel rests on the towel.",
        "Have you had radiotherapy or chemotherapy?",
        "Is your foot secure on the pad?",
        "A healthy foot and a clear head.",
        "Was the blood flow in your feet checked, and was it good?",
        "Your helper looks at the blood on the sock.",
        "Platelets help blood to clot.",
        "If pain comes, stop.",
        "Sharp pain or calf pain means stop, and say so.",
        "Night pain that eases when the leg hangs down.",
        "Open skin does not close well when blood flow is poor.",
        "Foot massage may lower pain scores for some.",
        "The proof is weak.",
        "A traditional point, not tested for this.",
    ],
)
def test_what_is_harmless_and_true_may_be_said(text):
    assert faults(problems_in_sentences(text)) == []


@pytest.mark.parametrize("phrase", ALLOWED)
def test_an_exception_is_only_made_for_words_the_content_uses(phrase):
    assert phrase in CONTENT


def test_an_exception_does_not_excuse_the_rest_of_its_sentence():
    text = "Massage may lower pain scores for some, and it cures the rest."

    assert faults(problems_in_sentences(text)) == ["claims too much: 'cures'"]


# -- Length ------------------------------------------------------------------------------------


def test_fifteen_words_are_a_sentence_and_sixteen_are_two():
    fifteen = "Toe" + " toe" * 14

    assert faults(problems_in_sentences(f"{fifteen}. {fifteen}?")) == []
    (found,) = problems_in_sentences(f"Look. {fifteen} toe. Rest.")
    assert found.what == "'Toe toe toe toe toe toe ...' has 16 words, and 15 is the most"
    assert "two" in found.fix


def test_each_long_sentence_is_named_by_its_first_words():
    long = " ".join(["ball"] * 16)

    assert len(faults(problems_in_sentences(f"Heel {long}. Arch {long}."))) == 2


# -- Grade -------------------------------------------------------------------------------------

HARD = "Consult a medical professional immediately regarding unusual discolouration."


def test_a_hard_page_is_refused_and_its_hard_words_are_named():
    (found,) = problems_in_page(f"Rest. {HARD}", grade_at_most=4.0, easy=frozenset())

    assert "4 is the most" in found.what
    assert "discolouration" in found.fix
    assert "rest" not in found.fix
    assert "'Consult a medical professional immediately regarding ...'" in found.fix


def test_a_page_just_at_its_grade_may_ship():
    exact = grade(HARD)

    assert faults(problems_in_page(HARD, grade_at_most=exact, easy=frozenset())) == []
    assert faults(problems_in_page(HARD, grade_at_most=exact - 0.001, easy=frozenset()))


def test_a_medical_word_of_the_glossary_weighs_as_little_as_a_short_one():
    easy = easy_words(SHIPPED)

    assert grade("Do you have osteoporosis?", easy) == grade("Do you have gout?")
    assert grade("G6PD deficiency or varicose veins", easy) < 4


# -- Glossary ----------------------------------------------------------------------------------


@pytest.mark.parametrize("term", TERMS)
def test_a_medical_word_is_only_excused_because_the_content_needs_it(term):
    for word in words(term.lower()):
        assert word in CONTENT, f"{word} is not used: take it out of the glossary"


@pytest.mark.parametrize(("term", "line"), TERMS.items())
def test_a_medical_word_is_explained_in_a_line_that_is_itself_plain(term, line):
    easy = easy_words(SHIPPED)

    assert 1 <= len(sentences(line)) <= 2
    assert faults(problems_in_sentences(line)) == []
    assert grade(line, easy) <= 5, grade(line, easy)
    assert term.lower() not in line.lower(), "it may not explain itself"


def test_the_glossary_stays_short():
    assert len(TERMS) <= 60


# -- The voice ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rub 10 times.", "'10'"),
        ("At 36.5 degrees.", "'36.5'"),
        ("Warm a few ml of oil.", "'ml'"),
        ("Two cm up the foot.", "'cm'"),
        ("One kg.", "'kg'"),
        ("Rest for one min.", "'min'"),
        ("Thirty-six °C.", "'°C'"),
        ("One % of scent.", "'%'"),
        ("Use a pad, e.g. a soft one.", "'e.g.'"),
        ("The ball, i.e. the soft one.", "'i.e.'"),
        ("Toes, heel etc.", "'etc'"),
        ("Slow: and soft.", "':'"),
        ("Slow (and soft).", "'('"),
        ("Heel/ball.", "'/'"),
        ("Say “stop”.", "'“'"),
        ("Your {name} foot.", "'{'"),
        ("A soft café.", "'é'"),
        ("Heel\nand toe.", r"'\n'"),
        ("Slow — and soft.", "'—'"),
    ],
)
def test_what_a_voice_cannot_say_is_refused_with_what_to_write(text, named):
    found = list(problems_in_spoken(text))

    assert named in found[0].what
    assert found[0].fix


def test_a_number_with_its_unit_is_named_twice_and_no_more():
    assert faults(problems_in_spoken("Under 37 °C, please.")) == [
        "has the digits '37'",
        "has the short form '°C'",
    ]
    assert len(faults(problems_in_spoken("Take 5ml."))) == 2


@pytest.mark.parametrize("short", [*UNITS, *SHORTENED])
def test_every_short_form_is_caught_in_small_and_large_letters(short):
    for text in (f"Put one {short} there", f"Put one {short.upper()} there"):
        (found,) = problems_in_spoken(text)

        assert short in found.what.lower()
        assert {**UNITS, **SHORTENED}[short] in found.fix


@pytest.mark.parametrize(
    "text",
    [
        "Now your {side} foot.",
        "Don't press. Is it warm? Good! Rest, then… thirty-seven.",
        "Mind the minutes, a seccond glance, a single mint and a thick mat.",
    ],
)
def test_plain_letters_and_pauses_can_be_spoken(text):
    assert faults(problems_in_spoken(text)) == []
