"""Content files into core values: the only reader of ``content/``. It fails closed.

Anything odd raises ``ContentBroken`` with the file, the key and the fix, and nothing is offered.
"""

from instep.adapters.content.load import (
    SHIPPED,
    drawn_foot,
    how_we_know,
    learning,
    load,
    look_back,
    measures,
    pulse_limits,
)
from instep.adapters.content.table import ContentBroken

__all__ = [
    "SHIPPED",
    "ContentBroken",
    "drawn_foot",
    "how_we_know",
    "learning",
    "load",
    "look_back",
    "measures",
    "pulse_limits",
]
