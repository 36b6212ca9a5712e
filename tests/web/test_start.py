"""The command: it starts, opens one door, ends with Ctrl-C, and refuses in one line."""

import os
import signal
import socket
import sqlite3
import urllib.request
from urllib.error import HTTPError

import pytest

from tests.web.serving import refused, serve


def one_line(said, *words):
    assert said.count("\n") == 1, said
    assert "Traceback" not in said
    for word in words:
        assert word in said, said


def test_it_starts_shows_one_address_and_ends_with_ctrl_c(tmp_path):
    with serve(tmp_path / "new") as served:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(served.address) as page:
            assert "Let us begin" in page.read().decode()
        with pytest.raises(HTTPError) as second:
            urllib.request.urlopen(served.address)
        second.value.close()
        assert second.value.code == 403
        assert served.stop() in (0, 130)
        assert served.process.stderr.read() == ""

    kept = tmp_path / "new" / "instep.sqlite3"
    assert kept.stat().st_mode & 0o077 == 0
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_terminated_server_ends_cleanly(tmp_path):
    with serve(tmp_path) as served:
        assert served.stop(signal.SIGTERM) == 0


def test_its_database_is_in_wal_mode_and_whole(tmp_path):
    with serve(tmp_path) as served:
        served.stop()
    rows = sqlite3.connect(tmp_path / "instep.sqlite3")
    mode = rows.execute("PRAGMA journal_mode").fetchone()
    whole = rows.execute("PRAGMA integrity_check").fetchone()
    rows.close()

    assert (mode, whole) == (("wal",), ("ok",))


def test_a_damaged_file_of_before_is_said_when_it_starts(tmp_path):
    (tmp_path / "person.json").write_text("{", encoding="utf-8")
    with serve(tmp_path) as served:
        served.stop()
        said = served.process.stderr.read()

    one_line(said, "person.json", "damaged", "person.json.damaged-1")


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = refused(tmp_path, "--port", str(taken.getsockname()[1]))

    assert code == 2
    one_line(said, "--port", "taken")


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    with serve(tmp_path) as served:
        served.stop()
    file = tmp_path / "instep.sqlite3"
    rows = sqlite3.connect(file)
    rows.execute(
        "INSERT INTO django_migrations(app, name, applied) VALUES ('records', '0999_x', 0)"
    )
    rows.commit()
    rows.close()
    code, said = refused(tmp_path)

    assert code == 2
    one_line(said, "instep.sqlite3", "newer Instep")


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "instep.sqlite3").write_bytes(b"not a database at all" * 400)
    code, said = refused(tmp_path)

    assert code == 2
    one_line(said, "instep.sqlite3", "damaged")


def test_a_place_that_is_no_folder_is_said(tmp_path):
    place = tmp_path / "file"
    place.write_text("x", encoding="utf-8")
    code, said = refused(place)

    assert code == 2
    one_line(said, "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    code, said = refused(tmp_path)
    tmp_path.chmod(0o700)

    assert code == 2
    one_line(said, str(tmp_path))


@pytest.mark.parametrize(("said", "told"), [
    ("database or disk is full", "no room left"),
    ("attempt to write a readonly database", "may not be"),
    ("unable to open database file", "cannot be opened"), ("database is locked", "in use"),
    ("something odd", "cannot be used"),
])  # fmt: skip
def test_what_the_database_says_is_told_plainly(app, said, told):
    from django.db import OperationalError

    from instep.web.prepare import _said

    assert told in _said(OperationalError(said))


def test_an_old_sqlite_is_refused(monkeypatch):
    import sqlite3 as system

    from instep.web import database

    monkeypatch.setattr(system, "sqlite_version", "3.40.1")
    monkeypatch.setattr(database, "LEAST", (99, 0, 0))
    with pytest.raises(database.TooOld, match="too old"):
        database.choose_sqlite()


def test_the_port_is_the_same_each_time_unless_it_is_taken(monkeypatch):
    from instep.commands import door

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        usual = other.getsockname()[1]
        monkeypatch.setattr(door, "OWN_PORT", usual)
        assert door.on_this_computer(None).port != usual

    assert door.on_this_computer(None).port == usual


def test_a_port_that_is_none_is_refused(capsys):
    from instep.__main__ import main

    for port in ("-1", "65536", "http", ""):
        with pytest.raises(SystemExit) as ended:
            main(["--port", port])
        assert ended.value.code == 2
    capsys.readouterr()
