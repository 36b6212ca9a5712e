"""The diary as a file: whole, with every version, or as a table that a person can read."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FORMAT = 1
COLUMNS = (
    "day", "version", "newest", "told_at", "pain", "burning", "tingling", "numbness", "cold",
    "sleep", "flare", "new_drug", "found", "text",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula; such words get an apostrophe in front."""


def diary_json(entries: Iterable[Mapping[str, Any]]) -> str:
    """Every entry on a line of its own, keys sorted. Read back, it gives the same rows."""
    lines = [json.dumps(entry, sort_keys=True, ensure_ascii=False) for entry in entries]
    return f'{{"format": {FORMAT}, "entries": [\n' + ",\n".join(lines) + "\n]}\n"


def diary_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """A row for each version of each day, as a spreadsheet reads it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _plain(row.get(name)) for name in COLUMNS} for row in rows)
    return out.getvalue()


def _plain(value: object) -> object:
    """Nothing where nothing was told; a zero stays a zero."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
