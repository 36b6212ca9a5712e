"""Questions, rules and limits from ``content/safety``, each held against what it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.body import Zone
from instep.core.catalog import Bath, Dose, Group, Pressure
from instep.core.safety.clearance import ASK, Action, Contact, Rule, Stops
from instep.core.safety.facts import FACTS
from instep.core.screening import Ages, Answer, Condition, Kind, Part, Question, Questions

WHO = ("foot_team", "doctor", "cancer_team", "maternity", "emergency")
WITHIN = ("1_working_day", "same_day", "now")
MUSTS = (
    "stay_off_foot",
    "no_leg_raised",
    "bruise_look_next_day",
    "helper_looks_at_skin",
    "camera_or_mirror_look",
    "skin_look_before_and_after",
    "no_oil_between_toes",
    "own_towel_and_ball",
    "see_doctor_about_cause",
    "no_left_right_comparison",
    "measure_again_tomorrow",
    "helper_watches_face",
)
OFFERS = (
    "warm_wash",
    "ankle_hold",
    "cream_pat",
    "soft_pad_strokes",
    "active_toes",
    "breathing",
)


@dataclass(frozen=True)
class Limits:
    """The numbers of limits.toml that other rooms are given."""

    ages: Ages
    contacts: Mapping[Action, Contact]
    dose: Dose


# -- Questions ---------------------------------------------------------------------------------


def read_questions(root: Path, sources: Sources) -> Questions:
    """Every question in the order of the file, no id twice."""
    file = read_table(root, "safety/questions.toml")
    questions: dict[str, Question] = {}
    for part in Part:
        table = file.table(part.value)
        for id in table.rest():
            if id in questions:
                raise table.broken(id, "is an id used twice", "Give it a name of its own.")
            questions[id] = _question(table.table(id), id, part, sources)
    file.done()
    for question in questions.values():
        _check_condition(file, question, questions)
    return questions


def _question(table: Table, id: str, part: Part, sources: Sources) -> Question:
    kind = table.one("kind", Kind)
    has_numbers = kind is Kind.NUMBER
    question = Question(
        id=id,
        part=part,
        page=table.text("page"),
        kind=kind,
        values=table.texts("values", ()),
        least=table.number("least", 0, 1000) if has_numbers else None,
        most=table.number("most", 0, 1000) if has_numbers else None,
        whole=table.flag("whole", default=False),
        absent=_absent(table),
        asked_when=_condition(table),
        own_date=table.flag("own_date", default=False),
        keeps_when_stale=table.flag("keeps_when_stale", default=False),
        reassures=table.text("reassures") if "reassures" in table else None,
        source=sourced(table, sources),
    )
    table.done()
    _check_values(table, question)
    return question


def _absent(table: Table) -> Answer | None:
    if "absent" not in table:
        return None
    value = table.take("absent")
    return table.texts("absent") if isinstance(value, list) else table.text("absent")


def _condition(table: Table) -> Condition | None:
    if "asked_when" not in table:
        return None
    inner = table.table("asked_when")
    over = inner.number("over", 0, 1000) if "over" in inner else None
    condition = Condition(inner.text("question"), inner.texts("among", ()), over)
    inner.done()
    return condition


def _check_values(table: Table, question: Question) -> None:
    closed = question.kind in (Kind.CHOICE, Kind.LIST, Kind.CLEARANCES)
    if closed is not bool(question.values):
        raise table.broken("values", "does not fit the kind", "Only closed lists have values.")
    if question.id.endswith("_zones"):
        for zone in set(question.values) - set(Zone):
            raise table.broken("values", f"{zone!r} is not a zone", "Use a zone of zones.toml.")


def _check_condition(file: Table, question: Question, questions: Questions) -> None:
    condition = question.asked_when
    if condition is None:
        return
    at = f"{question.part.value}.{question.id}.asked_when"
    other = questions.get(condition.question)
    if other is None:
        raise file.broken(at, f"{condition.question!r} is not a question", "Mend the id.")
    if not condition.among and condition.over is None:
        raise file.broken(at, "has no answer to wait for", "Add among = [...] or over = ...")
    for word in set(condition.among) - _answers(other):
        raise file.broken(at, f"{word!r} is not an answer to {other.id}", "Mend the word.")


def _answers(question: Question) -> set[str]:
    if question.kind is Kind.YES_NO:
        return {"yes", "no", "not_sure"}
    if question.kind is Kind.SIDED:
        return {"no", "left", "right", "both", "not_sure"}
    return set(question.values)


# -- Limits ------------------------------------------------------------------------------------

_WALLS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "dose": {
        "start_minutes": (1, 15),
        "add_minutes_a_week": (1, 2),
        "usual_minutes": (5, 15),
        "most_minutes": (5, 15),
        "sessions_a_week": (2, 7),
        "review_days": (14, 42),
    },
    "night": {"minutes": (1, 5)},
    "breath": {"in_seconds": (3, 5), "out_seconds": (4, 7)},
    "press": {"times": (1, 5)},
    "bath": {"coolest": (30, 36), "warmest": (33, 36), "most_minutes": (1, 10)},
    "looks": {"after_minutes": (5, 15)},
}
"""Hard walls of every limit: content cannot move a number past them."""


def read_limits(root: Path, sources: Sources) -> Limits:
    """Ages, contacts and doses, each within its walls."""
    file = read_table(root, "safety/limits.toml")
    limits = Limits(
        ages=_ages(file.table("ages"), sources),
        contacts=_contacts(file.table("contacts"), sources),
        dose=_dose(file, sources),
    )
    file.done()
    return limits


def _dose(file: Table, sources: Sources) -> Dose:
    numbers = {
        f"{name}.{key}": value
        for name, walls in _WALLS.items()
        for key, value in _numbers(file.table(name), walls, sources).items()
    }
    return Dose(
        start_minutes=int(numbers["dose.start_minutes"]),
        add_minutes_a_week=int(numbers["dose.add_minutes_a_week"]),
        usual_minutes=int(numbers["dose.usual_minutes"]),
        sessions_a_week=int(numbers["dose.sessions_a_week"]),
        review_days=int(numbers["dose.review_days"]),
        foot_at_most=60 * numbers["dose.most_minutes"],
        night=60 * numbers["night.minutes"],
        breathe_in=numbers["breath.in_seconds"],
        breathe_out=numbers["breath.out_seconds"],
        presses=int(numbers["press.times"]),
        bath=Bath(
            numbers["bath.coolest"], numbers["bath.warmest"], 60 * numbers["bath.most_minutes"]
        ),
        look_after=60 * numbers["looks.after_minutes"],
    )


def _ages(table: Table, sources: Sources) -> Ages:
    ages = Ages(
        about_days=table.whole("about_days", 1, 180),
        touch_test_days=table.whole("touch_test_days", 1, 365),
        clearance_days=table.whole("clearance_days", 1, 180),
        referral_days=table.whole("referral_days", 1, 60),
        look_minutes=table.whole("look_minutes", 1, 30),
    )
    sourced(table, sources)
    table.done()
    return ages


def _contacts(table: Table, sources: Sources) -> Mapping[Action, Contact]:
    contacts = {}
    for action in (Action.FOOT_TEAM, Action.URGENT, Action.EMERGENCY):
        inner = table.table(action.name)
        contacts[action] = _contact(inner)
        sourced(inner, sources)
        inner.done()
    table.done()
    return contacts


def _contact(table: Table) -> Contact:
    who, within = table.text("who"), table.text("within")
    _known(table, "who", (who,), WHO)
    _known(table, "within", (within,), WITHIN)
    return Contact(who, within)


def _known(table: Table, key: str, words: tuple[str, ...], known: tuple[str, ...]) -> None:
    for word in words:
        if word not in known:
            raise table.broken(key, f"{word!r} is not known", f"Use one of: {', '.join(known)}.")


def _numbers(
    table: Table, walls: Mapping[str, tuple[float, float]], sources: Sources
) -> Mapping[str, float]:
    numbers = {key: table.number(key, *ends) for key, ends in walls.items()}
    sourced(table, sources)
    table.done()
    return numbers


# -- Rules -------------------------------------------------------------------------------------


def read_rules(
    root: Path, sources: Sources, questions: Questions, limits: Limits
) -> tuple[Rule, ...]:
    """Every row in the order of the file; each fact, group and word must be known."""
    file = read_table(root, "safety/rules.toml")
    rules = tuple(
        _rule(Table(file.file, (id,), values), id, sources, questions, limits)
        for id, values in file.rest().items()
    )
    if ASK not in {rule.id for rule in rules}:
        raise file.broken(ASK, "is missing", "Silence must stop a session: put the row back.")
    return rules


def _rule(table: Table, id: str, sources: Sources, questions: Questions, limits: Limits) -> Rule:
    when = table.texts("when", ()) if id == ASK else table.texts("when")
    _check_facts(table, id, when, questions)
    is_finding = table.flag("is_finding", default=True)
    action = table.one("action", Action) if is_finding else Action.GO
    contact, unsure = _whom(table, action, limits)
    zones_from = table.text("zones_from") if "zones_from" in table else None
    if zones_from is not None and zones_from not in questions:
        raise table.broken("zones_from", f"{zones_from!r} is not a question", "Mend the id.")
    rule = Rule(
        id=id,
        when=when,
        action=action,
        stops=_stops(table, action),
        contact=contact,
        contact_unsure=unsure,
        source=sourced(table, sources),
        pressure_at_most=_pressure(table),
        minutes_per_foot=_minutes(table, "minutes_per_foot", 15),
        minutes_total=_minutes(table, "minutes_total", 30),
        spares=frozenset(table.many("spares", Group, ())),
        spares_there=frozenset(table.many("spares_there", Group, ())),
        zones_from=zones_from,
        oils=frozenset(table.texts("oils", ())),
        carriers=_carriers(table),
        musts=_words(table, "musts", MUSTS),
        offers=_words(table, "offers", OFFERS),
        offers_where_free=_free(table),
        is_finding=is_finding,
    )
    table.done()
    return rule


def _check_facts(table: Table, id: str, when: tuple[str, ...], questions: Questions) -> None:
    if not when and id != ASK:
        raise table.broken("when", "is empty", "Name the fact it fires on.")
    for fact in when:
        plain = fact in questions and questions[fact].kind in (Kind.YES_NO, Kind.SIDED)
        if fact not in FACTS and not plain:
            fix = "Use a yes-no or sided question, or a name in core/safety/facts.py."
            raise table.broken("when", f"{fact!r} is not a fact", fix)


def _stops(table: Table, action: Action) -> Stops | None:
    stops = table.one("stops", Stops) if "stops" in table else None
    if action >= Action.STOP and stops is None:
        raise table.broken("stops", "is missing", 'Write stops = "session" or "side".')
    if action >= Action.FOOT_TEAM and stops is not Stops.SESSION:
        raise table.broken("stops", "is too little", 'A call for care stops the "session".')
    return stops


def _whom(table: Table, action: Action, limits: Limits) -> tuple[Contact | None, Contact | None]:
    """The contact of a finding, and the one when an emergency was only not sure."""
    if "contact" in table:
        inner = table.table("contact")
        own = _contact(inner)
        inner.done()
        return own, own
    softened = Action.URGENT if action is Action.EMERGENCY else action
    return limits.contacts.get(action), limits.contacts.get(softened)


def _pressure(table: Table) -> Pressure | None:
    if "pressure_at_most" not in table:
        return None
    return Pressure(table.whole("pressure_at_most", 0, max(Pressure)))


def _minutes(table: Table, key: str, most: int) -> int | None:
    return table.whole(key, 1, most) if key in table else None


def _words(table: Table, key: str, known: tuple[str, ...]) -> frozenset[str]:
    words = table.texts(key, ())
    _known(table, key, words, known)
    return frozenset(words)


def _carriers(table: Table) -> Mapping[str, frozenset[str]]:
    if "carriers" not in table:
        return {}
    inner = table.table("carriers")
    return {allergy: frozenset(inner.texts(allergy)) for allergy in inner.rest()}


def _free(table: Table) -> Mapping[str, frozenset[Group]]:
    if "offers_where_free" not in table:
        return {}
    inner = table.table("offers_where_free")
    offers = tuple(inner.rest())
    _known(inner, "", offers, OFFERS)
    return {offer: frozenset(inner.many(offer, Group)) for offer in offers}
