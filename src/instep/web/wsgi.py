"""The door the server knocks at: one WSGI application, its content read before it answers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")

application = get_wsgi_application()


def ready() -> None:
    """Read all content now, so that the first page does not wait; end when our parent does.

    The rows are opened for good: whoever forgets them from outside then sees that we are here.
    What stands now stays, so it is not gone through for garbage again and again: that would make
    one page in twenty twice as slow.
    """
    from instep.web.house import house
    from instep.web.parent import end_with_parent
    from instep.web.records import store

    house()
    store.is_empty()
    end_with_parent()
    gc.collect()
    gc.freeze()


ready()
