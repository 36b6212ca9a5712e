"""What helps, as JSON, to the letter of docs/for-operators/json.md. Points to the hundredth."""

from collections.abc import Sequence
from typing import Any

from instep.core.diary import Diary
from instep.core.learning.answer import Answer, Asked
from instep.core.learning.pairs import Pair
from instep.core.learning.posterior import Known
from instep.core.learning.right_after import BEFORE
from instep.core.learning.saying import Saying
from instep.core.learning.verdict import Judged
from instep.core.units import Words


def learned_json(
    diary: Diary, answers: Sequence[Answer], soon: Known, asked: Asked, words: Words
) -> dict[str, Any]:
    """Every symptom's answer, the primary one first, and what happens right after."""
    return {
        "primary": str(asked.primary),
        "beforehand": str(asked.first),
        "days": diary.length,
        "sessions": len(diary.sessions),
        "symptoms": [_symptom(found, diary, asked, words) for found in answers],
        "right_after": [_soon(name, soon) for name in soon.names if name != BEFORE]
        if diary.sessions
        else [],
    }


def _symptom(found: Answer, diary: Diary, asked: Asked, words: Words) -> dict[str, Any]:
    saying = Saying(found.symptom, asked, words)
    return {
        "symptom": str(found.symptom),
        "exploratory": found.symptom is not asked.first,
        "scored_days": len(diary.scores(found.symptom)),
        "techniques": [_judged(judged, saying) for judged in found.judged],
    }


def _judged(judged: Judged, saying: Saying) -> dict[str, Any]:
    said, count = saying.said(judged), judged.tally
    return {
        "technique": str(judged.technique),
        "verdict": str(judged.verdict),
        "reason": None if judged.reason is None else str(judged.reason),
        "more_days": judged.more_days,
        "change": _hundredth(judged.change),
        "low": _hundredth(judged.low),
        "high": _hundredth(judged.high),
        "shown": _hundredth(judged.shown),
        "chance_less": _hundredth(judged.chance_better),
        "matters": _hundredth(judged.matters),
        "days": {"on": count.on, "off": count.off, "by_lot": count.assigned},
        "association": judged.association,
        "together": [str(name) for name in judged.together],
        "text": " ".join(filter(None, (said.first, *said.more, said.ask))),
    }


def _soon(name: str, soon: Known) -> dict[str, Any]:
    low, high = soon.interval(name)
    return {
        "technique": name,
        "change": _hundredth(soon.mean(name)),
        "low": _hundredth(low),
        "high": _hundredth(high),
    }


def pair_json(pair: Pair) -> dict[str, Any]:
    """Two techniques on one day; null where nothing is known of them."""
    found = {"change": pair.change, "low": pair.low, "high": pair.high}
    return {
        "techniques": [pair.one, pair.other],
        "extra": str(pair.extra),
        "together": pair.together,
        "apart": [pair.only_one, pair.only_other],
        "association": pair.association,
        **{key: None if value is None else _hundredth(value) for key, value in found.items()},
    }


def _hundredth(number: float) -> float:
    return round(number, 2) + 0.0  # no minus before a zero
