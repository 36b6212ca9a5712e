"""How hard a text is to read: its sentences, words and syllables, and its school grade.

The grade is Flesch and Kincaid's (Kincaid and others 1975, Navy report 8-75):
0.39 x words a sentence + 11.8 x syllables a word - 15.59. Grade 5 is a reader of about ten.
Syllables are counted as spoken, by spelling rules and a short list of words that break them.
"""

import re
import unicodedata

SHORT_FORMS = frozenset(("e.g.", "i.e.", "a.m.", "p.m.", "dr.", "mr.", "mrs.", "ms.", "st.", "vs."))
"""Words whose dot does not end a sentence."""

_BREAK = re.compile(r"\n\s*\n|(?<=[?!…·])\s+|(?<=[.?!…][\"'”’)\]])\s+(?![a-z])|(?<=\.)\s+(?![a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*|\d+(?:[.,:/]\d+)*", re.UNICODE)


def sentences(text: str) -> list[str]:
    """The text cut after each full stop, question mark and empty line; none without a word."""
    found: list[str] = []
    for piece in _BREAK.split(text):
        goes_on = found and found[-1].split()[-1].lower() in SHORT_FORMS
        if goes_on:
            found[-1] += " " + piece.strip()
        elif _WORD.search(piece):
            found.append(piece.strip())
    return found


def words(text: str) -> list[str]:
    """Each word and each number, in order; a word with a hyphen or an apostrophe is one."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def grade(text: str, easy: frozenset[str] = frozenset()) -> float:
    """The school grade of a whole text; 0 where it has no words. Easy words count as short."""
    said = words(text)
    if not said:
        return 0.0
    beats = sum(syllables(word, easy) for word in said)
    return 0.39 * len(said) / len(sentences(text)) + 11.8 * beats / len(said) - 15.59


def syllables(word: str, easy: frozenset[str] = frozenset()) -> int:
    """How many beats a word has when said; one for a number and for an easy word."""
    plain = _plain(word)
    if plain in easy or _singular(plain) in easy:
        return 1
    parts = [part for part in plain.split("-") if part]
    return max(1, sum(_beats_of_part(part, easy) for part in parts))


def _plain(word: str) -> str:
    """Small letters without accents, and one kind of hyphen and apostrophe."""
    spread = unicodedata.normalize("NFKD", word.lower())
    return re.sub("[^a-z'-]", "", re.sub("[‐‑]", "-", spread.replace("’", "'")))


def _singular(word: str) -> str:
    return re.sub("'s$|s'$|s$", "", word)


def _beats_of_part(part: str, easy: frozenset[str]) -> int:
    if part in easy or _singular(part) in easy:
        return 1
    stem, _, tail = part.partition("'")
    if tail in _TAILS:
        return _beats(stem) + _beats_of_tail(stem, tail)
    return sum(_beats(piece) for piece in part.split("'"))


def _beats_of_tail(stem: str, tail: str) -> int:
    """What 's, 't, 'll and the like add: nurse's and it'll have one beat more, skin's has not."""
    return int(_TAILS[tail] != "" and re.search(_TAILS[tail], stem) is not None)


def _beats(word: str) -> int:
    """The beats of one bare word: from the list, else by its spelling."""
    if not word:
        return 0
    return _listed(word) or _by_spelling(word)


def _listed(word: str) -> int:
    """The beats of a listed word, or of one with a common ending; 0 where neither is listed."""
    if word in ODD:
        return ODD[word]
    for ending, extra in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        for base in (stem, stem + "e", re.sub("i$", "y", stem)):
            if base in ODD:
                return ODD[base] + (_heard(base, ending) if extra is None else extra)
    return 0


def _heard(base: str, ending: str) -> int:
    """Whether -s or -ed is a beat of its own: only after a sound it would melt into."""
    melts = "[dt]e?$" if ending.endswith("d") else _HISS
    return int(re.search(melts, base) is not None)


def _by_spelling(word: str) -> int:
    """Vowel groups, less the silent letters, more the groups that are two beats."""
    if not _VOWELS.search(word):
        return len(word)  # said letter by letter, as TV
    bare = _SILENT.sub("", word)
    return max(1, len(_VOWELS.findall(bare)) + len(_SPLIT.findall(bare)))


_HISS = "(?:[sxz]|[cs]h|[cgsz]e)$"
_TAILS = {"t": "[ds]n$", "s": _HISS, "ll": "[^aeiouwy]$", "ve": "[^aeiouwy]$", "d": "[dt]$"}
_TAILS |= {"": "", "m": "", "re": ""}
"""After which sounds what follows an apostrophe is a beat of its own; "" for never."""

_VOWELS = re.compile("[aeiouy]+")

_SECOND_HALVES = (
    "back|ball|berr(?:y|ie)|body|fingers?|foot|fore|ful|fruit|givers?|head|hold|how|keepers?|less|lets?"
    "|light|like|line|ly|m[ae]n|ments?|nail|ness|one|room|self|sh(?:i|oe)p?|sick|sides?|some|teen"
    "|things?|times?|ty|walk|ways?|where|wife|wise|works?"
)
"""An e before one of these is silent, as in barefoot, careful, guideline, sometimes."""

_SILENT = re.compile(
    "(?<=[^aeiouy])(?<![^aeiouyrlw][lr])e$"  # rope, not ankle
    rf"|(?<=[a-z][^aeiouy])(?<![^aeiouyrlw][lr])e(?=(?:{_SECOND_HALVES})(?:e?s|ly)?$)"
    "|(?<=[^aeiouydt])(?<![^aeiouyrlw][lr])e(?=d$)"  # rubbed, not needed, not handled
    "|(?<=[^aeiouycgszx])(?<![cs]h)(?<![^aeiouyrlw][lr])e(?=s$)"  # soles, not gauzes, not ankles
    "|(?<=[gq])u(?=[aeiouy])(?:e(?=[sd]?$))?"  # guide, tongue
    "|(?<=^ev)e(?=ry)"  # every
)
_SPLIT = re.compile(
    "(?<![cgnstxhl])io|(?<![cgst])(?<!rr)ia|iu|i(?=e(?:r|st|t))|(?<![cst])i(?=en(?:t|ce))"
    "|[eiouy](?=ing)|(?<=[aeiou])y(?=[aou])|(?<=[aeloru])y(?=er)"  # doing, royal, dryer
    "|u(?=a|o|e[ln]|ity|ish|ids?$|ins?$)|(?<![gp])eo(?!u)|oe(?=[mt])"  # usual, video, poem
    "|(?:(?<=^r)|(?<=cr))ea(?=ct|t)|(?<=[aeiouy])sms?$|thms?$"  # react, create, spasm, rhythm
)
"""Two vowels that are two beats, and endings that have one without a vowel."""

_ENDINGS: dict[str, int | None] = {
    "s": None, "es": None, "d": None, "ed": None, "ing": 1, "ly": 1, "er": 1, "ers": 1,
    "est": 1, "ful": 1, "less": 1, "ness": 1, "ment": 1,
}  # fmt: skip
"""What an ending adds to a listed word; None where it depends on the sound before."""

_LISTS = {
    1: "drawer fierce pier pierce tier",
    2: "aged argue being blessed business carriage chocolate creature crooked cruel cushion "
    "diamond cashier dr evening giant hundred jagged junior lion maybe mr mrs naked nineteenth ok "
    "people ragged rescue rugged sacred science senior soldier wednesday wicked yoga",
    3: "anyone area cereal everyone familiar idea museum nausea physio ratio reassure rosemary "
    "theater theatre urea vegetable",
    4: "diabetes etc reassurance",
}
ODD = {word: beats for beats, words_ in _LISTS.items() for word in words_.split()}
"""Words that break the rules of spelling, with their beats."""
