""" "That hurts": what it was, and all rules again (R38)."""

from collections.abc import Sequence

from instep.adapters.terminal.asking import SIDES, put
from instep.commands.evening.tonight import Tonight, judged, keep_decision, question, show
from instep.core.screening import Answer, Kind


def was_a_slip(night: Tonight, slips: int) -> bool:
    """What it was: a slip goes on, once; anything else is judged anew and the session is over."""
    words = night.house.words
    night.talk.tell("")
    hurts = night.house.hurts
    for place, hurt in enumerate(hurts, 1):
        night.talk.tell(f"      {place:2}  {words[f'evening.hurt.{hurt.id}']}")
    keys = {str(place): hurt.id for place, hurt in enumerate(hurts, 1)}
    try:
        said = night.talk.choose(words["evening.hurt.ask"], keys)
    except Leave:
        return False
    hurt = next(h for h in hurts if h.id == said)
    if hurt.goes_on:
        if slips:
            night.talk.text("evening.hurt.once")
        return slips == 0
    becomes = hurt.becomes
    if hurt.settles:
        yes_no = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
        gone = night.talk.choose(words["evening.hurt.settle"], yes_no) == "yes"
        becomes = () if gone else hurt.otherwise
        if gone:
            night.talk.text("evening.hurt.settled")
    if becomes:
        _judge_again(night, becomes)
    return False


def _judge_again(night: Tonight, becomes: Sequence[str]) -> None:
    """The new answers go through all rules; what they open is asked too."""
    side: Answer | None = None
    for id in becomes:
        if question(night, id).kind is Kind.YES_NO:
            night.today[id] = "yes"
            continue
        side = side or _which_side(night)
        night.today[id] = side
    for id in night.screen().missing():
        night.today[id] = put(night.talk, question(night, id), " *")
    clearance = judged(night)
    keep_decision(night, clearance)
    show(night, clearance)


def _which_side(night: Tonight) -> str:
    return night.talk.choose(night.house.words["ask.side"], SIDES)
