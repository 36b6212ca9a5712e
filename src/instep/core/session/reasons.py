"""Why a step is there, why another is not, why a session is short: keys into sentences."""

from instep.core.session.step import Why
from instep.core.units import Words


def why_text(why: Why, words: Words, kind: str = "why") -> str:
    """A reason as a sentence, with the names in it spelled out."""
    if why.key == "technique":
        return words[f"technique.{why.names[0]}.why"]
    names = "; ".join(_name(name, words) for name in why.names)
    return words[f"plan.{kind}.{why.key}"].replace("{names}", names)


def _name(name: str, words: Words) -> str:
    for key in (f"rule.{name}.short", f"plan.rules_that_are_not_findings.{name}"):
        if key in words:
            return words[key]
    return name.replace("_or_", " or ")
