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
