"""What was measured at home, over time: in words for a person, or as JSON."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from instep.commands import given

if TYPE_CHECKING:
    from instep.core.companion import House
    from instep.core.measures.trend import Dot, Followed
    from instep.core.units import Words
    from instep.web.records.before_after import Around, Result

HELP = "print what was measured at home, over time"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    parser.add_argument("--json", action="store_true", help="print JSON, keys sorted")


def run(args: argparse.Namespace) -> int:
    """Print every measure, whether anything was measured or not. Nothing is written."""
    house = given.house(args)
    told, around = _measured(args, house)
    if args.json:
        from instep.adapters.export.as_json import dumps

        feet = [_around_json(*each) for each in around]
        measures = [_as_json(each, house.words) for each in told]
        given.out(dumps({"measures": measures, "before_after": feet}))
    else:
        parts = [_as_text(each, house.words) for each in told]
        given.out("\n\n".join(parts + _around_text(around, house.words)))
    return 0


def _measured(
    args: argparse.Namespace, house: "House"
) -> tuple[Sequence["Followed"], Sequence[tuple["Around", "Result"]]]:
    """Every measure of the folder; one that is not there yet holds none, and is not made."""
    from instep.adapters.content import SHIPPED, measures
    from instep.web.database import FILE
    from instep.web.prepare import CannotOpen, opened

    how, folder = measures(args.content or SHIPPED), given.data_folder(args)
    if not (folder / FILE).is_file():
        return _nothing(), ()
    try:
        with opened(folder):
            from instep.web.records import before_after
            from instep.web.records.followed import followed

            widest = float(house.questions["temp_gap"].most or 0)
            told = followed(how, house.ages.touch_test_days, widest)
            around = [one for one in before_after.finished() if not one[0].left_out]
            return told, around[::-1]
    except CannotOpen as error:
        raise given.CannotUse(str(error)) from error


def _nothing() -> Sequence["Followed"]:
    from instep.core.measures.trend import Followed, Measure, Trend

    return [Followed(Trend(measure, (), 1.0), None) for measure in Measure]


def _as_text(each: "Followed", words: "Words") -> str:
    """Its name, its sentence, what to bear in mind, and when it is worth doing again."""
    from instep.adapters import trend_words
    from instep.core.units import day_in_words, filled

    measure = each.trend.measure
    lines = [words[f"measures.name.{measure}"], f"  {trend_words.sentence(words, each.trend)}"]
    for dot in each.trend.dots:
        between = trend_words.span(words, measure, dot)
        value = trend_words.value(words, measure, dot.value)
        lines.append(f"  {dot.on}  {value}{', ' if between else ''}{between}")
    if each.trend.dots:
        lines.append(f"  {words[f'measures.caveat.{measure}']}")
    if each.next_on is not None:
        again = filled(words["measures.page.next"], day=day_in_words(each.next_on))
        lines.append(f"  {again}")
    return "\n".join(lines)


def _as_json(each: "Followed", words: "Words") -> dict[str, Any]:
    from instep.adapters import trend_words

    return {
        "measure": each.trend.measure.value,
        "said": trend_words.sentence(words, each.trend),
        "values": [_dot_json(dot) for dot in each.trend.dots],
        "next_on": None if each.next_on is None else each.next_on.isoformat(),
    }


def _dot_json(dot: "Dot") -> dict[str, Any]:
    return {"on": dot.on.isoformat(), "value": dot.value, "least": dot.least, "most": dot.most}


# -- Before and after ------------------------------------------------------------------------------


def _around_text(around: Sequence[tuple["Around", "Result"]], words: "Words") -> list[str]:
    """Each in its sentence, the oldest first; nothing where there is none."""
    from instep.adapters import pulse_words

    if not around:
        return []
    lines = [words["pulse.turns.title"]]
    for each, result in around:
        foot = words[f"pulse.turns.foot.{each.massaged}"]
        beside = words["pulse.turns.result.of"].format(massaged=foot)
        said = pulse_words.sentence(words, **vars(result))
        lines.append(f"  {each.on}  {beside}. {said}")
    return ["\n".join([*lines, f"  {pulse_words.caveats(words)}"])]


def _around_json(each: "Around", result: "Result") -> dict[str, Any]:
    return {"on": each.on.isoformat(), "massaged": each.massaged.value, **vars(result)}
