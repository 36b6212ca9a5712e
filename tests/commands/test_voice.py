"""Every line made beforehand, or one line that says why not."""

import pytest

from instep.__main__ import main
from instep.adapters.audio import lines, voice

pytest.importorskip("hibari")


@pytest.fixture
def few(monkeypatch, tmp_path):
    monkeypatch.setenv("INSTEP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(lines, "spoken_lines", lambda _: ["Three.", "Two.", "One."])
    return tmp_path / "cache" / "clips"


def test_it_makes_every_line_once(few, capsys):
    assert main(["voice", "warm"]) == 0
    assert "6 lines are there. 6 of them were made now." in capsys.readouterr().out
    assert len(list(few.iterdir())) == 6

    assert main(["voice", "warm", "--pace", "slow"]) == 0
    assert "3 lines are there. 0 of them were made now." in capsys.readouterr().out


@pytest.mark.usefixtures("few")
def test_without_a_voice_it_is_one_line_and_exit_2(capsys, monkeypatch):
    monkeypatch.setattr(voice, "find_spec", lambda _: None)

    assert main(["voice", "warm"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_place_it_is_one_line_and_exit_2(few, capsys):
    few.parent.write_text("in the way")

    assert main(["voice", "warm"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(few) in said
