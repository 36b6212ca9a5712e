"""What words may not do: run on, be hard to read, promise, or trip the voice.

Rests on product.md (How it speaks), the banned claims of trust.md G2 and clinical.md A9.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.reading import grade, sentences, syllables, words
from instep.adapters.content.table import read_table

GLOSSARY = "glossary.en.toml"
LONGEST = 15
"""Words a sentence may have."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with some words, and what to write in their place."""

    what: str
    fix: str


# -- Pages -------------------------------------------------------------------------------------


def easy_words(root: Path) -> frozenset[str]:
    """The medical words of the glossary, small letters: each counts as one syllable."""
    terms = read_table(root, GLOSSARY).rest()
    return frozenset(word for term in terms for word in words(term.lower()))


def problems_in_page(text: str, *, grade_at_most: float, easy: frozenset[str]) -> Iterator[Problem]:
    """A page that asks for more years of school than it may. Texts stand apart by empty lines."""
    found = grade(text, easy)
    if found > grade_at_most:
        what = f"reads at grade {found:.2f}, and {grade_at_most:g} is the most"
        yield Problem(what, _lighter(text, easy))


def _lighter(text: str, easy: frozenset[str]) -> str:
    """The words and the sentence that weigh most."""
    beats = {word.lower(): syllables(word, easy) for word in words(text)}
    heavy = sorted((word for word in beats if beats[word] > 2), key=lambda word: -beats[word])[:5]
    longest = max(sentences(text), key=lambda sentence: len(words(sentence)))
    plainer = f"Find shorter words for: {', '.join(heavy)}. " if heavy else ""
    return f"{plainer}Cut long sentences, such as {_start(longest)}."


def _start(sentence: str) -> str:
    said = sentence.split()
    return repr(sentence if len(said) <= 6 else f"{' '.join(said[:6])} ...")


# -- Sentences ---------------------------------------------------------------------------------


def problems_in_sentences(text: str) -> Iterator[Problem]:
    """A sentence that runs on, and a claim that may not be made."""
    for sentence in sentences(text):
        length = len(words(sentence))
        if length > LONGEST:
            what = f"{_start(sentence)} has {length} words, and {LONGEST} is the most"
            yield Problem(what, "Cut it in two, or leave something out.")
        yield from _claims(sentence)


_NEAR = r"(?:\W+\w+){0,3}?\W+"
"""Up to three words between two others."""

_LIFT = (
    r"(?:(?:improv|boost|increas|enhanc|stimulat|promot|strengthen)\w*"
    r"|(?:help|aid|raise)s?|better|more|good for)"
)
_SOOTHE = r"(?:eas|reduc|lessen|lower|sooth|remov|banish|stop|end|beat|fight)(?:e?s|e|ed|ing)?"
_WHOSE = r"(?:\s+(?:your|their|the|all|foot|nerve|night|chronic|burning))*\s+"
_SEE = "Say what is seen or felt, and who looks at it."
_DOES = "Say what the hands do, and that it is for comfort."
_TRIAL = 'Say what a trial saw, as in "may lower pain scores for some".'

BANNED: Mapping[str, str] = {
    r"diagnos\w*": _SEE,
    r"detect\w*": _SEE,
    r"monitor(?:s|ed|ing)?": _SEE,
    r"alarm\w*": "Say who is told, and by whom.",
    r"treat(?:s|ed|ing|able|ments?)?": _DOES,
    r"therap(?:y|ies|eutic\w*)": _DOES,
    r"remed(?:y|ies)": _DOES,
    r"cur(?:e|es|ed|ing|able|ative)": _DOES,
    r"heal(?:s|ed|ing|ers?)?": 'Say "close" of skin; claim nothing else.',
    r"prevent\w*": "Say what to look for, and what to do then.",
    r"(?:reliev|alleviat)\w*|relief": _TRIAL,
    rf"{_SOOTHE}{_WHOSE}(?:neuropath\w*|numbness|pains?|burning|tingling)": _TRIAL,
    r"(?:restor|regain|revers)\w*": _TRIAL,
    rf"(?:bring|give|get)s?{_NEAR}back{_NEAR}(?:feeling|sensation)": _TRIAL,
    rf"(?:bring|give|get)s?{_NEAR}(?:feeling|sensation) back": _TRIAL,
    rf"(?:repair|regenerat|regrow|rebuild|reviv|wak)\w*{_NEAR}nerves?": _DOES,
    rf"{_LIFT}{_NEAR}(?:circulation|blood[\s-](?:flow|supply))": _DOES,
    rf"(?:circulation|blood[\s-](?:flow|supply)){_NEAR}(?:improv|increas|better|boost)\w*": _DOES,
    rf"gets?{_NEAR}blood (?:moving|flowing|going|pumping)": _DOES,
    r"perfusion": _SEE,
    r"(?:clinical|medical|scientific)ly (?:proven|tested|shown)|proven": _TRIAL,
    r"guarantee\w*|miracle\w*": _TRIAL,
    r"detox\w*|toxins?": _DOES,
    r"reflexolog\w*|reflex (?:zone|area|point)s?|meridians?": "Say that it is not tested.",
}
"""What no sentence may claim, as whole words in any case, and what to say in its place."""

ALLOWED = (r"may lower pain scores for some",)
"""Harmless and true though a banned word is in it: each is used by the content, word for word."""

_ALLOWED = re.compile("|".join(rf"\b(?:{phrase})\b" for phrase in ALLOWED), re.IGNORECASE)
_BANNED = {re.compile(rf"\b(?:{claim})\b", re.IGNORECASE): say for claim, say in BANNED.items()}


def _claims(sentence: str) -> Iterator[Problem]:
    rest = _ALLOWED.sub("...", sentence)
    for claim, say in _BANNED.items():
        for match in claim.finditer(rest):
            yield Problem(f"claims too much: {match.group()!r}", say)


# -- Spoken words ------------------------------------------------------------------------------

UNITS: Mapping[str, str] = {
    "ml": "millilitres", "cl": "centilitres", "mm": "millimetres", "cm": "centimetres",
    "kg": "kilos", "mg": "milligrams", "lb": "pounds", "lbs": "pounds", "oz": "ounces",
    "min": "minutes", "mins": "minutes", "sec": "seconds", "secs": "seconds", "hr": "hours",
    "hrs": "hours", "°c": "degrees", "°f": "degrees", "°": "degrees", "%": "percent",
}  # fmt: skip
SHORTENED: Mapping[str, str] = {
    "e.g.": "such as", "i.e.": "that is", "etc": "and so on", "vs": "against",
    "approx": "about", "incl": "with", "a.m.": "in the morning", "p.m.": "in the evening",
}  # fmt: skip
"""What the voice cannot say, and the words for it."""

_SHORT = {**UNITS, **SHORTENED}
_UNIT = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(re.escape(short) for short in sorted(_SHORT, key=len, reverse=True))
    + ")(?![a-z])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_FILLED = re.compile(r"\{(?:side|weekday|day|month)\}")
"""Places that the program fills with words of the content: a side, a day in words."""

_UNSPEAKABLE = re.compile(r"[^a-zA-Z .,?!'…-]")


def problems_in_spoken(text: str) -> Iterator[Problem]:
    """A digit, a short form, or a sign that a voice cannot say. What is filled in is words too."""
    said = _FILLED.sub("left", text)
    for match in _DIGITS.finditer(said):
        yield Problem(f"has the digits {match.group()!r}", "Write the number in words.")
    for match in _UNIT.finditer(said):
        spelled = _SHORT[match.group().lower()]
        yield Problem(f"has the short form {match.group()!r}", f'Write it out: "{spelled}".')
    rest = _UNIT.sub("", _DIGITS.sub("", said))
    for sign in dict.fromkeys(_UNSPEAKABLE.findall(rest)):
        fix = "Use letters, spaces and . , ? ! ' - only."
        yield Problem(f"has {sign!r}, which cannot be spoken", fix)
