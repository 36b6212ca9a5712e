"""A process that keeps rows as the pages do, and tells each save once it is kept.

Run with a folder. Each number it is sent forks a writer that saves from that number on, until
somebody kills it: so a new writer takes milliseconds, and each is a process of its own.
"""

import os
import sys

AT_MOST = 1000
"""Saves of one writer: far more than any lives to make."""


def body_of(n):
    """What save ``n`` says: longer and shorter, so that rows end anywhere in a page."""
    return {"n": n, "more": f"{n}," * (1 + n * 7 % 400)}


def _save(n, night):
    """One thing told, in all the rows that belong to it, as one request keeps it."""
    from dataclasses import replace

    from django.db import transaction

    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    moment = now()
    id = uuid7(moment.at)
    with transaction.atomic():
        store.keep("note", id, {"n": n}, moment)
        store.keep("note", id, body_of(n), moment)
        store.keep_answer(f"q{n}", n, moment.on, moment)
        night = replace(night, seed=n)
        store.keep_tonight(night, moment)
        store.keep_place(night, {"n": n})
    os.write(1, b"%d\n" % n)


def _write(first):
    """Save until killed."""
    from instep.web.clock import now
    from instep.web.records.ids import uuid7
    from instep.web.records.tonight import Tonight

    os.write(1, b"%d\n" % os.getpid())
    night = Tonight(id=uuid7(now().at), on=now().on)
    for n in range(first, first + AT_MOST):
        _save(n, night)


def _fork(first):
    writer = os.fork()
    if not writer:
        _write(first)
        os._exit(1)  # nobody killed it
    _, status = os.waitpid(writer, 0)
    os.write(1, b"gone %d\n" % os.waitstatus_to_exitcode(status))


def main(folder):
    """Make the rows ready, then start a writer for every line."""
    os.environ["INSTEP_WEB_FOLDER"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "instep.web.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()
    for line in sys.stdin:
        _fork(int(line))


if __name__ == "__main__":
    main(sys.argv[1])
