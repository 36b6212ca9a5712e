"""A look back in words: one honest sentence of each symptom, and one of it all."""

from collections.abc import Mapping, Sequence

from instep.adapters import trend_words
from instep.core.measures.trend import Followed
from instep.core.review import Said
from instep.web.house import house, say
from instep.web.looking_back import FEET, Found
from instep.web.then_and_now import sentence, sure

GOOD, BAD = (Said.MUCH_LESS, Said.LESS), (Said.MUCH_MORE, Said.MORE)
SENDS = (6, 7)
"""Much worse, and very much worse: someone is to be told."""


def headline(found: Sequence[Found]) -> Found | None:
    """The one it all is about: the feet before a session, else the first that may be judged."""
    judged = [each for each in found if each.said is not Said.TOO_FEW]
    return judged[0] if judged else None


def summary(found: Sequence[Found]) -> Mapping[str, str]:
    """What is said first, and how it looks."""
    about = headline(found)
    word = Said.TOO_FEW if about is None else about.said
    look = "go" if word in GOOD else "not-today" if word in BAD else ""
    return {"look": look, "text": say(f"web.review.all.{word}")}


def lines(found: Sequence[Found]) -> list[Mapping[str, str]]:
    """A sentence for each, and how sure it is."""
    return [
        {
            "name": name(each.name),
            "text": sentence(each.changed, each.said),
            "sure": sure(each.changed),
        }
        for each in found
    ]


def measured(found: Sequence[Followed]) -> list[Mapping[str, str]]:
    """A sentence for each that was measured, and what to bear in mind."""
    words = house().words
    return [
        {
            "name": say(f"measures.name.{each.trend.measure}"),
            "text": trend_words.sentence(words, each.trend),
            "sure": say(f"measures.caveat.{each.trend.measure}"),
        }
        for each in found
        if each.trend.dots
    ]


def name(symptom: str) -> str:
    """What is meant, in words."""
    return say("web.review.feet") if symptom == FEET else say(f"web.diary.symptom.{symptom}")


def sends(told: Mapping[str, object], found: Sequence[Found]) -> bool:
    """Whether a foot team or a doctor is to hear of it."""
    about = headline(found)
    return told.get("felt") in SENDS or (about is not None and about.said in BAD)
