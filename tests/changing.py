"""A file that is not as it was: one piece of it another, so that a test can see what is said."""

from pathlib import Path


def change(folder: Path, name: str, old: str, new: str) -> None:
    """The first ``old`` in this file becomes ``new``; a test that finds none has grown stale."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
