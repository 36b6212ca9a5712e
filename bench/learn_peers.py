"""The same model elsewhere: do the answers agree, and what do they cost? Each peer if installed."""

import time
import warnings
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from tests.core.learning.worlds import PRIORS, columns, dense_columns, random_series

from bench.learn_speed import inside
from instep.core.learning.fit import fit
from instep.core.learning.series import Series

TECHNIQUES, DAYS = 5, 365
LONG_RUN = 8000
"""Draws of each chain of a run whose own error is small beside what is asked of ours."""


class Answer(NamedTuple):
    """Means and sds of the techniques, and the Monte Carlo error of both."""

    mean: np.ndarray
    sd: np.ndarray
    of_mean: np.ndarray
    of_sd: np.ndarray


def peers() -> None:
    """Warm CPU seconds against ours, and how far the answers are apart."""
    series = inside(random_series(DAYS, DAYS, TECHNIQUES))
    ours = fit(series, columns(TECHNIQUES), PRIORS).known.mixture
    took = _cpu(lambda: fit(series, columns(TECHNIQUES), PRIORS), 15)
    print(f"\nOurs: {1000 * took:.1f} ms for {DAYS} days and {TECHNIQUES} techniques.\n")
    print("| peer | CPU, s | times ours | means apart, errors: rms, most |", end="")
    print(" sds apart, most | its own error of an sd, most |\n|---|---|---|---|---|---|")
    for name, ask in (
        ("PyMC + nutpie, 4 x 1000", by_nutpie),
        ("NumPyro, 4 x 1000", by_numpyro),
        (f"PyMC + nutpie, 4 x {LONG_RUN}", partial(by_nutpie, draws=LONG_RUN)),
    ):
        try:
            spent, told = ask(series)
        except ImportError:
            print(f"| {name} | not installed | | | | |")
            continue
        apart = np.abs(ours.mean[1:] - told.mean) / told.of_mean
        wide, own = np.abs(ours.sd[1:] / told.sd - 1).max(), (told.of_sd / told.sd).max()
        rms, most = np.sqrt((apart**2).mean()), apart.max()
        print(
            f"| {name} | {spent:.1f} | {spent / took:,.0f} | {rms:.2f}, {most:.2f} |"
            f" {wide:.1%} | {own:.1%} |",
            flush=True,
        )
    _statsmodels(series, took)


def _cpu(act: Callable[[], object], turns: int) -> float:
    act()
    spent = []
    for _ in range(turns):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return float(np.median(spent))


def _answer(draws: np.ndarray) -> Answer:
    """From (chains, draws, techniques)."""
    mean, sd = draws.mean(axis=(0, 1)), draws.std(axis=(0, 1))
    square = (draws - mean) ** 2
    return Answer(mean, sd, _error(draws), _error(square) / (2 * sd))


def _error(draws: np.ndarray) -> np.ndarray:
    """Of the mean of each technique's (chains, draws), by how many draws they are worth."""
    import arviz

    sizes = [float(arviz.ess(draws[:, :, k])) for k in range(draws.shape[-1])]
    found: np.ndarray = draws.std(axis=(0, 1)) / np.sqrt(sizes)
    return found


def by_nutpie(series: Series, draws: int = 1000) -> tuple[float, Answer]:
    """Level and echo as latent walks, sampled by nutpie; compiled beforehand."""
    import nutpie
    import pymc as pm
    import pytensor.tensor as pt

    days = len(series.dose)
    with pm.Model() as model:
        log_s = pm.Normal("log_s", PRIORS.noise.mean, PRIORS.noise.sd)
        log_q = pm.Normal("log_q", PRIORS.drift.mean, PRIORS.drift.sd)
        echo = pt.tanh(pm.Normal("echo", PRIORS.echo.mean, PRIORS.echo.sd))
        kept = pm.math.sigmoid(pm.Normal("kept", PRIORS.retention.mean, PRIORS.retention.sd))
        first = pm.Normal("first", PRIORS.level.mean, PRIORS.level.sd)
        beta = pm.Normal("beta", 0, PRIORS.technique.sd, shape=TECHNIQUES)
        steps = pm.Normal("steps", 0, 1, shape=days - 1)
        walked = pt.exp(log_q) * pt.concatenate([[0.0], pt.cumsum(steps)])
        powers = kept ** pt.arange(40)
        doses = pt.stack([_carried(series.dose[:, k], powers, kept, pt) for k in range(TECHNIQUES)])
        expected = (first + walked + pt.dot(beta, doses))[series.at]
        away = series.scores - expected
        gaps = np.diff(series.at)
        left = echo**gaps
        s = pt.exp(log_s)
        pm.Potential("first_score", pm.logp(pm.Normal.dist(0, s), away[0]))
        wide = s * pt.sqrt(1 - left**2)
        pm.Potential("scores", pm.logp(pm.Normal.dist(left * away[:-1], wide), away[1:]).sum())
    compiled = nutpie.compile_pymc_model(model)
    start = time.process_time()
    found = nutpie.sample(
        compiled,
        draws=draws,
        tune=1000,
        chains=4,
        cores=1,
        seed=1,
        progress_bar=False,
        target_accept=0.9,
    )
    spent = time.process_time() - start
    return spent, _answer(np.asarray(found.posterior["beta"]))


def _carried(dose: np.ndarray, powers, kept, pt):
    """What is left of a dose, forty days back: less than one part in a thousand million."""
    back = np.stack([np.concatenate([np.zeros(lag), dose[: len(dose) - lag]]) for lag in range(40)])
    return (1 - kept) * pt.dot(powers, back)


def by_numpyro(series: Series) -> tuple[float, Answer]:
    """The same, with NumPyro's sampler; the first run is not counted, it compiles."""
    import jax
    import jax.numpy as jnp
    import numpyro
    import numpyro.distributions as dist

    jax.config.update("jax_enable_x64", True)
    gaps = jnp.diff(jnp.asarray(series.at))

    def model() -> None:
        s = jnp.exp(numpyro.sample("log_s", dist.Normal(PRIORS.noise.mean, PRIORS.noise.sd)))
        q = jnp.exp(numpyro.sample("log_q", dist.Normal(PRIORS.drift.mean, PRIORS.drift.sd)))
        echo = jnp.tanh(numpyro.sample("echo", dist.Normal(PRIORS.echo.mean, PRIORS.echo.sd)))
        kept = jax.nn.sigmoid(
            numpyro.sample("kept", dist.Normal(PRIORS.retention.mean, PRIORS.retention.sd))
        )
        first = numpyro.sample("first", dist.Normal(PRIORS.level.mean, PRIORS.level.sd))
        beta = numpyro.sample("beta", dist.Normal(0, PRIORS.technique.sd).expand([TECHNIQUES]))
        steps = numpyro.sample("steps", dist.Normal(0, 1).expand([len(series.dose) - 1]))
        walked = q * jnp.concatenate([jnp.zeros(1), jnp.cumsum(steps)])
        powers = kept ** jnp.arange(40)
        back = [_carried(series.dose[:, k], powers, kept, jnp) for k in range(TECHNIQUES)]
        away = series.scores - (first + walked + beta @ jnp.stack(back))[series.at]
        left = echo**gaps
        numpyro.factor("first_score", dist.Normal(0, s).log_prob(away[0]))
        wide = s * jnp.sqrt(1 - left**2)
        numpyro.factor("scores", dist.Normal(left * away[:-1], wide).log_prob(away[1:]).sum())

    kernel = numpyro.infer.NUTS(model, target_accept_prob=0.9)
    sampler = numpyro.infer.MCMC(
        kernel,
        num_warmup=1000,
        num_samples=1000,
        num_chains=4,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(0))
    start = time.process_time()
    sampler.run(jax.random.PRNGKey(1))
    draws = np.asarray(sampler.get_samples(group_by_chain=True)["beta"])
    return time.process_time() - start, _answer(draws)


def _statsmodels(series: Series, took: float) -> None:
    """Maximum likelihood, carry-over given; its intervals know nothing of the curved unknowns."""
    try:
        from statsmodels.tsa.statespace.structural import UnobservedComponents
    except ImportError:
        print("| statsmodels, maximum likelihood | not installed | | | | |")
        return
    scores = np.full(len(series.dose), np.nan)
    scores[series.at] = series.scores
    every = Series(
        scores, np.arange(len(scores)), scores * 0, np.ones((len(scores), 0)), series.dose
    )
    doses = dense_columns(every, 0.31)

    def ask() -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = UnobservedComponents(scores, "rwalk", autoregressive=1, exog=doses)
            return model.fit(disp=False)

    spent = _cpu(ask, 3)
    print(f"| statsmodels, maximum likelihood | {spent:.2f} | {spent / took:,.0f} | | | |")
