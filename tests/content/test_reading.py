"""How hard a text is to read, counted by hand, by us, and by textstat."""

import sys
import tomllib
from types import ModuleType

import pytest

from instep.adapters.content import SHIPPED
from instep.adapters.content.language import flat
from instep.adapters.content.reading import grade, sentences, syllables, words

FILES = sorted({*SHIPPED.rglob("*.en.toml"), *SHIPPED.rglob("en.toml")})


# -- By hand -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Stop. Look at your feet.", 2),
        ("Does it hurt? Then stop! Rest…", 3),
        ("At most 0.5 percent.", 1),
        ("Call at 9 a.m. or later.", 1),
        ("Ask Dr. Lee first.", 1),
        ("still hands\n\nrubbing", 2),
        ('"Does it hurt?" they ask.', 1),
        ("...", 0),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_would_breathe(text, count):
    assert count == len(sentences(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Your helper's hand-foot touch.", ["Your", "helper's", "hand-foot", "touch"]),
        ("33 to 36 °C, or 0.5 %", ["33", "to", "36", "C", "or", "0.5"]),
        ("Don’t — please", ["Don’t", "please"]),
    ],
)
def test_a_word_is_what_is_said_in_one_go(text, said):
    assert said == words(text)


BEATS = {
    1: "foot toes heel rubbed soles moved walked eyes height clothes breathe tongue 37 don't I'll",
    2: "ankle needed patches numbness swollen handled guideline barefoot something isn't nurse's",
    3: "anyone idea area nobody doing-so physio tomorrow peppermint puffier",
    4: "diabetes emergency thermometer dialysis amputation",
    5: "chemotherapy oxaliplatin",
    6: "osteoporosis radiotherapy",
}


@pytest.mark.parametrize(
    ("word", "beats"), [(word, beats) for beats, all in BEATS.items() for word in all.split()]
)
def test_a_word_has_as_many_beats_as_it_is_said_with(word, beats):
    assert beats == syllables(word)


def test_a_word_of_the_glossary_has_one_beat_in_all_its_forms():
    easy = frozenset(("platelet", "diabetes"))

    assert {1} == {syllables(word, easy) for word in ("platelets", "Platelet", "platelet's")}
    assert syllables("Diabetes", easy) == 1
    assert syllables("thermometer", easy) == 4


def test_the_grade_is_the_one_worked_out_by_hand():
    text = "Look at the sole of your foot. A blister means stop."  # 11 words, 2 sentences, 12 beats

    assert grade(text) == pytest.approx(0.39 * 11 / 2 + 11.8 * 12 / 11 - 15.59)
    assert grade("") == 0.0


def test_longer_words_and_longer_sentences_are_harder():
    assert grade("See a doctor today.") < grade("Consult a physician immediately.")
    assert grade("Sit. Rest. Look.") < grade("Sit rest look.")


# -- By textstat -------------------------------------------------------------------------------

SAME_AT_LEAST = 0.97
"""Share of the distinct words on which textstat, or a person in its place, counts as we do."""

JUDGED = {
    # textstat hyphenates: it never parts a single letter from a word, nor most short endings.
    1: "",
    2: """
        able about above again against ago alone along amount any april asleep awake away basin
        blotchy body bony bumpy bunion cedar chilblain colour coloured delete deletes dizzy drowsy
        easy enough even evening evenings faster fever frozen heater helper helper's itchy largest
        long-term longer many minute oily open opened opens over platelet platelets puffy ready
        rosa seizure sleepy steady steroids swelling swollen tablets tiny tonight unit very warmer
        wavy wheezes
    """,
    3: """
        anyone anything arthritis aspirin atrial battery camera celsius coconut deleted diary
        eczema eleventh fahrenheit heparin insulin medicine neutrophils nobody out-of-hours oxygen
        puffier rheumatoid rosemary sedative surgery thirty-six thirty-three twenty-eighth
        twenty-ninth twenty-sixth
        twenty-third usual varicose warfarin
    """,
    4: """
        apixaban centimetres clopidogrel diabetes dialysis emergency epilepsy february january
        television thermometer
    """,
    5: "chemotherapy oxaliplatin",
    6: "osteoporosis radiotherapy",
}
"""Words read aloud by a person, and held against the CMU dictionary where it has them: we are
right and textstat is not. Three are said in two ways: aspirin, camera and medicine with two or
three beats; we count the slower one."""

LETTERS = {"ml": 2, "cm": 2, "pd": 2, "year-month-day": 3}
"""Said letter by letter, or with a hyphen that textstat takes for a letter."""

RIGHT = {word: beats for beats, all in JUDGED.items() for word in all.split()} | LETTERS


@pytest.fixture(scope="module")
def textstat():
    """textstat 0.7.4, unrounded. It asks for pkg_resources, which newer setuptools do not have,
    but counting needs none of it; an empty stand-in keeps its deprecation warning away too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pkg_resources", ModuleType("pkg_resources"))
        from textstat.textstat import textstatistics
    counter = textstatistics()
    counter.set_rounding(rounding=False)
    return counter


@pytest.fixture(scope="module")
def distinct():
    """Every word the content says, once; numbers are not words here."""
    texts = " ".join(text for page in pages().values() for text in page)
    return {word.lower() for word in words(texts) if word[0].isalpha()}


def pages():
    """The texts of each file, and of each table of a file."""
    found = {}
    for file in FILES:
        name = file.relative_to(SHIPPED).as_posix()
        for key, text in flat("", tomllib.loads(file.read_text(encoding="utf-8")), name).items():
            table = key.split(".")[1] if key.count(".") > 1 else ""
            found.setdefault((name, table), []).append(text)
    return {page: [text for text in texts if words(text)] for page, texts in found.items()}


def by_textstat(textstat, texts):
    """Its grade of a page; a label without a full stop is given one, so that it ends there too."""
    ended = [text if text.rstrip()[-1] in ".?!" else f"{text}." for text in texts]
    return textstat.flesch_kincaid_grade(" ".join(ended))


def ours(texts):
    return grade("\n\n".join(texts))


def test_textstat_and_we_count_the_same_beats(textstat, distinct):
    agreed = {word for word in distinct if syllables(word) == textstat.syllable_count(word)}
    judged = {word for word in distinct - agreed if RIGHT.get(word) == syllables(word)}

    assert len(agreed) >= 0.88 * len(distinct)
    assert len(agreed | judged) >= SAME_AT_LEAST * len(distinct), sorted(distinct - agreed - judged)


def test_where_we_differ_a_person_has_judged_and_we_are_the_stricter(textstat):
    stricter = {word for word in RIGHT if syllables(word) > textstat.syllable_count(word)}

    assert {word: syllables(word) for word in RIGHT} == RIGHT
    assert {"year-month-day"} == set(RIGHT) - stricter


def test_the_grade_of_a_page_is_close_to_textstats_and_rather_harder(textstat):
    """Over all pages half a grade harder, at most 0.8 apart; no long page is a grade apart."""
    sizes = {page: len(words(" ".join(texts))) for page, texts in pages().items()}
    apart = {
        page: ours(texts) - by_textstat(textstat, texts)
        for page, texts in pages().items()
        if sizes[page] >= 10
    }
    long = [difference for page, difference in apart.items() if sizes[page] >= 100]
    mean = sum(apart.values()) / len(apart)

    assert 0 <= mean <= 0.6
    assert sum(map(abs, apart.values())) / len(apart) <= 0.8
    assert max(apart.values()) <= 4.0  # the page of oxaliplatin, a word of five beats
    assert long
    assert all(abs(difference) <= 1.0 for difference in long)


def test_with_the_judged_words_set_right_the_grade_is_textstats_to_half_a_grade(textstat):
    """Wherever it sees the same words: its beats, and our sentences (it skips those of two)."""
    compared = 0
    for page, texts in pages().items():
        text = "\n\n".join(texts)
        said = words(text)
        if len(said) < 10 or len(said) != textstat.lexicon_count(text):
            continue
        compared += 1
        beats = sum(RIGHT.get(word.lower(), textstat.syllable_count(word)) for word in said)
        theirs = 0.39 * len(said) / len(sentences(text)) + 11.8 * beats / len(said) - 15.59

        assert grade(text) == pytest.approx(theirs, abs=0.5), page
    assert compared >= 0.8 * len(pages())
