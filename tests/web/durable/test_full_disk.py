"""A disk without room: the page says so, nothing is kept by half, and with room it goes on."""

import resource
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.web.durable.rows import FILE, had_it_been_killed, opened
from tests.web.durable.visitor import Visitor, processes
from tests.web.serving import refused, serve

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and mounts as Linux has")
ANSWERS = "SELECT count(*) FROM records_entry WHERE kind = 'about' AND name = ?"


class Mounted:
    """A real disk of two megabytes, in memory."""

    def __init__(self, folder):
        self.folder, self.filler = folder, folder / "filler"
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
        if subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("this computer lets nobody mount a disk here")

    def fill(self, _served=None):
        """Write until there is no room."""
        with self.filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass

    def free(self, _served=None):
        """Make room again."""
        self.filler.unlink()

    def away(self):
        """Take the disk away."""
        subprocess.run(["umount", str(self.folder)], check=True)


class Limited:
    """Processes that may write no further byte into any file."""

    def __init__(self, folder):
        self.folder = folder

    def fill(self, served):
        """From now on."""
        self._limit(served, 0)

    def free(self, served):
        """As much as they like again."""
        self._limit(served, resource.RLIM_INFINITY)

    def _limit(self, served, most):
        for process in processes(served.process.pid):
            resource.prlimit(process, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    def away(self):
        """Nothing to take away."""


@pytest.fixture
def mounted(tmp_path):
    """A small real disk."""
    (tmp_path / "disk").mkdir()
    disk = Mounted(tmp_path / "disk")
    yield disk
    disk.away()


@pytest.fixture(params=[Mounted, Limited])
def disk(request, tmp_path):
    """A disk that can be filled, one way or the other."""
    (tmp_path / "disk").mkdir()
    disk = request.param(tmp_path / "disk")
    yield disk
    disk.away()


def test_a_full_disk_is_said_nothing_is_kept_by_half_and_with_room_it_goes_on(disk, tmp_path):
    with serve(disk.folder) as served:
        alice = Visitor(served).begin()
        asked, form = alice.at, alice.form()
        before = had_it_been_killed(disk.folder / FILE, tmp_path / "copy")
        disk.fill(served)
        alice.send(asked, form, answer="yes")
        assert alice.page.status_code == 503
        assert "could not be kept" in alice.text
        assert had_it_been_killed(disk.folder / FILE, tmp_path / "copy") == before
        assert alice.open("/").page.status_code == 200

        disk.free(served)
        alice.send(asked, form, answer="yes")
        assert alice.page.status_code == 200
        assert alice.at not in (asked, "/")
        with opened(disk.folder / FILE) as rows:
            assert rows.execute(ANSWERS, (asked.split("/")[2],)).get == 1
        assert served.stop() in (0, 130)
        assert served.process.stderr.read() == "instep: django.request: error\n"


def test_a_start_on_a_full_disk_says_so_and_a_start_with_room_goes_on(mounted):
    mounted.fill()
    code, said = refused(mounted.folder)
    assert code == 2
    assert "no room left" in said
    assert "Traceback" not in said

    mounted.free()
    with serve(mounted.folder) as served:
        assert Visitor(served).page.status_code == 200
