"""The start and now of a symptom in words: one sentence, and how far off it may be."""

from instep.core.review import Changed, Said
from instep.web.house import say


def sentence(change: Changed | None, said: Said) -> str:
    """What may be said of it, with the middle of both ends."""
    if change is None:
        return say(f"web.review.said.{Said.TOO_FEW}")
    first, last = _points(change.first), _points(change.last)
    return say(f"web.review.said.{said}", first=first, last=last)


def sure(change: Changed | None) -> str:
    """The interval as a person says it; empty where there is none."""
    if change is None:
        return ""
    low, high = _points(abs(change.low)), _points(abs(change.high))
    if change.high <= 0:
        return say("web.review.sure.less", least=high, most=low)
    if change.low >= 0:
        return say("web.review.sure.more", least=low, most=high)
    return say("web.review.sure.both", less=low, more=high)


def _points(value: float) -> str:
    return f"{round(value, 1):g}"
