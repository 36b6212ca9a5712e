"""Asking everyone's diary, batch by batch, here or on a cluster; used by ``instep pool``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from instep import __version__
from instep.adapters.cluster import NoCluster, Workers, batches_of
from instep.adapters.diaries import Person, Place, read_person
from instep.core.diary import Symptom
from instep.core.learning.ask import ask
from instep.core.learning.columns import Asking, Enquiry
from instep.core.learning.pool import Population, Summary
from instep.core.learning.priors import Priors
from instep.core.learning.whiten import compiled


@dataclass(frozen=True)
class Asked:
    """What goes out to all who read diaries: the question, and what is believed so far."""

    symptom: Symptom
    asking: Asking
    priors: Priors
    population: Population
    instep: str = __version__


@dataclass(frozen=True)
class Told:
    """All that comes back from a batch: summaries. ``silent`` told nothing of the symptom,

    ``left_out`` did not opt in.
    """

    summaries: tuple[Summary, ...]
    silent: int
    left_out: int


def ask_batch(places: Sequence[Place], given: Asked) -> Told:
    """Read each diary where it lies. Of a diary nothing but its summary is given back."""
    if given.instep != __version__:
        fix = "Install the same one."
        raise NoCluster(f"--cluster: a worker runs Instep {__version__}, not {given.instep}. {fix}")
    compiled()  # many diaries: worth reading in, once for each worker
    people = [read_person(place) for place in places]
    told = [_ask(person, given) for person in people if person is not None]
    summaries = tuple(each for each in told if each is not None)
    return Told(summaries, len(told) - len(summaries), len(people) - len(told))


def _ask(person: Person, asked: Asked) -> Summary | None:
    enquiry = Enquiry(asked.symptom, asked.asking, asked.priors, person.primary)
    return ask(person.diary, enquiry, asked.population)


@dataclass
class Everyone:
    """Everyone, to be asked again and again; remembers what the last round told.

    Summaries come in the order of the places, whoever read them: sums then come out the same.
    """

    workers: Workers
    places: Sequence[Place]
    asked: Asked
    read: Callable[[int], None]
    last: list[Told] = field(default_factory=list)

    def __call__(self, population: Population) -> list[Summary]:
        """Each one's summary under these beliefs."""
        self.last = []
        asked, batches = replace(self.asked, population=population), batches_of(self.places)
        answers = self.workers.each(ask_batch, batches, asked)
        for batch, told in zip(batches, answers, strict=True):
            self.last.append(told)
            self.read(len(batch))
        return [each for told in self.last for each in told.summaries]

    @property
    def told(self) -> Told:
        """The last round as one."""
        return Told(
            tuple(each for told in self.last for each in told.summaries),
            sum(told.silent for told in self.last),
            sum(told.left_out for told in self.last),
        )
