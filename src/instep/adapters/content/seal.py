"""The seal on the safety files: what was reviewed is what is read, byte for byte."""

import hashlib
from pathlib import Path

from instep.adapters.content.table import ContentBroken, read_table

SEAL = "safety/seal.toml"
SEALED = ("safety/hurts.toml", "safety/limits.toml", "safety/questions.toml", "safety/rules.toml")
FORMAT = 1
"""The shape of content files this program reads."""


def check_seal(root: Path) -> None:
    """Refuse safety files that are not the ones that were sealed, or another format."""
    table = read_table(root, SEAL)
    if table.whole("format", 1, 999) != FORMAT:
        raise table.broken("format", "is of another version", "Install the Instep it belongs to.")
    sums = table.table("sha256")
    for name in SEALED:
        if sums.text(name) != _sum(root, name):
            fix = "Put the reviewed file back, or seal it anew after review: instep content seal."
            raise ContentBroken(name, (), "is not the file that was sealed", fix)
    sums.done()
    table.done()


def write_seal(root: Path) -> Path:
    """Seal the safety files as they are now; done after a review, in the same commit."""
    lines = ["# Checksums of the reviewed safety files. Written by: instep content seal"]
    lines += [f"format = {FORMAT}", "", "[sha256]"]
    lines += [f'"{name}" = "{_sum(root, name)}"' for name in SEALED]
    file = root / SEAL
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _sum(root: Path, name: str) -> str:
    try:
        return hashlib.sha256((root / name).read_bytes()).hexdigest()
    except OSError as error:
        raise ContentBroken(name, (), "cannot be read", "Put the file back.") from error
