"""All rows deleted from outside, with a browser open on them or not."""

from contextlib import closing
from pathlib import Path

from instep.web.database import FILE, choose_sqlite
from instep.web.prepare import rows_of


def forget(folder: Path) -> bool:
    """Delete the file whole, or each row in it while someone has it open. True if there was one."""
    files = sorted(folder.glob(f"{FILE}*"))
    if files and _is_open_elsewhere(folder / FILE):
        with rows_of(folder):
            from instep.web.records import store

            store.forget()
        return True
    for file in files:
        file.unlink()
    return bool(files)


def _is_open_elsewhere(file: Path) -> bool:
    """Only who is alone may take the journal away. A file that is none of ours is nobody's."""
    choose_sqlite()
    import sqlite3 as chosen

    try:
        with closing(chosen.connect(file, timeout=0)) as rows:
            rows.execute("PRAGMA journal_mode=DELETE")
    except chosen.DatabaseError as error:
        return "locked" in str(error)
    return False
