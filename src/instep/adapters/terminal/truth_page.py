"""A made-up person's diary held against the truth it was drawn from, as lines of a table."""

from collections.abc import Iterator, Mapping, Sequence

from instep.core.diary import Symptom
from instep.core.learning.answer import Answer
from instep.core.learning.made_up import Truth
from instep.core.learning.verdict import Judged
from instep.core.units import Words


def truth_lines(
    answers: Sequence[Answer], truths: Mapping[Symptom, Truth], words: Words
) -> Iterator[str]:
    """Each symptom's techniques, what is so beside what is found, and how often that holds."""
    yield words["helps.truth.title"]
    held: list[bool] = []
    for found in answers:
        effects = truths[found.symptom].effects
        yield ""
        yield _head(found.symptom, words)
        for judged in found.judged:
            truth = effects[judged.technique]
            held.append(judged.low <= truth <= judged.high)
            yield _line(judged, truth, words)
    yield ""
    text = words["helps.truth.held"]
    yield text.replace("{held}", str(sum(held))).replace("{of}", str(len(held)))


def _head(symptom: Symptom, words: Words) -> str:
    is_so, guess, between = (words[f"helps.truth.{key}"] for key in ("is_so", "guess", "range"))
    return _row(words[f"helps.symptom.{symptom}"], is_so, guess, between)


def _line(judged: Judged, truth: float, words: Words) -> str:
    name = words[f"helps.technique.{judged.technique}"]
    between = f"{judged.low:+.1f} .. {judged.high:+.1f}"
    verdict = words[f"helps.verdict.{judged.verdict}"]
    return f"{_row('  ' + name, f'{truth:+.1f}', f'{judged.change:+.1f}', between)}   {verdict}"


def _row(name: str, truth: str, guess: str, between: str) -> str:
    return f"{name:<20} {truth:>9} {guess:>10} {between:>14}"
