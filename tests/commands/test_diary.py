"""The diary at the terminal: the same rows as the pages, words and exit codes as documented."""

import csv
import io
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from instep.__main__ import main

TODAY = datetime.now(UTC).astimezone().date()
DOCS = Path(__file__).parents[2] / "docs" / "for-operators"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of one's own, made before so that nobody waits."""
    from tests.commands import rows

    rows.quick(monkeypatch)
    rows.make(tmp_path / "data")
    monkeypatch.setenv("INSTEP_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def diary(capsys):
    """One command to its end: exit code, what it printed, what it said beside."""

    def run(*words):
        code = main(["diary", *words])
        return code, *capsys.readouterr()

    return run


def day(diary, on=TODAY):
    """What stands for this day."""
    (found,) = json.loads(diary("show", "--json", "--on", str(on), "--days", "1")[1])["days"]
    return found


def test_a_line_is_written_and_printed_as_it_stands(diary):
    code, out, _ = diary("add", "--pain", "4", "--flare", "--text", "Long walk.")

    assert (code, out) == (0, f"{TODAY}  Pain 4 · A bad night with my feet · Long walk.\n")


def test_a_part_is_mended_and_the_rest_stays(diary):
    diary("add", "--pain", "4", "--cold", "2", "--new-drug")
    diary("add", "--pain", "6", "--cold", "-", "--no-new-drug")

    assert day(diary) == {
        "day": str(TODAY), "scores": {"pain": 6}, "flare": False, "new_drug": False,
        "found": False, "text": "", "version": 2,
    }  # fmt: skip


def test_the_last_change_is_taken_back(diary):
    diary("add", "--pain", "4")
    diary("add", "--pain", "9")
    diary("add", "--undo")

    assert day(diary)["scores"] == {"pain": 4}


def test_a_line_of_another_day_is_of_that_day(diary):
    earlier = TODAY - timedelta(days=40)
    diary("add", "--pain", "4", "--on", str(earlier))

    assert day(diary, earlier)["scores"] == {"pain": 4}
    assert diary("show")[1] == "There is nothing here yet.\n"


def test_days_are_shown_in_their_order(diary):
    for days in (1, 3, 2):
        diary("add", "--pain", str(days), "--on", str(TODAY - timedelta(days=days)))
    shown = json.loads(diary("show", "--json")[1])["days"]

    assert [each["scores"]["pain"] for each in shown] == [3, 2, 1]


@pytest.mark.parametrize(("words", "said"), [
    (["add"], "diary add: nothing is said. Give a score, such as --pain 4."),
    (["add", "--pain", "4", "--undo"], "diary add: --undo: stands with other flags."),
    (["add", "--text", "a" * 1001], "diary add: --text: is not fit."),
    (["add", "--text", "a\x1b[2J"], "diary add: --text: is not fit."),
    (["add", "--pain", "4", "--on", str(TODAY + timedelta(days=1))], "is still to come."),
    (["import", "nowhere.json"], "nowhere.json: No such file or directory."),
])  # fmt: skip
def test_what_cannot_be_used_ends_with_two_and_one_line(diary, words, said):
    code, out, err = diary(*words)

    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("flags", [
    ["--pain", "11"], ["--pain", "NaN"], ["--pain", "4.5"], ["--pain=-1"], ["--days", "0"],
])  # fmt: skip
def test_a_flag_out_of_its_walls_ends_with_two(diary, flags):
    with pytest.raises(SystemExit, match="2"):
        diary("show" if "--days" in flags else "add", *flags)


def test_an_export_brought_into_another_folder_is_the_same_export(diary, home, monkeypatch):
    for days in range(5):
        diary("add", "--pain", str(days), "--on", str(TODAY - timedelta(days=days)))
    diary("add", "--undo")
    whole = diary("export")[1]
    file = home / "whole.json"
    diary("export", "-o", str(file))
    monkeypatch.setenv("INSTEP_DATA", str(home / "other"))

    assert diary("import", str(file))[:2] == (0, "6 new entries are kept.\n")
    assert diary("export")[1] == whole == file.read_text()
    assert diary("import", str(file))[:2] == (0, "0 new entries are kept.\n")


def test_an_exported_file_is_readable_by_its_owner_only(diary, home):
    file = home / "whole.csv"
    diary("add", "--pain", "4")
    diary("export", "--csv", "-o", str(file))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert next(csv.DictReader(io.StringIO(file.read_text())))["pain"] == "4"


def test_a_file_that_is_there_is_not_written_over_unless_it_is_asked_for(diary, home):
    file = home / "whole.json"
    file.write_text("mine")
    code, _, err = diary("export", "-o", str(file))

    assert (code, file.read_text()) == (2, "mine")
    assert "Choose another name, or use --force." in err
    assert diary("export", "-o", str(file), "--force")[0] == 0


def test_an_export_into_a_folder_that_is_not_there_leaves_nothing(diary, home):
    code, _, err = diary("export", "-o", str(home / "no" / "whole.json"))

    assert code == 2
    assert err.count("\n") == 1


def test_a_bad_entry_is_named_with_its_file_and_nothing_is_kept(diary, home):
    diary("add", "--pain", "4")
    whole = json.loads(diary("export")[1])
    whole["entries"][0] |= {"version": 2}
    whole["entries"][0]["body"]["scores"]["pain"] = 11
    file = home / "bad.json"
    file.write_text(json.dumps(whole))
    code, _, err = diary("import", str(file))

    assert code == 2
    assert err == (f"{file}: entry 1: body.scores.pain: is 11. Use a whole number from 0 to 10.\n")
    assert day(diary)["version"] == 1


def test_what_was_written_here_is_on_the_page_of_that_day(diary, home):
    from instep.web.prepare import rows_of

    diary("add", "--burning", "3")
    with rows_of(home / "data"):
        from instep.web.records.line import line_of

        assert line_of(TODAY).scores == {"burning": 3}


def test_the_docs_name_every_key_of_a_day(diary):
    diary("add", "--pain", "4")
    docs = (DOCS / "json.md").read_text(encoding="utf-8")

    for key in day(diary):
        assert f"`{key}`" in docs, key
