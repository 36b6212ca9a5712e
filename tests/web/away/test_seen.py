"""The page for when the computer is away, for every eye and hand; looked at as every other page."""

import pytest

from tests.web import looks, walk

pytestmark = walk.MARKS


def _home(device):
    """Nothing waits."""


def _waiting(device):
    device.write("A line that waits.").press("a[href='#']").reach("")


def _parked(device):
    device.write("A line that is not taken.").press("a[href='#']").reach("")
    device.tab.evaluate(
        """() => new Promise((done) => { const open = indexedDB.open("instep");
        open.onsuccess = () => { const box = open.result.transaction("outbox", "readwrite")
          .objectStore("outbox"); const all = box.getAll(); all.onsuccess = () => {
          box.put({...all.result[0], state: "parked", reason: "answers"}).onsuccess = () => {
            open.result.close(); done(); }; }; }; })"""
    )
    device.tab.reload()
    device.shows(".parked")
    device.tab.locator(".parked summary").click()


def _at(part):
    def go(device):
        device.tab.evaluate("part => { location.hash = part }", part)
        device.reach(part)

    return go


def _who(device):
    device.press("[data-do=start]").reach("who")


def _today(page, *, yes=False, open=False):
    def go(device):
        device.begin().today(until=page)
        for box in device.tab.locator('main .trio input[value="yes"]').all() if yes else ():
            box.check(force=True)
        if open:
            device.press("form > button.wide").shows(".note.wrong")

    return go


def _verdict(**today):
    return lambda device: device.to_verdict(**today)


def _start(device):
    device.later(days=91)
    device.tab.reload()
    device.press("[data-do=start]").reach("start")


def _session(alice):
    alice.to_first_step().press("stop").send()
    alice.clock.later(hours=14)


def _playing(alice):
    alice.to_first_step()


def _known(alice):
    """Nothing more is known."""


PARTS = [
    ("home", _known, _home), ("home, looks due", _session, _home), ("waiting", _known, _waiting),
    ("parked", _known, _parked), ("who", _known, _who),
    ("now, open", _known, _today("now", open=True)), ("leg", _known, _today("leg")),
    ("look, all yes", _known, _today("look", yes=True)), ("hand", _known, _today("hand")),
    ("ease", _known, _today("ease")), ("verdict, go", _known, _verdict()),
    ("verdict, gentle", _known, _verdict(sore_patch="left")),
    ("verdict, one foot", _known, _verdict(wound="left")),
    ("verdict, stop", _known, _verdict(hot_swollen="left", hangs_down="yes")),
    ("verdict, emergency", _known, _verdict(chest="yes")),
    ("skin look", _session, _at("look/look_morning")),
    ("skin look, which", _session, _at("look/look_morning/side")),
    ("referral", _known, _at("referral")), ("close", _playing, _at("close")),
    ("write", _known, _at("write")), ("kept", _known, _at("kept")),
    ("too long ago", _known, _start),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "then"), [part[1:] for part in PARTS], ids=[part[0] for part in PARTS]
)
def test_everyone_can_read_and_press_what_is_on_it(device, alice, before, then):
    before(alice)
    device.later()
    device.meet("/history/").away()
    then(device)
    seen = looks.Looks(device.tab)
    for way in looks.WAYS:
        way(seen)

    assert not seen.faults, "\n".join(seen.faults)
