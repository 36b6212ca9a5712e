"""What is believed before the first day, and where a verdict begins: ``content/learning.toml``."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Bell:
    """A bell curve: its middle and its standard deviation."""

    mean: float
    sd: float


@dataclass(frozen=True)
class Curved:
    """Beliefs of the unknowns that do not enter along straight lines, on the scales of the priors:

    atanh phi a step, log q a day, logit lambda a day, log s.
    """

    echo: Bell
    drift: Bell
    kept: Bell
    noise: Bell


@dataclass(frozen=True)
class Priors:
    """One bell curve for each unknown of the model (docs/for-clinicians/learning.md).

    ``level``, ``technique``, ``any_session``, ``covariate`` and ``new_drug`` are in points of the
    0-10 score. ``noise`` is log s, ``drift`` log q a day, ``retention`` logit lambda a day;
    ``echo`` is atanh phi from one score to the next, where there is one a day or two.
    """

    level: Bell
    technique: Bell
    any_session: Bell
    covariate: Bell
    new_drug: Bell
    noise: Bell
    drift: Bell
    retention: Bell
    echo: Bell
    echo_half_day: Bell

    def curved(self, a_day: int) -> Curved:
        """Two scores a day stand nearer to each other than one a day."""
        echo = self.echo if a_day == 1 else self.echo_half_day
        return Curved(echo, self.drift, self.retention, self.noise)


@dataclass(frozen=True)
class RightAfter:
    """What is believed of the score right after a session, less the one before, in points.

    ``rest`` is what sitting quietly does; ``technique`` what a technique does beyond that;
    ``before`` how a point more before changes it; ``noise`` is log of the everyday noise.
    """

    rest: Bell
    technique: Bell
    before: Bell
    noise: Bell


@dataclass(frozen=True)
class Yardstick:
    """Where one verdict ends and the next begins.

    A change matters from ``matters_share`` of the level on, but from ``matters_least`` points at
    the least and ``matters_most`` at the most. ``sure_helps`` is the chance that helps needs, of a
    symptom that was not chosen beforehand ``sure_exploratory``; ``sure_worse`` that of worse,
    ``likely`` that of a change that matters, ``sure_of_none`` that of no important effect. An
    evening that nobody wrote may have been ``missing_points`` worse or better than its neighbours.
    """

    matters_share: float
    matters_least: float
    matters_most: float
    sure_helps: float
    sure_exploratory: float
    sure_worse: float
    likely: float
    sure_of_none: float
    least_days_on: int
    least_days_off: int
    least_switches: int
    alike: float
    level_days: int
    missing_points: float
    harm_points: int
    harm_times: int

    def of(self, *, exploratory: bool) -> "Yardstick":
        """The one for a symptom: who looks at many finds something in one, so more is asked."""
        return replace(self, sure_helps=self.sure_exploratory) if exploratory else self


@dataclass(frozen=True)
class FairTest:
    """How a fair test is laid out: days of run-in and of a block, most techniques, longest days.

    ``long_block_days`` where carry-over is above ``long_kept``; ``least_chance`` is what any arm
    allowed is drawn with; ``rest_once_in`` blocks once there is a verdict. ``lengths`` are the
    days a test is offered for: with rest and one technique, with two, and so on.
    """

    run_in_days: int
    block_days: int
    long_block_days: int
    long_kept: float
    most_techniques: int
    most_days: int
    least_chance: float
    rest_once_in: int
    lengths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pooling:
    """How people are pooled: ``spread`` is log of how much they differ, ``passes`` how often.

    ``damping`` is how much of each step is taken; ``least_people`` share a summary.
    """

    spread: Bell
    passes: int
    damping: float
    least_people: int


@dataclass(frozen=True)
class Choosing:
    """From when on picking is said to go with how it feels: the chance, and days on and off.

    A difference of less than ``small`` points is none.
    """

    sure: float
    small: float
    least_days: int


@dataclass(frozen=True)
class Pairing:
    """What is believed of the extra of a pair, in points, and the scored days it needs.

    ``least_together`` with both, ``least_apart`` of each without the other.
    """

    extra: Bell
    least_together: int
    least_apart: int


@dataclass(frozen=True)
class Learning:
    """Every number the learning engine takes from the content."""

    priors: Priors
    right_after: RightAfter
    yardstick: Yardstick
    fair_test: FairTest
    pooling: Pooling
    choosing: Choosing
    pairing: Pairing
