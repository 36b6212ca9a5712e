"""A measure over time in words: its sentence, its values, what to bear in mind."""

from instep.core.measures.trend import Dot, Measure, Trend
from instep.core.units import Words, day_in_words, filled


def sentence(words: Words, trend: Trend) -> str:
    """The one sentence on what changed; the caveat is its own."""
    if not trend.dots:
        return words["measures.trend.none"]
    first, last = trend.dots[0], trend.dots[-1]
    return filled(
        words[f"measures.trend.{trend.words}"],
        first=value(words, trend.measure, first.value),
        last=value(words, trend.measure, last.value),
        last_on=day_in_words(last.on),
    )


def value(words: Words, measure: Measure, value: float) -> str:
    """One value with its unit, never a bare number."""
    return filled(words[f"measures.value.{measure}"], n=number(measure, value))


def span(words: Words, measure: Measure, dot: Dot) -> str:
    """Between what it may lie; empty where nobody knows."""
    return _between(words["measures.value.between"], measure, dot)


def half(words: Words, measure: Measure, dot: Dot) -> str:
    """Between what half of the days of a dot lie; empty where there are too few."""
    return _between(words["measures.value.half"], measure, dot)


def _between(text: str, measure: Measure, dot: Dot) -> str:
    if dot.least is None or dot.most is None:
        return ""
    return filled(text, least=number(measure, dot.least), most=number(measure, dot.most))


def number(measure: Measure, value: float) -> str:
    """Degrees with one decimal; what is counted without."""
    return f"{value:.1f}" if measure is Measure.TEMPERATURE else f"{value:g}"
