"""A before and after in words: the one sentence with its range, and what it does not say."""

from instep.core.units import Words


def sentence(words: Words, times: float, low: float, high: float) -> str:
    """What was seen; of a range with 1 in it no change is claimed."""
    key = "seen" if is_sure(low, high) else "unsure"
    text = words[f"pulse.turns.result.{key}"]
    return text.format(times=number(times), low=number(low), high=number(high))


def is_sure(low: float, high: float) -> bool:
    """Whether 1, no change, lies outside of the range as it is printed."""
    return float(number(low)) > 1 or float(number(high)) < 1


def number(times: float) -> str:
    """To the hundredth."""
    return f"{times:.2f}"


def caveats(words: Words) -> str:
    """What it does not say."""
    return f"{words['pulse.turns.result.why']} {words['pulse.turns.result.good']}"
