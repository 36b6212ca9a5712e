"""The tables of the kernel as one file for browsers, at an address that names its bytes."""

from dataclasses import dataclass
from functools import cache

from instep.web.house import house
from instep.web.kernel_tables import kernel_json, version_of


@dataclass(frozen=True)
class KernelFile:
    """The text of ``kernel.json``, and the sixteen hex digits its address must hold."""

    text: str
    version: str


@cache
def kernel_file() -> KernelFile:
    """The file that goes with the content of this house."""
    text = kernel_json(house())
    return KernelFile(text, version_of(text))
