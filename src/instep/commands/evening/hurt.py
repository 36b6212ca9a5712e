""" "That hurts": what it was, and all rules again (R38)."""

from collections.abc import Sequence
from contextlib import suppress

from instep.adapters.terminal.asking import SIDES, Leave, put
from instep.commands.evening.kept import decide_anyway
from instep.commands.evening.tonight import Tonight, question, show
from instep.core.screening import Answer, Hurt, Kind
from instep.web.records.tonight import Tonight as Row


def was_a_slip(night: Tonight, slips: int, row: Row | None = None) -> bool:
    """What it was: a slip goes on, once; anything else is judged anew and the session is over."""
    try:
        hurt = _what_it_was(night)
        if hurt.goes_on:
            return _goes_on(night, slips)
        becomes = _becomes(night, hurt)
    except Leave:
        return False
    if becomes:
        _judge_again(night, becomes, row)
    return False


def _what_it_was(night: Tonight) -> Hurt:
    words, hurts = night.house.words, night.house.hurts
    night.talk.tell("")
    for place, hurt in enumerate(hurts, 1):
        night.talk.tell(f"      {place:2}  {words[f'evening.hurt.{hurt.id}']}")
    keys = {str(place): hurt.id for place, hurt in enumerate(hurts, 1)}
    said = night.talk.choose(words["evening.hurt.ask"], keys)
    return next(hurt for hurt in hurts if hurt.id == said)


def _goes_on(night: Tonight, slips: int) -> bool:
    if slips:
        night.talk.text("evening.hurt.once")
    return slips == 0


def _becomes(night: Tonight, hurt: Hurt) -> Sequence[str]:
    """Which of today's answers it is; some only when sitting still has not helped."""
    if not hurt.settles:
        return hurt.becomes
    yes_no = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
    if night.talk.choose(night.house.words["evening.hurt.settle"], yes_no) == "no":
        return hurt.otherwise
    night.talk.text("evening.hurt.settled")
    return ()


def _judge_again(night: Tonight, becomes: Sequence[str], row: Row | None) -> None:
    """The new answers go through all rules; what they open, and only that, is asked too."""
    open_before = night.screen().missing()
    side: Answer | None = None
    for id in becomes:
        if question(night, id).kind is Kind.YES_NO:
            night.today[id] = "yes"
            continue
        side = side or _which_side(night)
        night.today[id] = side
    with suppress(Leave):  # what was said is judged all the same
        for id in night.screen().missing():
            if id not in open_before:
                night.today[id] = put(night.talk, question(night, id), " *")
    clearance = decide_anyway(night, row)
    show(night, clearance)


def _which_side(night: Tonight) -> str:
    """Whoever leaves here has said what it is, but not where: that may be either foot."""
    try:
        return night.talk.choose(night.house.words["ask.side"], SIDES)
    except Leave:
        return "not_sure"
