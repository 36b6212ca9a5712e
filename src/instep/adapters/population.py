"""What many people together say, as a file: no person in it, and a sum that shows any change."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from instep.core.diary import Symptom
from instep.core.learning.pool import Population
from instep.core.learning.priors import Bell, Curved

FORMAT, VERSION = "instep-population", 1


class NotAPopulation(ValueError):
    """A file that no population can be built from; says why in one line."""


@dataclass(frozen=True)
class Made:
    """How a population was made: of which symptom, when, by which Instep and content.

    ``told`` people had something to tell; ``silent`` ones opted in and had not; ``left_out`` ones
    did not opt in. A technique of fewer than ``least_people`` is named and not described.
    """

    symptom: Symptom
    on: date
    instep: str
    content_version: str
    told: int
    silent: int
    left_out: int
    least_people: int


def population_json(population: Population, made: Made) -> dict[str, Any]:
    """Every key in docs/for-operators/json.md. A number that few stand behind is about them."""
    enough = {n for n, people in population.people.items() if people >= made.least_people}
    whole: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        **asdict(made),
        "on": made.on.isoformat(),
        "symptom": made.symptom.value,
        "passes": population.passes,
        "techniques": {
            name: {**asdict(bell), "people": population.people[name]}
            for name, bell in population.techniques.items()
            if name in enough
        },
        "too_few": sorted(set(population.people) - enough),
        "curved": {**asdict(population.curved), "echo_half_day": asdict(population.echo_half_day)},
    }
    return {**whole, "sum": _sum(whole)}


def _sum(whole: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in whole.items() if key != "sum"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def read_population(text: str) -> Population:
    """The population of such a file, as it was written."""
    try:
        whole = json.loads(text)
        if (whole["format"], whole["version"]) != (FORMAT, VERSION):
            raise NotAPopulation(f"is not of the format {FORMAT} {VERSION}. Make it anew.")
        if whole["sum"] != _sum(whole):
            raise NotAPopulation("sum: is not that of the file. Make it anew.")
        return _population(whole)
    except NotAPopulation:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise NotAPopulation(f"is not a population: {error!r}. Make it anew.") from error


def _population(whole: Mapping[str, Any]) -> Population:
    told, curved = whole["techniques"], whole["curved"]
    return Population(
        techniques={name: _bell(each) for name, each in told.items()},
        people={name: int(each["people"]) for name, each in told.items()},
        curved=Curved(*(_bell(curved[name]) for name in ("echo", "drift", "kept", "noise"))),
        echo_half_day=_bell(curved["echo_half_day"]),
        passes=int(whole["passes"]),
    )


def _bell(each: Mapping[str, Any]) -> Bell:
    return Bell(float(each["mean"]), float(each["sd"]))
