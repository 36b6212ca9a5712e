"""A square code for a phone's camera, drawn with block letters: two rows of it in each line."""

import segno

MARGIN = 4
"""Light modules around it; the standard asks for four."""

BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""What is drawn is the light: upper half, lower half."""

BLACK_AND_WHITE = "\x1b[38;5;231;48;5;16m"
"""White blocks on black, whatever the colours of the terminal are."""

PLAIN = "\x1b[0m"


def drawn(text: str, *, colour: bool) -> list[str]:
    """The lines of the code. Without colour it is right on a dark ground only."""
    code = segno.make(text, error="l", micro=False, boost_error=False)
    rows = [[not dark for dark in row] for row in code.matrix_iter(border=MARGIN)]
    if len(rows) % 2:
        rows.append([True] * len(rows[0]))
    lines = [
        "".join(BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]
    return [f"{BLACK_AND_WHITE}{line}{PLAIN}" for line in lines] if colour else lines
