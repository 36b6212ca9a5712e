"""Alice's phone."""

import pytest

from tests.web.away.device import Device


@pytest.fixture
def phone(alice):
    """A phone whose door is open, of a person about whom all is known."""
    phone = Device(alice.known())
    phone.mirror()  # from here on the records have a name
    return phone


@pytest.fixture
def device(chromium, alice):
    """A real browser of a person about whom all is known; every fault it had is a failure."""
    from tests.web import walk
    from tests.web.away.phone import Phone, context_of

    browser, root = chromium
    alice.known().open("/about/contacts/").send(**walk.NUMBERS)
    context = context_of(browser)
    context.add_cookies(walk.key_of(alice, root))
    device = Phone(context, root, alice.clock)
    yield device
    context.close()

    assert device.faults == []
