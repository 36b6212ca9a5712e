"""``instep learn``: the same words as on the page, a ruler in letters, and JSON that stays."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import rows
from tests.commands.test_commands import run

ROOT = Path(__file__).parents[2]
WRITE = """
import sys; from datetime import date; from pathlib import Path
from instep.web.prepare import opened
with opened(Path(sys.argv[1])):
    from instep.web.made_up import move_in
    move_in(0, date(2026, 11, 30))
"""


@pytest.fixture(scope="module")
def rosa(tmp_path_factory):
    """A folder with the made-up person's twelve weeks."""
    folder = tmp_path_factory.mktemp("rosa")
    subprocess.run([sys.executable, "-c", WRITE, str(folder)], check=True, env={**os.environ})
    return folder


def test_the_verdict_the_ruler_and_what_it_rests_on_are_printed(rosa):
    done = run("learn", folder=rosa)

    assert done.returncode == 0
    assert "Toe stretching\nHelps, likely by an amount that matters\n" in done.out
    assert re.search(r"─+│─+░*█+●█+░*\n", done.out)
    assert "On days with it, pain is about" in done.out
    assert "burning, tingling, numbness, cold" in done.out


def test_harm_and_help_come_before_what_is_not_known(rosa):
    out = run("learn", folder=rosa).out

    assert out.index("Toe stretching") < out.index("Rubbing") < out.index("Pressing points")


def test_a_narrow_plain_terminal_gets_a_ruler_that_fits(rosa):
    done = run("learn", folder=rosa, COLUMNS="40", INSTEP_ASCII="1")

    assert done.out.isascii()
    assert max(map(len, done.out.splitlines())) < 40


def test_another_symptom_is_said_to_be_looked_at_too(rosa):
    out = run("learn", "--symptom", "burning", folder=rosa).out

    assert "Burning, after 84 days of your diary." in out
    assert "We looked at these too." in out


def test_no_bare_percentage_is_printed(rosa):
    assert "%" not in run("learn", folder=rosa).out


def test_nothing_kept_is_told_and_no_folder_is_made(tmp_path):
    done = run("learn", folder=tmp_path / "none")

    assert done.returncode == 0
    assert "There is no line in your diary yet." in done.out
    assert not (tmp_path / "none").exists()


def test_a_file_in_place_of_the_folder_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    done = run("learn", folder=tmp_path / "file")

    assert done.returncode == 2
    assert done.err.count("\n") == 1


def test_a_symptom_that_nobody_scores_is_refused():
    assert run("learn", "--symptom", "itch").returncode == 2


def test_a_technique_that_is_gone_is_named_as_it_was_kept(tmp_path):
    """A home from before the technique was taken out."""
    folder = tmp_path / "home"
    rows.make(folder)
    with rows.rows_of(folder):
        from tests.web.test_helps import lines, session

        lines(*[4, 5, 6, 5] * 5)
        for ago in range(1, 20, 2):
            session(ago, technique="old_rub")
    shown, told = run("learn", folder=folder), run("learn", "--json", folder=folder)

    assert shown.returncode == told.returncode == 0
    assert "No longer here: old rub" in shown.out
    assert "gone.old_rub" in told.out


def test_json_is_the_same_each_time_with_its_keys_in_order(rosa):
    first, second = (run("learn", "--json", folder=rosa).out for _ in range(2))
    told = json.loads(first)

    assert first == second
    assert list(told) == sorted(told)
    assert told["symptoms"][0]["symptom"] == told["primary"] == "pain"


def test_the_docs_name_every_key_of_this_json(rosa):
    told = json.loads(run("learn", "--json", folder=rosa).out)
    docs = (ROOT / "docs" / "for-operators" / "json.md").read_text(encoding="utf-8")
    keys = {*told, *told["symptoms"][0], *told["symptoms"][0]["techniques"][0]}

    for key in keys | set(told["right_after"][0]):
        assert f"`{key}`" in docs, key


def test_two_on_the_same_day_are_told_of_in_words_and_as_json(tmp_path):
    folder = tmp_path / "home"
    rows.make(folder)
    with rows.rows_of(folder):
        from tests.web.test_helps import two_a_day

        two_a_day()
    shown, told = run("learn", folder=folder).out, run("learn", "--json", folder=folder).out
    (pair,) = json.loads(told)["pairs"]
    docs = (ROOT / "docs" / "for-operators" / "json.md").read_text(encoding="utf-8")

    assert "Two on the same day" in shown
    assert "Rubbing and toe stretching\nNot enough data yet\n" in shown
    assert (pair["techniques"], pair["extra"]) == (["RUB", "STR"], "not_sure")
    assert pair["low"] < 0 < pair["high"]
    assert all(f"`{key}`" in docs for key in pair)


def test_what_is_followed_is_chosen_kept_and_said(tmp_path):
    folder = tmp_path / "home"
    chosen = run("learn", "--follow", "burning", folder=folder)
    shown, told = run("learn", folder=folder), run("learn", "--json", folder=folder)

    assert chosen.out == "From now on, your scores are about burning.\n"
    assert "Most closely we follow burning." in shown.out
    assert json.loads(told.out)["primary"] == json.loads(told.out)["beforehand"] == "burning"


def test_what_is_followed_after_sessions_is_said_to_take_a_surer_answer(rosa, tmp_path):
    folder = shutil.copytree(rosa, tmp_path / "hers")
    run("learn", "--follow", "tingling", folder=folder)
    shown, told = run("learn", folder=folder), run("learn", "--json", folder=folder)
    first, second = json.loads(told.out)["symptoms"][:2]

    assert "You chose tingling after your first session." in " ".join(shown.out.split())
    assert (first["symptom"], first["exploratory"]) == ("tingling", True)
    assert (second["symptom"], second["exploratory"]) == ("pain", False)


def test_a_night_cannot_be_followed():
    done = run("learn", "--follow", "sleep")

    assert done.returncode == 2
    assert "--follow" in done.err
