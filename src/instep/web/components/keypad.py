"""The keypad from 0 to 10, each row with its words."""

ROWS = (
    ("none", (0,)),
    ("little", (1, 2, 3)),
    ("some", (4, 5, 6)),
    ("lot", (7, 8, 9)),
    ("most", (10,)),
)

SCORES = frozenset(map(str, range(11)))


def score_in(given: str | None) -> int | None:
    """A whole number from 0 to 10; None for anything else."""
    return None if given not in SCORES else int(str(given))


HOW = {number: name for name, numbers in ROWS for number in numbers}


def pad(name: str, said: object = None, before: object = None) -> dict[str, object]:
    """The keypad of one symptom, ticked as it is told, with what was told last time."""
    keys = [{"number": number, "how": HOW[number]} for number in sorted(HOW)]
    return {"name": name, "said": said, "before": before, "keys": keys}
