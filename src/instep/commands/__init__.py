"""One file a command; each has HELP, add(parser) and run(args)."""

from collections.abc import Mapping
from types import ModuleType

from instep.commands import (
    check,
    content,
    demo,
    diary,
    forget,
    guide,
    learn,
    measures,
    plan,
    pool,
    pulse,
    render,
    voice,
)

COMMANDS: Mapping[str, ModuleType] = {
    "check": check,
    "plan": plan,
    "guide": guide,
    "render": render,
    "learn": learn,
    "voice": voice,
    "pool": pool,
    "pulse": pulse,
    "demo": demo,
    "diary": diary,
    "measures": measures,
    "forget": forget,
    "content": content,
}
"""Every command by the word that calls it; no word opens the browser."""
