"""The guard: the last, dumb refusal at the stage's edge. It can only say no.

It reads rules.md for itself and shares nothing with safety, so that when safety is broken nothing
uncleared is seen or heard. ``said`` hears the answers, ``walls`` draws what they forbid, ``steps``
holds each step against that.
"""

from instep.core.guard.said import Answers
from instep.core.guard.steps import Touch, bath_refusal, refusal
from instep.core.guard.walls import Walls, walls_of

__all__ = ["Answers", "Touch", "Walls", "bath_refusal", "refusal", "walls_of"]
