"""Commands as a person runs them: whole processes, real files, documented exit codes."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from instep.commands import COMMANDS
from instep.web.prepare import CannotOpen
from tests.commands import rows
from tests.make import healthy

INSTEP = [sys.executable, "-m", "instep"]


def run(*words, stdin="", folder=None, **environment):
    """One command to its end."""
    env = {**os.environ, "NO_COLOR": "1", "INSTEP_DATA": str(folder or "nowhere"), **environment}
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [*INSTEP, *words], input=data, capture_output=True, env=env, timeout=120, check=False
    )
    done.out = done.stdout.decode()
    done.err = done.stderr.decode()
    assert "Traceback" not in done.err
    return done


@pytest.fixture
def answers(tmp_path):
    """Writes an answers file and names it."""

    def write(sheet):
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(sheet))
        return str(file)

    return write


def test_a_healthy_partner_may_begin_and_is_told_so(answers):
    done = run("check", "--answers", answers(healthy()))

    assert done.returncode == 0
    assert "cannot see your foot" in done.out


def test_a_hot_swollen_foot_ends_with_three_and_names_the_foot_team(answers):
    sheet = healthy({"diabetes": "yes"}, {"hot_swollen": "left"})
    done = run("check", "--json", "--answers", answers(sheet))
    clearance = json.loads(done.out)

    assert done.returncode == 3
    assert clearance["action"] == "FOOT_TEAM"
    assert clearance["findings"][0]["contact"]["who"] == "foot_team"
    assert clearance["musts"] == ["stay_off_foot", "skin_look_before_and_after"]


def test_missing_answers_are_named_and_end_with_three(answers):
    done = run("check", "--json", "--answers", answers({}))

    assert done.returncode == 3
    assert json.loads(done.out)["missing"][0] == "adult"


def test_where_nothing_may_begin_plan_and_guide_give_reasons_and_no_session(answers):
    file = answers(healthy({}, {"wound": "both"}))
    for command in ("plan", "guide"):
        done = run(command, "--answers", file)

        assert done.returncode == 3
        assert done.out


def test_the_same_plan_comes_out_byte_for_byte(answers):
    file = answers(healthy())
    one, other = (run("plan", "--json", "--answers", file, "--have", "ball") for _ in range(2))

    assert one.returncode == 0
    assert one.stdout == other.stdout
    assert json.loads(one.out)["seconds"] >= 880


def test_the_answers_are_complete_in_themselves_and_nothing_is_written(answers, tmp_path):
    folder = tmp_path / "data"
    run("guide", "--fast", "--answers", answers(healthy()), folder=folder)

    assert not folder.exists()


def test_the_whole_session_plays_at_once_with_the_rushing_clock(answers):
    done = run("guide", "--fast", "--minutes", "30", "--answers", answers(healthy()))

    assert done.returncode == 0
    assert "That is all for tonight" in done.out


BAD = {
    "a folder for a file": ("check", "--answers", "."),
    "a file that is not there": ("check", "--answers", "gone.json"),
    "standard input for plan": ("plan", "--answers", "-"),
    "four minutes": ("plan", "--minutes", "4"),
    "a half minute": ("plan", "--minutes", "7.5"),
    "thirty-one minutes": ("plan", "--minutes", "31"),
    "an odd aim": ("plan", "--aim", "fun"),
    "an odd thing": ("plan", "--have", "hammer"),
    "an odd day": ("check", "--on", "2026-02-30"),
    "a day without dashes": ("check", "--on", "20260201"),
    "a seed in words": ("plan", "--seed", "lucky"),
    "an unknown command": ("massage",),
    "a flag before its command": ("--data", "elsewhere", "check"),
    "a flag of the evening in the terminal alone": ("--fast",),
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_what_cannot_be_used_ends_with_two_and_a_line(words):
    done = run(*words)

    assert done.returncode == 2
    assert done.err.strip()
    assert not done.out


def test_a_flag_and_a_file_that_differ_are_refused(answers):
    file = answers(healthy({}, {"with_helper": "no"}))
    done = run("plan", "--with", "helper", "--answers", file)

    assert done.returncode == 2
    assert "with_helper" in done.err


def test_a_hundred_megabytes_are_refused_without_being_read(tmp_path):
    file = tmp_path / "big.json"
    with file.open("wb") as big:
        big.truncate(100_000_000)
    done = run("check", "--answers", str(file))

    assert done.returncode == 2
    assert "million bytes" in done.err


def test_many_people_are_judged_line_by_line_in_order():
    lines = [json.dumps(healthy()), "", '{"about": {"adutl": "yes"}}', "{}"]
    done = run("check", "--answers", "-", stdin="\n".join(lines) + "\n")
    said = [json.loads(line) for line in done.out.splitlines()]

    assert done.returncode == 2
    assert [said[0]["may_begin"], said[2]["may_begin"]] == [True, False]
    assert {"line": 3, "field": "adutl"}.items() <= said[1]["error"].items()


def test_a_line_without_an_end_and_a_line_too_long_are_both_taken_care_of():
    long = '{"about": "' + "x" * 3_000_000 + '"}'
    done = run("check", "--answers", "-", stdin=f"{long}\n{json.dumps(healthy())}")
    said = [json.loads(line) for line in done.out.splitlines()]

    assert "error" in said[0]
    assert said[1]["may_begin"]
    assert len(said) == 2


def test_lines_that_are_all_judged_end_with_none_even_when_nobody_may_begin():
    assert run("check", "--answers", "-", stdin="{}\n").returncode == 0


def test_a_reader_that_goes_away_is_no_fault():
    lines = (json.dumps(healthy()) + "\n") * 3000
    with subprocess.Popen(
        [*INSTEP, "check", "--answers", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        err = _feed(process, lines)

        assert b"Traceback" not in err


def _feed(process, lines):
    try:
        process.stdin.write(lines.encode())
        process.stdin.close()
    except BrokenPipeError:
        pass
    err = process.stderr.read()
    process.wait(timeout=60)
    return err


def test_broken_content_offers_nothing_and_says_so(answers, tmp_path):
    empty = tmp_path / "content"
    empty.mkdir()
    done = run("plan", "--content", str(empty), "--answers", answers(healthy()))

    assert done.returncode == 1
    assert "nothing is offered" in done.err
    assert not done.out


def answered(folder, seconds=60):
    """Wait until the first answer is kept."""
    for _ in range(seconds * 10):
        time.sleep(0.1)
        with contextlib.suppress(CannotOpen):
            if rows.person(folder)["about"]:
                return True
    return False


def test_ctrl_c_ends_with_130_and_nothing_half_written(tmp_path):
    env = {**os.environ, "INSTEP_DATA": str(tmp_path)}
    with subprocess.Popen(
        [*INSTEP, "guide"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
    ) as process:
        process.stdin.write(b"y\n")
        process.stdin.flush()
        assert answered(tmp_path)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Traceback" not in err
    assert rows.person(tmp_path)["about"] == {"adult": "yes"}


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way")
    done = run("check", "--data", str(file), stdin="y\n")

    assert done.returncode == 2
    assert "file" in done.err


def test_help_is_there_for_every_command():
    for command in ("check", "plan", "guide", "forget", "content"):
        assert run(command, "--help").returncode == 0


def test_the_first_help_names_every_command_and_what_no_app_can_see():
    said = run("--help").out

    assert "cannot see your foot" in said
    assert all(f"\n    {command} " in said for command in COMMANDS)
    assert all(flag in said for flag in ("--data", "--port", "--no-browser", "--lan"))


@pytest.mark.parametrize("words", [["--help"], ["check", "--answers"], ["plan", "--answers"]])
def test_nothing_heavy_is_loaded_for_help_a_check_or_a_plan(answers, words):
    whole = [*words, answers(healthy())] if "--answers" in words else words
    code = (
        "import atexit, sys; from instep.__main__ import main;"
        "names = lambda: {m.split('.')[0] for m in sys.modules} - set(sys.stdlib_module_names);"
        "atexit.register(lambda: print(sorted(names()), file=sys.stderr));"
        f"main({whole!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stderr.strip().splitlines()[-1]

    assert "instep" in loaded
    heavy = ("rich", "platformdirs", "numpy", "django", "dask", "distributed")
    assert not any(name in loaded for name in heavy)


def test_the_module_and_the_script_are_the_same_door():
    script = Path(sys.executable).with_name("instep")
    if script.exists():
        done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
        assert "Instep" in done.stdout
    assert "Instep" in run("--version").out
