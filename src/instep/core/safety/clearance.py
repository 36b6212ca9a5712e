"""Rule, finding, clearance: what may be done today, with all its reasons.

Every rule is asked every time; nothing stops at the first finding. Findings add up: the
greatest action, the least pressure and minutes, all that is spared. So order cannot matter,
and a longer rule book can only narrow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from instep.core.body import FEET, Side, Zone
from instep.core.catalog import Group, Pressure
from instep.core.safety.facts import Fact, Facts, Truth
from instep.core.screening import Screen


class Action(IntEnum):
    """What today calls for, from mild to severe.

    FOOT_TEAM is within one working day, URGENT the same day, EMERGENCY now.
    """

    GO = 0
    ADAPT = 1
    STOP = 2
    FOOT_TEAM = 3
    URGENT = 4
    EMERGENCY = 5


class Stops(StrEnum):
    """What a finding shuts: one foot, or the whole session."""

    SIDE = "side"
    SESSION = "session"


@dataclass(frozen=True)
class Contact:
    """Who to tell, and by when."""

    who: str
    within: str


@dataclass(frozen=True)
class Rule:
    """One row of ``content/safety/rules.toml``: a reason to limit, skip or stop.

    It fires when every fact of ``when`` holds. ``spares`` counts on both feet, ``spares_there``
    on the finding's own side, narrowed to the zones answered to ``zones_from`` if any were.
    ``is_finding`` False: it only spares, and is not told as a reason.
    """

    id: str
    when: tuple[str, ...]
    action: Action
    stops: Stops | None
    contact: Contact | None
    contact_unsure: Contact | None
    source: tuple[str, ...]
    pressure_at_most: Pressure | None = None
    minutes_per_foot: int | None = None
    minutes_total: int | None = None
    spares: frozenset[Group] = frozenset()
    spares_there: frozenset[Group] = frozenset()
    zones_from: str | None = None
    oils: frozenset[str] = frozenset()
    carriers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    musts: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    offers_where_free: Mapping[str, frozenset[Group]] = field(default_factory=dict)
    is_finding: bool = True


@dataclass(frozen=True)
class Finding:
    """A rule that fired, on what, and on which side. Not sure makes an emergency urgent."""

    rule: Rule
    action: Action
    side: Side
    because: tuple[str, ...]
    unsure: bool

    @property
    def contact(self) -> Contact | None:
        """Whom to tell; a doubt about an emergency has a contact of its own."""
        softened = self.action is not self.rule.action
        return self.rule.contact_unsure if softened else self.rule.contact


@dataclass(frozen=True, order=True)
class Spared:
    """A group left out on a side: all of it, or only on some zones."""

    group: Group
    side: Side
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True)
class Limits:
    """The least of all pressures and minutes that findings set; None where none did."""

    pressure: Pressure
    per_foot: int | None
    total: int | None


@dataclass(frozen=True)
class Clearance:
    """The answer for today, with every reason. Built only by ``decide``."""

    fired: tuple[Finding, ...]
    missing: tuple[str, ...]
    spared: tuple[Spared, ...]
    limits: Limits
    oils_spared: tuple[str, ...]
    carriers_spared: tuple[str, ...]
    musts: frozenset[str]
    offers: frozenset[str]
    gentle_oil: bool
    hanging_leg_unasked: bool
    under_age: bool

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The reasons a person is told, in the order of the rules."""
        return tuple(f for f in self.fired if f.rule.is_finding)

    @property
    def action(self) -> Action:
        """The greatest of the findings; GO when there is none."""
        return max((f.action for f in self.findings), default=Action.GO)

    @property
    def closed(self) -> tuple[Side, ...]:
        """The feet that may not be touched today."""
        shut = {s for f in self.findings if f.rule.stops is Stops.SIDE for s in f.side.each}
        return tuple(side for side in FEET if side in shut)

    @property
    def may_begin(self) -> bool:
        """Nothing unanswered, nothing that stops the session, and a foot left to touch."""
        stopped = any(f.rule.stops is Stops.SESSION for f in self.findings)
        return not self.missing and not stopped and len(self.closed) < len(FEET)

    @property
    def may_breathe(self) -> bool:
        """The night's three minutes touch no foot: only a call for care, or age, stands against it.

        The hanging leg must have been asked and plainly denied (rules.md, night).
        """
        sends = any(f.action >= Action.FOOT_TEAM for f in self.findings)
        return not sends and not self.hanging_leg_unasked and not self.under_age

    def spared_on(self, groups: Iterable[Group], side: Side) -> frozenset[Zone] | None:
        """The zones of this foot these groups must leave out; None: all of it."""
        zones: set[Zone] = set()
        wanted = frozenset(groups)
        for spared in self.spared:
            if spared.group not in wanted or side not in spared.side.each:
                continue
            if not spared.zones:
                return None
            zones.update(spared.zones)
        return frozenset(zones)


def decide(rules: Sequence[Rule], screen: Screen) -> Clearance:
    """Ask every rule about what was said today, and add up what fired."""
    facts = Facts(screen)
    order = tuple(screen.questions)
    fired = [(rule, truth) for rule in rules if (truth := _truth(rule, facts, screen)).holds]
    spared = _spared(fired, screen)
    return Clearance(
        fired=tuple(_finding(rule, truth, order) for rule, truth in fired),
        missing=screen.missing(),
        spared=_united(spared),
        limits=_limits([rule for rule, _ in fired]),
        oils_spared=tuple(sorted({oil for rule, _ in fired for oil in rule.oils})),
        carriers_spared=_carriers(fired, screen),
        musts=frozenset(must for rule, _ in fired for must in rule.musts),
        offers=_offers(fired, spared),
        gentle_oil=not facts["young_firm_skin_that_feels"].holds,
        hanging_leg_unasked=screen.read("hangs_down") is None,
        under_age=facts["not_adult"].holds,
    )


ASK = "ASK"
"""The row that names every question still unanswered."""


def _truth(rule: Rule, facts: Facts, screen: Screen) -> Truth:
    if rule.id == ASK:
        missing = screen.missing()
        fact = Fact.TRUE if missing else Fact.FALSE
        return Truth(fact, fact, frozenset(missing))
    truth = facts[rule.when[0]]
    for name in rule.when[1:]:
        truth = truth & facts[name]
    return truth


def _finding(rule: Rule, truth: Truth, order: tuple[str, ...]) -> Finding:
    unsure = truth.value is Fact.UNKNOWN
    softened = unsure and rule.action is Action.EMERGENCY
    return Finding(
        rule=rule,
        action=Action.URGENT if softened else rule.action,
        side=truth.side,
        because=tuple(q for q in order if q in truth.because),
        unsure=unsure,
    )


_TOUCH = frozenset(Group) - {Group.CAN, Group.BREATHE}
"""What a closed side has spared (rules.md, Actions)."""

_Spare = tuple[Group, Side, Zone | None]


def _spared(fired: Iterable[tuple[Rule, Truth]], screen: Screen) -> set[_Spare]:
    """Single entries: a group on one foot, on one zone or (None) all of it."""
    entries: set[_Spare] = set()
    for rule, truth in fired:
        here = truth.side.each
        entries.update((g, side, None) for g in rule.spares for side in FEET)
        zones = _zones(rule, screen)
        entries.update((g, s, z) for g in rule.spares_there for s in here for z in zones)
        if rule.stops is Stops.SIDE:
            entries.update((g, side, None) for g in _TOUCH for side in here)
    return entries


def _zones(rule: Rule, screen: Screen) -> tuple[Zone | None, ...]:
    named = screen.read(rule.zones_from) if rule.zones_from else None
    return tuple(Zone(z) for z in named) if isinstance(named, tuple) and named else (None,)


def _united(entries: set[_Spare]) -> tuple[Spared, ...]:
    """One entry a group where both feet are spared alike, else one a foot, sorted."""
    spared: list[Spared] = []
    for group in sorted({group for group, _, _ in entries}):
        left, right = (_zones_of(entries, group, side) for side in FEET)
        if left == right and left is not None:
            spared.append(Spared(group, Side.BOTH, left))
            continue
        feet = zip(FEET, (left, right), strict=True)
        spared += [Spared(group, side, zones) for side, zones in feet if zones is not None]
    return tuple(spared)


def _zones_of(entries: set[_Spare], group: Group, side: Side) -> tuple[Zone, ...] | None:
    """The spared zones of one foot, none meaning all of it; None when it is not spared there."""
    zones = {zone for g, s, zone in entries if g is group and s is side}
    if not zones:
        return None
    if None in zones:
        return ()
    return tuple(sorted(zone for zone in zones if zone is not None))


def _limits(rules: Sequence[Rule]) -> Limits:
    return Limits(
        pressure=min(
            (r.pressure_at_most for r in rules if r.pressure_at_most is not None),
            default=max(Pressure),
        ),
        per_foot=min((r.minutes_per_foot for r in rules if r.minutes_per_foot), default=None),
        total=min((r.minutes_total for r in rules if r.minutes_total), default=None),
    )


def _carriers(fired: Iterable[tuple[Rule, Truth]], screen: Screen) -> tuple[str, ...]:
    """The carriers spared by what was answered, such as almond for a nut allergy."""
    names: set[str] = set()
    for rule, truth in fired:
        for question in truth.because if rule.carriers else ():
            answer = screen.read(question)
            words = answer if isinstance(answer, tuple) else ()
            names.update(*(rule.carriers.get(word, frozenset()) for word in words))
    return tuple(sorted(names))


def _offers(fired: Sequence[tuple[Rule, Truth]], spared: set[_Spare]) -> frozenset[str]:
    """What is offered instead; some only on a foot where their own groups are still free."""
    offers = {offer for rule, _ in fired for offer in rule.offers}
    for rule, truth in fired:
        for offer, groups in rule.offers_where_free.items():
            if any(not _any_spared(spared, groups, side) for side in truth.side.each):
                offers.add(offer)
    return frozenset(offers)


def _any_spared(spared: set[_Spare], groups: frozenset[Group], side: Side) -> bool:
    return any((group, side, None) in spared for group in groups)
