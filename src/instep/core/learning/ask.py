"""What one person's diary gives to many: a summary, of those techniques that may be counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from instep.core.diary import Diary
from instep.core.learning.columns import Enquiry, is_gone
from instep.core.learning.fit import learn
from instep.core.learning.pool import Population, Summary, summary
from instep.core.learning.posterior import Posterior
from instep.core.learning.priors import Bell
from instep.core.learning.verdict import Tally, tally


def ask(diary: Diary, enquiry: Enquiry, population: Population) -> Summary | None:
    """Read a diary as the population believes; None where it tells nothing of the symptom.

    What is left out for one person is left out for all: a technique never compared, one mostly
    picked by how the day felt with no check-in before it, and one that is no longer there.
    """
    if not diary.scores(enquiry.symptom):
        return None
    believed = replace(
        enquiry, priors=population.priors(enquiry.priors), pooled=population.techniques
    )
    posterior = learn(diary, believed)
    return summary(posterior, _beliefs(posterior, believed), _counted(diary, posterior, enquiry))


def _beliefs(posterior: Posterior, enquiry: Enquiry) -> Mapping[str, Bell]:
    pooled = enquiry.pooled or {}
    names = posterior.columns.techniques
    return {name: pooled.get(name, enquiry.priors.technique) for name in names}


def _counted(diary: Diary, posterior: Posterior, enquiry: Enquiry) -> Sequence[str]:
    """Techniques with scored days on and off, and no hidden reason behind most of them."""
    tallies = {name: tally(diary, enquiry, name) for name in posterior.columns.techniques}
    return [name for name, days in tallies.items() if _compares(days) and not is_gone(name)]


def _compares(days: Tally) -> bool:
    return bool(days.on and days.off) and 2 * days.hidden <= days.on
