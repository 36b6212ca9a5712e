"""Pooling as an operator runs it: here, on a cluster, with a worker killed, with odd files."""

import json
import os
import pickle
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from instep.adapters.cluster import Cluster, Here, NoCluster, batches_of
from instep.adapters.content import learning, load
from instep.adapters.diaries import diary_line, people_in
from instep.adapters.population import Made, population_json, read_population
from instep.commands.everyone import Asked, Everyone, ask_batch
from instep.core.diary import Symptom
from instep.core.learning.columns import groups_asked
from instep.core.learning.pool import Population, passes
from tests.commands.crowd import crowd, someone
from tests.commands.test_commands import run

PEOPLE = 240
LEARNING = learning()
NOBODY = Population.nobody(LEARNING.priors)
ASKED = Asked(Symptom.PAIN, groups_asked(load().catalog), LEARNING.priors, NOBODY)
DAY = ("--on", "2026-11-30")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return crowd(tmp_path_factory.mktemp("crowd"), PEOPLE)


@pytest.fixture
def cluster():
    """A scheduler and two workers, each a process of its own."""
    script = Path(__file__).with_name("cluster.py")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, str(script)], **pipes, text=True) as process:
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.communicate(timeout=60)


def asked_by(workers, folder, read=lambda _: None) -> str:
    """The population's whole file, letter for letter."""
    everyone = Everyone(workers, people_in(folder), ASKED, read)
    population = passes(everyone, NOBODY, LEARNING.priors, LEARNING.pooling)
    told = everyone.told
    made = Made(Symptom.PAIN, date(2026, 11, 30), "0", "0", len(told.summaries), told.silent, 1, 20)
    return json.dumps(population_json(population, made), sort_keys=True)


# -- What an operator gets ---------------------------------------------------------------------


def test_people_who_opted_in_are_pooled_and_the_others_counted(folder, tmp_path):
    file = tmp_path / "population.json"
    done = run("pool", str(folder), "-o", str(file), *DAY)
    whole = json.loads(file.read_text())

    assert done.returncode == 0
    assert (whole["told"], whole["left_out"], whole["silent"]) == (PEOPLE, 1, 1)
    assert whole["on"] == "2026-11-30"
    assert whole["techniques"]["STR"]["mean"] < whole["techniques"]["RUB"]["mean"] < -0.3
    assert "STR" in done.out


def test_the_population_is_rebuilt_from_its_file(folder):
    done = run("pool", str(folder), "--json", *DAY)
    whole = json.loads(done.out)
    population = read_population(done.out)
    beliefs = population.pooled(20)

    assert {name: round(bell.mean, 9) for name, bell in beliefs.items()} == {
        name: round(each["mean"], 9) for name, each in whole["techniques"].items()
    }
    assert population.priors(LEARNING.priors).noise.mean == whole["curved"]["noise"]["mean"]


def test_a_population_changed_by_hand_is_refused(folder):
    text = run("pool", str(folder), "--json", *DAY).out

    with pytest.raises(ValueError, match="sum"):
        read_population(text.replace('"told": 240', '"told": 241'))
    with pytest.raises(ValueError, match="Make it anew"):
        read_population("{}")


def test_the_same_diaries_give_the_same_bytes(folder):
    once, again = (run("pool", str(folder), "--json", *DAY).out for _ in range(2))

    assert once == again


def test_too_few_people_give_nothing_and_the_reason(tmp_path):
    done = run("pool", str(crowd(tmp_path, 5)), "-o", str(tmp_path / "p.txt"))

    assert done.returncode == 2
    assert "5 people told something, and 20 are needed" in done.err
    assert not (tmp_path / "p.txt").exists()


def test_a_technique_of_few_people_is_named_and_not_described(tmp_path):
    whole = json.loads(run("pool", str(crowd(tmp_path, 25)), "--json", *DAY).out)

    assert whole["too_few"]
    assert not set(whole["too_few"]) & set(whole["techniques"])
    assert all(each["people"] >= 20 for each in whole["techniques"].values())


def test_a_file_that_is_there_is_left_alone_unless_forced(folder, tmp_path):
    file = tmp_path / "population.json"
    file.write_text("mine")
    refused = run("pool", str(folder), "-o", str(file))

    assert (refused.returncode, file.read_text()) == (2, "mine")
    assert run("pool", str(folder), "-o", str(file), "--force").returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["population.json"]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("nowhere",), "nowhere: is not there"),
        ((".", "-o", "nowhere/p.json"), "nowhere: is not a folder"),
        ((".", "-o", "."), ".: is a folder"),
        ((".", "--symptom", "mood"), "mood"),
    ],
)
def test_a_place_that_cannot_be_used_is_said_at_once(words, fault):
    done = run("pool", *words)

    assert done.returncode == 2
    assert fault in done.err


def test_a_day_that_no_diary_can_hold_is_named_with_its_file_and_line(folder, tmp_path):
    lines = (folder / "people-000000.jsonl").read_text().splitlines()
    lines[3] = lines[3].replace('"pain": ', '"pain": 1', 1)
    (tmp_path / "p.jsonl").write_text("\n".join(lines))
    done = run("pool", str(tmp_path))

    assert done.returncode == 2
    assert done.err.startswith("p.jsonl, line 4: days.")
    assert done.err.count("\n") == 1


def test_old_diaries_with_a_technique_that_is_gone_are_read_and_nothing_is_told_of_it(tmp_path):
    lines = [diary_line(someone(n), opted_in=True).replace("toe_", "old_toe_") for n in range(24)]
    (tmp_path / "p.jsonl").write_text("\n".join(lines))
    done = run("pool", str(tmp_path), "--json")
    whole = json.loads(done.out)

    assert done.returncode == 0
    assert whole["told"] == 24
    assert "RUB" in {*whole["techniques"], *whole["too_few"]}
    assert "STR" not in {*whole["techniques"], *whole["too_few"]}
    assert "old_toe" not in done.out


def test_without_a_cluster_nothing_of_one_is_loaded(folder):
    code = (
        "import sys; from instep.__main__ import main;"
        f"main({['pool', str(folder), '--json']!r});"
        "print({'dask', 'distributed', 'django'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "set()"


# -- On a cluster ------------------------------------------------------------------------------


def test_two_workers_give_the_same_file_as_one_process(folder, cluster):
    there = run("pool", str(folder), "--json", *DAY, "--cluster", cluster["address"])

    assert there.returncode == 0, there.err
    assert there.out == run("pool", str(folder), "--json", *DAY).out


def test_a_worker_killed_in_the_middle_changes_no_letter(folder, cluster):
    def kill_one(_people: int) -> None:
        if cluster["pids"]:
            os.kill(cluster["pids"].pop(), signal.SIGKILL)
            cluster["pids"].clear()

    with Cluster(cluster["address"]) as workers:
        found = asked_by(workers, folder, kill_one)

    assert not cluster["pids"]
    assert found == asked_by(Here(), folder)


def test_a_fault_in_a_diary_comes_back_from_a_worker_as_it_is(tmp_path, cluster):
    (tmp_path / "p.json").write_text('{"format": "instep-diary", "version": 2}')
    done = run("pool", str(tmp_path), "--cluster", cluster["address"])

    assert done.returncode == 2
    assert done.err.startswith("p.json: version: is not known.")


def test_nobody_at_the_address_is_said_in_one_line(folder):
    done = run("pool", str(folder), "--cluster", "tcp://127.0.0.1:9")

    assert done.returncode == 2
    assert "nobody answers at tcp://127.0.0.1:9" in done.err


def test_a_worker_of_another_instep_is_refused():
    other = Asked(Symptom.PAIN, {}, LEARNING.priors, NOBODY, instep="0.0.0")

    with pytest.raises(NoCluster, match=r"not 0\.0\.0"):
        ask_batch([], other)


# -- What travels ------------------------------------------------------------------------------


def test_no_day_and_no_score_leaves_where_a_diary_lies(folder):
    batch = batches_of(people_in(folder))[0]
    travels = pickle.dumps(ask_batch(batch, ASKED))
    diaries = sum(place.size for place in batch)

    assert b"datetime" not in travels
    assert b"instep.core.diary" not in travels
    assert b"quiet_rest" not in travels
    assert len(travels) < 1_000 * len(batch) < diaries


def test_a_year_more_of_diary_travels_in_as_many_bytes(tmp_path):
    sizes = []
    for days in (60, 400):
        (tmp_path / "p.json").write_text(diary_line(someone(1, days), opted_in=True))
        sizes.append(len(pickle.dumps(ask_batch(people_in(tmp_path), ASKED))))

    assert sizes[0] == sizes[1]


def test_what_goes_out_to_a_worker_is_a_place_and_what_is_believed(folder):
    batch = batches_of(people_in(folder))[0]

    assert {type(value) for place in batch for value in vars(place).values()} == {str, int}
    assert len(pickle.dumps(ASKED)) < 3_000
