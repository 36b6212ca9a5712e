"""What many people together say of each technique; only summaries leave where a diary lies."""

import argparse
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instep import __version__
from instep.commands import given

if TYPE_CHECKING:
    from instep.adapters.cluster import Workers
    from instep.adapters.population import Made
    from instep.core.learning.pool import Population

HELP = "pool the diaries of people who opted in"
SYMPTOMS = ("pain", "burning", "tingling", "numbness", "cold", "sleep")
SOON = 1.0
"""Seconds after which a bar is shown."""


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="diaries: .json or .jsonl")
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="where to keep it")
    parser.add_argument("--symptom", choices=SYMPTOMS, default="pain", help="of which (pain)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler: tcp://host:8786")
    parser.add_argument("--json", action="store_true", help="print JSON, keys sorted")
    parser.add_argument("--force", action="store_true", help="take the place of a file there")


def run(args: argparse.Namespace) -> int:
    """Ask everyone twice, then keep and tell what they say together."""
    from instep.adapters.cluster import NoCluster
    from instep.adapters.diaries import NotRead

    _check_places(args)
    try:
        population, made = _pooled(args)
    except (NotRead, NoCluster) as error:
        raise given.CannotUse(str(error)) from error
    if made.told < made.least_people:
        what = f"{made.told} people told something, and {made.least_people} are needed"
        raise given.CannotUse(f"{args.folder}: {what}. Nothing was kept. Wait for more.")
    _keep_and_tell(args, population, made)
    return 0


def _check_places(args: argparse.Namespace) -> None:
    """Before hours of work: a place that cannot be used is said at once."""
    if not args.folder.exists():
        raise given.CannotUse(f"{args.folder}: is not there. Name a folder of diaries.")
    if args.file is None:
        return
    if not args.file.absolute().parent.is_dir():
        raise given.CannotUse(f"{args.file.parent}: is not a folder. Make it, or choose another.")
    if args.file.is_dir():
        raise given.CannotUse(f"{args.file}: is a folder. Name a file in it.")
    if args.file.exists() and not args.force:
        raise given.CannotUse(f"{args.file}: is there already. Choose another, or add --force.")


# -- Asking everyone ---------------------------------------------------------------------------


def _pooled(args: argparse.Namespace) -> "tuple[Population, Made]":
    from instep.adapters.content import SHIPPED, learning
    from instep.adapters.diaries import people_in
    from instep.adapters.population import Made
    from instep.commands.everyone import Asked, Everyone
    from instep.core.diary import Symptom
    from instep.core.learning.columns import groups_asked
    from instep.core.learning.pool import Population, passes

    house, beliefs = given.house(args), learning(args.content or SHIPPED)
    symptom, places = Symptom(args.symptom), people_in(args.folder)
    nobody = Population.nobody(beliefs.priors)
    asked = Asked(symptom, groups_asked(house.catalog), beliefs.priors, nobody)
    with _workers(args) as workers, _bar(len(places) * beliefs.pooling.passes) as read:
        everyone = Everyone(workers, places, asked, read)
        population = passes(everyone, nobody, beliefs.priors, beliefs.pooling)
    told = everyone.told
    return population, Made(
        symptom=symptom,
        on=given.today(args),
        instep=__version__,
        content_version=house.version,
        told=len(told.summaries),
        silent=told.silent,
        left_out=told.left_out,
        least_people=beliefs.pooling.least_people,
    )


def _workers(args: argparse.Namespace) -> "AbstractContextManager[Workers]":
    from instep.adapters.cluster import Cluster, Here

    return nullcontext(Here()) if args.cluster is None else Cluster(args.cluster)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where a person sees it and it takes more than a moment."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = ("{task.description}", BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task, began = bar.add_task("Asking everyone, twice", total=total), time.monotonic()

    def read(people: int) -> None:
        bar.update(task, advance=people)
        if time.monotonic() - began > SOON and not bar.live.is_started:
            bar.start()

    try:
        yield read
    finally:
        bar.stop()


# -- Telling -----------------------------------------------------------------------------------


def _keep_and_tell(args: argparse.Namespace, population: "Population", made: "Made") -> None:
    from instep.adapters.export.as_json import dumps
    from instep.adapters.population import population_json

    whole = population_json(population, made)
    if args.file is not None:
        _keep(args, dumps(whole) + "\n")
    if args.json:
        given.out(dumps(whole))
        return
    for line in _lines(whole):
        given.out(line)
    if args.file is not None:
        given.out(f"Kept in {args.file}.")


def _keep(args: argparse.Namespace, text: str) -> None:
    """Whole under its name, or not at all."""
    temporary = args.file.with_name(f".instep-{secrets.token_hex(8)}")
    try:
        temporary.write_text(text, encoding="utf-8")
        if not args.force and args.file.exists():  # it came while everyone was asked
            fix = "Choose another, or add --force."
            raise given.CannotUse(f"{args.file}: is there already. {fix}")
        temporary.replace(args.file)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _lines(whole: dict[str, Any]) -> Iterator[str]:
    """For a person at a terminal: each technique in points a day, and how much people differ."""
    yield f"{whole['told']} people tell of {whole['symptom']}, {whole['passes']} times asked."
    left = f"{whole['left_out']} did not opt in and were not read"
    yield f"{left}; {whole['silent']} told nothing of it."
    for name, each in sorted(whole["techniques"].items()):
        differ = f"people differ by {each['sd']:.2f}"
        yield f"{name:<8} {each['mean']:+.2f} points, {differ}, from {each['people']} people"
    if whole["too_few"]:
        few = ", ".join(whole["too_few"])
        yield f"Fewer than {whole['least_people']} people each, so not told: {few}."
