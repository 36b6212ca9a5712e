"""A fair test in words and as values: what was agreed to, how it was kept, what it shows.

While it is under way only blocks that are over are told, so that no page names tonight's arm.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from instep.web import fair
from instep.web.components.tags import as_day
from instep.web.house import house, say
from instep.web.learned import asked
from instep.web.records import written
from instep.web.records.trials import Agreed

if TYPE_CHECKING:  # arrays are read in only where something is worked out
    from instep.core.learning.record import Kept, Record
    from instep.core.learning.verdict import Judged


def seen(agreed: Agreed, on: date) -> Agreed:
    """A test as it may be shown on this day: what is not over yet is not told."""
    if agreed.trial.stopped is not None:
        return agreed
    over = tuple(block for block in agreed.trial.blocks if block.after <= on)
    return replace(agreed, trial=replace(agreed.trial, blocks=over))


def kept_so_far(agreed: Agreed, on: date) -> tuple["Kept", ...]:
    """How each arm was kept to, over the blocks that are over and that the diary came to."""
    return tuple(each for each in _record(seen(agreed, on)).kept if each.drawn)


def _record(agreed: Agreed) -> "Record":
    from instep.core.learning.record import record

    asking = asked(agreed.trial.arms).asking
    return record(agreed.trial, written.diary(), agreed.symptom, asking)


# -- What it shows ---------------------------------------------------------------------------------


def result(agreed: Agreed) -> dict[str, Any]:
    """A verdict on each arm with its interval, how it was kept, and the record line by line."""
    from instep.core.learning.saying import Saying
    from instep.web.components.verdicts import cards

    ended = agreed.trial.stopped
    saying = Saying(agreed.symptom, asked(agreed.trial.arms), house().words)
    return {
        "why": None if ended is None else str(ended[1]),
        "ended": agreed.trial.ends,
        "cards": list(cards(judged(agreed), {}, saying)),
        "symptom": agreed.symptom,
        "symptom_name": saying.text(f"symptom.{agreed.symptom}"),
        "feel": saying.text("feel." + agreed.symptom),
        "late": saying.late(),
        "kept": [each for each in _record(agreed).kept if each.drawn],
        "lines": list(lines(agreed)),
    }


def judged(agreed: Agreed) -> list["Judged"]:
    """What the diary says of each technique of the test."""
    found = fair.answered(written.diary(), agreed.trial.arms, agreed.symptom)
    return [each for each in found.judged if each.technique in agreed.trial.arms]


def _verdict(each: "Judged") -> dict[str, Any]:
    return {
        "verdict": str(each.verdict),
        "reason": None if each.reason is None else str(each.reason),
        "points": say("web.fair.points", low=_signed(each.low), high=_signed(each.high)),
    }


def _signed(points: float) -> str:
    """With a sign that a screen reader and an eye both know."""
    return f"{points:+.1f}".replace("-", "\N{MINUS SIGN}")


# -- The record, item by item (CENT 2015) ----------------------------------------------------------


def as_values(agreed: Agreed) -> dict[str, Any]:
    """Every item for a machine."""
    told = _record(agreed)
    return {
        "design": "n-of-1, blocks by lot, open",
        "agreed": list(agreed.words),
        "arms": list(told.arms),
        "symptom": str(told.symptom),
        "begins": told.begins.isoformat(),
        "run_in_days": told.run_in_days,
        "washout_days": told.washout_days,
        "most_days": agreed.trial.rules.most_days,
        "sequence": [[b.arm, b.first.isoformat(), b.days, b.seal] for b in told.sequence],
        "seed": told.seed if agreed.trial.stopped else None,
        "seal": told.seal,
        "stopped": told.stopped and [told.stopped[0].isoformat(), str(told.stopped[1])],
        "days": told.days,
        "scored": told.scored,
        "kept": [_kept_values(each) for each in told.kept],
        "harms": [[on.isoformat(), str(harm)] for on, harm in told.harms],
        "results": [_judged_values(each) for each in judged(agreed) if agreed.trial.stopped],
        "content_version": house().version,
    }


def _kept_values(each: "Kept") -> dict[str, Any]:
    return {
        "arm": each.arm,
        "drawn": each.drawn,
        "followed": each.followed,
        "otherwise": each.otherwise,
        "unwritten": each.unwritten,
    }


def _judged_values(each: "Judged") -> dict[str, Any]:
    return {
        "arm": each.technique,
        "verdict": str(each.verdict),
        "reason": None if each.reason is None else str(each.reason),
        "change": round(each.change, 2),
        "low": round(each.low, 2),
        "high": round(each.high, 2),
        "chance_better": round(each.chance_better, 3),
        "association": each.association,
        "days_on": each.tally.on,
        "days_off": each.tally.off,
    }


def as_text(agreed: Agreed) -> str:
    """Every item in words, a line each."""
    items = [f"{name}: {text}" for name, text in lines(agreed)]
    return "\n".join([_item("title"), "", *items])


def lines(agreed: Agreed) -> Iterator[tuple[str, str]]:
    """Every item of the record: its name, and what is told."""
    trial, told = agreed.trial, _record(agreed)
    yield _item("design"), _item("design_is")
    yield _item("agreed"), " ".join(agreed.words)
    yield _item("arms"), ", ".join(map(_arm, told.arms))
    yield _item("symptom"), say(f"web.fair.symptoms.{told.symptom}")
    yield _item("begins"), as_day(told.begins)
    yield _item("run_in"), str(told.run_in_days)
    yield _item("washout"), _item("washout_why")
    yield _item("length"), str(trial.rules.most_days)
    yield _item("method"), _item("method_is")
    yield _item("seed"), str(told.seed) if trial.stopped else _item("still_open")
    yield _item("sequence"), "; ".join(map(_block, told.sequence))
    yield _item("seal"), told.seal
    yield _item("safety"), _item("safety_is")
    yield _item("stopped"), _ended(agreed)
    yield _item("days"), str(told.days)
    yield _item("scored"), str(told.scored)
    for each in told.kept:
        yield f"{_item('kept')}, {_arm(each.arm)}", kept_line(each)
    yield _item("harms"), _harms(told)
    yield _item("analysis"), _item("analysis_is")
    for name, text in _results(agreed) if trial.stopped else ():
        yield f"{_item('result')}, {name}", text
    yield _item("version"), house().version


def kept_line(each: "Kept") -> str:
    """How one arm was kept to, in whole days."""
    return say("web.fair.record.kept_line", **_kept_values(each))


def _results(agreed: Agreed) -> Iterator[tuple[str, str]]:
    for each in judged(agreed):
        told = _verdict(each)
        reason = [say(f"web.fair.reasons.{told['reason']}")] if told["reason"] else []
        said = [say(f"web.fair.verdicts.{told['verdict']}") + ".", *reason, told["points"] + "."]
        more = [say("web.fair.not_cause")] if each.association else []
        yield _arm(each.technique), " ".join([*said, *more])


def _item(name: str) -> str:
    return say(f"web.fair.record.{name}")


def _arm(arm: str) -> str:
    return say(f"web.fair.arms.{arm}")


def _block(block: Any) -> str:
    return say(
        "web.fair.record.block", days=block.days, day=as_day(block.first), arm=_arm(block.arm)
    )


def _ended(agreed: Agreed) -> str:
    ended = agreed.trial.stopped
    if ended is None:
        return _item("still_open")
    return f"{say(f'web.fair.stopped.{ended[1]}')} {say('web.fair.ended_on', day=as_day(ended[0]))}"


def _harms(told: "Record") -> str:
    found = [f"{as_day(on)}: {say(f'web.fair.harms.{harm}')}" for on, harm in told.harms]
    return "; ".join(found) or _item("harm_free")
