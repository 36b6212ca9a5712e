"""The line of a day as a form: what is ticked, and what was sent."""

from collections.abc import Mapping

from django.http import QueryDict

from instep.core.diary import Symptom
from instep.web.components.keypad import SCORES, pad, score_in
from instep.web.records.line import FLAGS, TEXT, Line, Part, may_be

TICKED = {"yes": True, "no": False}
MORNING = (Symptom.SLEEP, *(symptom for symptom in Symptom if symptom is not Symptom.SLEEP))
"""In the morning the night is asked of first."""


class Wrong(Exception):
    """Something that no line of a diary can hold."""


def parts_in(form: QueryDict, seen: Line | None) -> dict[str, Part]:
    """What was said, and was not already so on the page as it was ``seen``.

    A form that is ``whole`` says no by leaving a tick out; a part sent by itself says yes or no.
    """
    said = {**_scores(form), **_flags(form), **_text(form)}
    for part, value in said.items():
        if not may_be(part, value):
            raise Wrong(part)
    return {p: value for p, value in said.items() if seen is None or value != seen.says(p)}


def _scores(form: QueryDict) -> Mapping[str, Part]:
    given = {str(symptom): str(form[symptom]) for symptom in Symptom if symptom in form}
    for part, score in given.items():
        if score and score not in SCORES:
            raise Wrong(part)
    return {part: score_in(score) for part, score in given.items()}


def _flags(form: QueryDict) -> Mapping[str, Part]:
    if "whole" in form:
        return {flag: form.get(flag) == "yes" for flag in FLAGS if flag != "found"}
    given = {flag: str(form[flag]) for flag in FLAGS if flag in form}
    if not set(given.values()) <= set(TICKED):
        raise Wrong("flag")
    return {flag: TICKED[said] for flag, said in given.items()}


def _text(form: QueryDict) -> Mapping[str, Part]:
    return {TEXT: str(form[TEXT]).replace("\r\n", "\n").strip()} if TEXT in form else {}


def pads(line: Line, before: Line | None, *, morning: bool) -> list[dict[str, object]]:
    """One keypad for each symptom, ticked as it is told, with what was told last time."""
    return [
        pad(str(symptom), line.says(symptom), None if before is None else before.says(symptom))
        for symptom in (MORNING if morning else Symptom)
    ]
