"""The walls a person's answers raise tonight: rules.md again, read a second time, as plain rows.

A row stands when all its signs are there, looked up for each foot by itself. Left out are rows
that only say whom to call where another row already stops as much: R01b and R01d (in R01a), R02b
(R02a), R02d (R02e), R21b (R19), R41b (R41 on both feet), T1 (R02a, R03, R19); and what spares
nothing: R28a, R38. The candle (R27) is refused where steps are looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from instep.core.body import FEET, Side, Zone
from instep.core.catalog import Group, Pressure
from instep.core.guard.said import (
    Answers,
    feeling_is_there,
    signs_of,
    something_unanswered,
    sore_zones,
    understood,
    words,
)
from instep.core.units import Seconds

_MINUTE: Seconds = 60

MOST_A_FOOT: Seconds = 15 * _MINUTE
"""No foot is massaged longer than this in one session. Source: dose-table."""

NOT_UNDERSTOOD = "One answer is not clear. Please give it again."
SEE_SOMEONE = "Please ask for help first. The feet are left alone."
STILL_OPEN = "One question is still open. Please answer it first."
NOT_TONIGHT = "The feet are left alone tonight."
NOT_FOR_THE_YOUNG = "This is only for people of 18 or more."


@dataclass(frozen=True)
class Walls:
    """What the guard works out from the raw answers by itself; each wall can only refuse.

    ``no_session`` and ``no_breathing`` say why none may begin, or are None. ``spared`` are groups
    left out on a whole foot, ``sore`` the spots that are not rubbed, rolled or pressed. ``a_foot``
    and ``in_all`` are the most seconds; None is no wall.
    """

    no_session: str | None
    no_breathing: str | None
    closed: frozenset[Side]
    spared: frozenset[tuple[Group, Side]]
    sore: frozenset[tuple[Zone, Side]]
    firmest: Pressure
    a_foot: Seconds
    in_all: Seconds | None
    oils: frozenset[str]
    carriers: frozenset[str]


@dataclass(frozen=True)
class _Row:
    """One rule's effect on a foot. Source of the lengths: dose-table."""

    rule: str
    when: frozenset[str]
    spares: frozenset[Group] = frozenset()
    firmest: Pressure = Pressure.MOVE_MUSCLE
    a_foot: Seconds = MOST_A_FOOT
    in_all: Seconds | None = None
    oils: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()


def groups(text: str) -> frozenset[Group]:
    """The groups of a row."""
    return frozenset(Group(word) for word in text.split())


_SPREAD, _RUB_IN = Pressure.SPREAD, Pressure.RUB_IN

_SEE_SOMEONE_FIRST = (
    _Row("R01a", words("wound at_risk")),
    _Row("R02a", words("infection")),
    _Row("R02c", words("black_or_blue")),
    _Row("R02e", words("fever gout")),  # its other ways are stopped by R03 and R12b
    _Row("R03", words("hot_swollen")),
    _Row("R04a", words("calf")),
    _Row("R04b", words("chest")),
    _Row("R05", words("sudden_cold")),
    _Row("R06", words("hangs_down R06_open")),
    _Row("R11c", words("gout at_risk")),
    _Row("R12b", words("sore_patch red_stays")),
    _Row("R19a R19b", words("new_swelling")),
    _Row("R20b", words("tender_cord")),
    _Row("R35a", words("new_weakness")),
    _Row("R35b", words("sudden_weakness")),
    _Row("R35b", words("saddle")),
    _Row("R39a", words("injury at_risk")),
    _Row("R40b", words("fever chemo_lately")),
    _Row("T2", words("warm_again")),
)
"""Rows that send someone to care: no session, and no breathing at night either."""

_NO_SESSION = (
    _Row("R07a", words("walks_badly R07_open")),
    _Row("R09", words("foot_history R09_open")),
    _Row("R09", words("missing_foot diabetes R09_open")),
    _Row("R09", words("missing_foot walks_badly R09_open")),
    _Row("R14a", words("platelets_very_low")),
    _Row("R14c", words("chemo_now platelets_uncounted")),
    _Row("R15a", words("chemo_lately team_not_asked")),
    _Row("R19c", words("swollen_legs R19_open")),
    _Row("R40a", words("fever")),
    _Row("R42", words("not_looked")),
    _Row("R43a", words("clot R43_open")),
    _Row("R45b", words("cannot_say without_helper")),
    _Row("K1", words("look_10min")),
    _Row("K1", words("look_morning")),
    _Row("K2", words("not_seen")),
)
"""Rows that stop the whole session but send nobody to care. R31 stands by itself below."""

_CLOSES_A_FOOT = (
    _Row("R01c", words("wound no_risk")),
    _Row("R10", words("bone_or_surgery")),
    _Row("R11b", words("gout no_risk")),
    _Row("R18", words("tumour_or_radiotherapy")),
    _Row("R39b", words("injury no_risk")),
    _Row("R41", words("missing_foot")),
    _Row("T3", words("warmer")),
)

_SHAKING_OILS = words(
    "eucalyptus camphor rosemary sage hyssop fennel cedar thuja pennyroyal",
)
_MENTHOL = words("peppermint")

_NARROWS = (
    _Row("R07b", words("walks_badly R07_cleared"), groups("BATH ROL ACU"), _RUB_IN),
    _Row("R08a", words("feeling_lost"), groups("BATH"), _RUB_IN, a_foot=8 * _MINUTE),
    _Row("R08b", words("feeling_lost without_helper"), groups("ROL")),
    _Row("R11a", words("fragile_bones"), groups("STR ROL")),
    _Row("R13", words("blood_thinner"), groups("ROL ACU"), _RUB_IN),
    _Row("R14b", words("platelets_low"), groups("ROL ACU"), _SPREAD),
    _Row("R15b", words("chemo_lately team_agrees"), firmest=_SPREAD, in_all=20 * _MINUTE),
    _Row("R16", words("hand_foot_syndrome"), groups("RUB ROL BATH ACU STR OIL"), _SPREAD),
    _Row("R17", words("oxaliplatin"), oils=_MENTHOL),
    _Row("R19d", words("swollen_legs R19_cleared"), groups("BATH LEG"), _SPREAD),
    _Row("R20a", words("varicose"), groups("LEG")),
    _Row("R21a", words("pregnant"), groups("ACU OIL LEG")),
    _Row("R22", words("seizures"), oils=_SHAKING_OILS),
    _Row("R23", words("g6pd"), oils=_MENTHOL),
    _Row("R24", words("atrial_fibrillation"), oils=_MENTHOL),
    _Row("R25", words("scent_trouble"), groups("OIL")),
    _Row("R26", words("home_oxygen"), groups("OIL CAR")),
    _Row(
        "R28b",
        words("soles_hard_to_see without_helper"),
        groups("ROL BATH"),
        _RUB_IN,
        in_all=10 * _MINUTE,
    ),
    _Row("R29a", words("hard_to_reach"), groups("ACU")),
    _Row("R29b", words("hard_to_reach without_helper"), groups("RUB STR ROL")),
    _Row("R30", words("skin_allergy"), groups("OIL")),
    _Row("R30", words("nut_allergy"), carriers=words("almond")),
    _Row("R30", words("coconut_allergy"), carriers=words("coconut")),
    _Row("R32", words("fungus"), groups("ROL BATH")),
    _Row("R33", words("insulin_in_leg"), groups("LEG")),
    _Row("R34", words("touch_hurts"), groups("RUB ACU ROL STR")),
    _Row("R36", words("sleepy"), groups("BATH ROL")),
    _Row("R37", words("numb_feet cause_unknown"), firmest=_RUB_IN),
    _Row("R43b", words("clot R43_cleared"), groups("ROL ACU LEG"), _SPREAD),
    _Row("R44", words("fragile_skin"), groups("ROL"), _SPREAD),
    _Row("R45a", words("cannot_say with_helper"), firmest=_SPREAD),
)
"""Rows that let a session be, but smaller. R12a, the sore patch, has its own lines below."""

NOT_ON_SORE_SPOTS = groups("RUB ROL ACU")
"""What a sore patch keeps away (R12a)."""

_PLAINLY_NO_FOR_A_BATH = (
    "diabetes",
    "poor_circulation",
    "calf_on_walking",
    "wound",
    "infection",
    "black_or_blue",
    "sore_patch",
    "fungus",
    "swollen_legs",
    "hand_foot_syndrome",
)

_SHUT = Walls(
    no_session=NOT_UNDERSTOOD,
    no_breathing=NOT_UNDERSTOOD,
    closed=frozenset(FEET),
    spared=frozenset((group, foot) for group in Group for foot in FEET),
    sore=frozenset((zone, foot) for zone in Zone for foot in FEET),
    firmest=Pressure.HOLD,
    a_foot=0,
    in_all=0,
    oils=_MENTHOL | _SHAKING_OILS,
    carriers=words("cream sunflower coconut almond"),
)
"""What stands where an answer is not understood: everything."""

_Signs = tuple[tuple[Side, frozenset[str]], ...]


def walls_of(answers: Answers) -> Walls:
    """Every wall that these answers raise. An answer that is no answer shuts everything."""
    if not understood(answers):
        return _SHUT
    signs = tuple(signs_of(answers).items())
    closed = frozenset(foot for _, foot in _standing(_CLOSES_A_FOOT, signs))
    narrow = _standing(_NARROWS, signs)
    rows = [row for row, _ in narrow]
    return Walls(
        no_session=_why_no_session(answers, signs, closed),
        no_breathing=_why_no_breathing(answers, signs),
        closed=closed,
        spared=_spared(answers, signs, narrow),
        sore=frozenset((zone, foot) for foot in _sore(signs) for zone in sore_zones(answers)),
        firmest=min((row.firmest for row in rows), default=Pressure.MOVE_MUSCLE),
        a_foot=min((row.a_foot for row in rows), default=MOST_A_FOOT),
        in_all=min((row.in_all for row in rows if row.in_all is not None), default=None),
        oils=frozenset(oil for row in rows for oil in row.oils),
        carriers=frozenset(carrier for row in rows for carrier in row.carriers),
    )


def _standing(rows: Iterable[_Row], signs: _Signs) -> list[tuple[_Row, Side]]:
    return [(row, foot) for row in rows for foot, seen in signs if row.when <= seen]


def _why_no_session(answers: Answers, signs: _Signs, closed: frozenset[Side]) -> str | None:
    if _standing(_SEE_SOMEONE_FIRST, signs):
        return SEE_SOMEONE
    if answers.get("adult", "yes") != "yes":
        return NOT_FOR_THE_YOUNG
    if something_unanswered(answers):
        return STILL_OPEN
    if _standing(_NO_SESSION, signs) or closed == set(FEET):
        return NOT_TONIGHT
    return None


def _why_no_breathing(answers: Answers, signs: _Signs) -> str | None:
    """The night needs an adult, a word on pain that eases when the leg hangs, and no alarm."""
    if _standing(_SEE_SOMEONE_FIRST, signs):
        return SEE_SOMEONE
    if answers.get("adult", "yes") != "yes":
        return NOT_FOR_THE_YOUNG
    if "adult" not in answers or "hangs_down" not in answers:
        return STILL_OPEN
    return None


def _sore(signs: _Signs) -> list[Side]:
    return [foot for foot, seen in signs if "sore_patch" in seen]


def _spared(
    answers: Answers, signs: _Signs, narrow: Iterable[tuple[_Row, Side]]
) -> frozenset[tuple[Group, Side]]:
    spared = {(group, foot) for row, foot in narrow for group in row.spares}
    if not sore_zones(answers):  # no spot named: the whole foot is spared (R12a)
        spared |= {(group, foot) for foot in _sore(signs) for group in NOT_ON_SORE_SPOTS}
    if answers.get("oil_patch_clear") != "yes":  # O1
        spared |= {(Group.OIL, foot) for foot in FEET}
    if not _bath_is_open(answers):
        spared |= {(Group.BATH, foot) for foot in FEET}
    return frozenset(spared)


def _bath_is_open(answers: Answers) -> bool:
    """Nothing speaks against a bath, and a clinician found the blood flow good (B1)."""
    if answers.get("pulses_ok") != "yes" or not feeling_is_there(answers):
        return False
    return all(answers.get(question) == "no" for question in _PLAINLY_NO_FOR_A_BATH)
