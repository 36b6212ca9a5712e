"""Everything under ``content/`` as one House, or an error that says what is broken."""

import hashlib
from pathlib import Path

from instep.adapters.content.beliefs import read_learning
from instep.adapters.content.how_we_know import HowWeKnow, read_how_we_know
from instep.adapters.content.hurts import read_hurts
from instep.adapters.content.language import read_words
from instep.adapters.content.look_back import read_look_back
from instep.adapters.content.measures import Measures, read_measures
from instep.adapters.content.oils import read_shelf
from instep.adapters.content.pulse import read_pulse_limits
from instep.adapters.content.safety import read_limits, read_questions, read_rules
from instep.adapters.content.seal import check_seal
from instep.adapters.content.soundscapes import read_soundscapes
from instep.adapters.content.sources import read_sources
from instep.adapters.content.table import ContentBroken
from instep.adapters.content.techniques import read_techniques
from instep.adapters.content.zones import DrawnFoot, read_drawn_foot, read_zones
from instep.core.companion import House
from instep.core.learning.priors import Learning
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.review import LookBack

SHIPPED = Path(__file__).parents[2] / "content"
"""The content that comes with Instep."""

LANGUAGE = "en"


def load(root: Path = SHIPPED) -> House:
    """Read and hold against each other every file of the content folder."""
    if not root.is_dir():
        raise ContentBroken(str(root), (), "is not a folder", "Name the content folder.")
    check_seal(root)
    sources = read_sources(root)
    questions = read_questions(root, sources)
    limits = read_limits(root, sources)
    rules = read_rules(root, sources, questions, limits)
    zones = read_zones(root)
    read_drawn_foot(root, zones.letters)  # a picture that is not sound must not ship
    read_soundscapes(root)  # nor music that is out of its walls
    read_learning(root, sources)  # nor beliefs without a source
    read_how_we_know(root, sources)  # nor figures that nobody counted
    read_pulse_limits(root, sources)  # nor limits of a recording
    read_look_back(root, sources)  # nor what a change must be to matter
    read_measures(root, sources)  # nor a measure
    catalog = read_techniques(root, sources, zones)
    return House(
        version=version_of(root),
        questions=questions,
        ages=limits.ages,
        dose=limits.dose,
        shelf=read_shelf(root, sources, rules),
        rules=rules,
        hurts=read_hurts(root, sources, questions),
        catalog=catalog,
        words=read_words(root, LANGUAGE, questions, rules, catalog),
    )


def drawn_foot(root: Path = SHIPPED) -> DrawnFoot:
    """The foot as a terminal draws it."""
    return read_drawn_foot(root, read_zones(root).letters)


def learning(root: Path = SHIPPED) -> Learning:
    """What the learning engine believes beforehand."""
    return read_learning(root, read_sources(root))


def how_we_know(root: Path = SHIPPED) -> HowWeKnow:
    """How often the learning engine is right about made-up people."""
    return read_how_we_know(root, read_sources(root))


def pulse_limits(root: Path = SHIPPED) -> PulseLimits:
    """What a recording of the pulse must be like to be read."""
    return read_pulse_limits(root)


def look_back(root: Path = SHIPPED) -> LookBack:
    """How the start is compared with now."""
    return read_look_back(root, read_sources(root))


def measures(root: Path = SHIPPED) -> Measures:
    """How the feet are measured at home."""
    return read_measures(root, read_sources(root))


def version_of(root: Path) -> str:
    """Sixteen hex digits that change when any content file does."""
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*.toml")):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
