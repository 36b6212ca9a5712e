"""Every spoken line made once and kept in the cache folder, each whole or not there at all.

A clip is kept by what it is: its words, pace, engine and levelling. One that is cut short, damaged
or of something else is noticed and made again. Where the folder cannot be used, clips are kept in
memory. Any number of processes may use one folder at once.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

import numpy as np

from instep.adapters.audio.loudness import LEVELLING, SHORTEST, TARGET, levelled, loudness
from instep.adapters.audio.samples import RATE, Samples, seconds
from instep.adapters.audio.voice import HOW_TO_BRING, NoVoice, Voice
from instep.core.timeline import Pace

MOST_BYTES = 150_000_000
"""How much the folder may hold; what was not used for longest goes first."""

MOST_IN_MEMORY = 30_000_000
"""How much is kept where no folder can be used: more than one session needs."""

MARK = b"InstepC1"
"""The first bytes of a clip: then the key, the sum of the sound, and the sound as FLAC."""

LEFT_OVER_NS = 3_600 * 10**9
"""A temporary file so much older than the newest file was left by a process that is gone."""

_DIGEST = hashlib.sha256().digest_size
_OURS = re.compile(r"[0-9a-f]{64}\.clip|\.instep-\w+\.part")


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Where clips are kept: in INSTEP_CACHE, or in the platform's place for what can be remade."""
    given = environ.get("INSTEP_CACHE")
    if given:
        return Path(given) / "clips"
    from platformdirs import user_cache_path

    return user_cache_path("instep", appauthor=False) / "clips"


class ClipStore:
    """Lines as clips, levelled and limited. ``notices`` says, once, what the person may mend."""

    def __init__(self, folder: Path, voice: Voice | None, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self.most_bytes = most_bytes
        self.notices: list[str] = []
        self._voice = voice
        self._unusable = False
        self._in_memory: OrderedDict[str, bytes] = OrderedDict()
        self._gains: dict[Pace, float] = {}

    def clip(self, text: str, pace: Pace) -> Samples:
        """This line, from the folder or made now; the same samples either way."""
        there = self._there(text, pace)
        return self.make(text, pace) if there is None else there

    def has(self, text: str, pace: Pace) -> bool:
        """Whether a whole clip of this line is there."""
        return self._voice is not None and self._there(text, pace) is not None

    def make(self, text: str, pace: Pace) -> Samples:
        """Make this line anew and keep it."""
        voice, key = self._speaking, self._key(text, pace)
        said = voice.say(text, pace)
        gain = self._gain(pace) if seconds(said) < SHORTEST else None
        packed = _packed(levelled(said, gain=gain), key)
        self._keep(key, packed)
        samples = _unpacked(packed, key)
        if samples is None:
            raise ValueError(f"the clip of {text!r} does not read back")
        return samples

    @property
    def _speaking(self) -> Voice:
        if self._voice is None:
            raise NoVoice(f"There is no voice here. {HOW_TO_BRING}")
        return self._voice

    def _gain(self, pace: Pace) -> float:
        """What a clip too short to be measured is raised by."""
        if pace not in self._gains:
            self._gains[pace] = gain_of(self._speaking, pace)
        return self._gains[pace]

    # -- Kept ------------------------------------------------------------------------------------

    def _key(self, text: str, pace: Pace) -> str:
        whole = json.dumps([text, pace.value, self._speaking.engine, LEVELLING])
        return hashlib.sha256(whole.encode()).hexdigest()

    def _place(self, key: str) -> Path:
        return self.folder / f"{key}.clip"

    def _there(self, text: str, pace: Pace) -> Samples | None:
        key = self._key(text, pace)
        packed = self._in_memory.get(key) or self._read(key)
        return None if packed is None else _unpacked(packed, key)

    def _read(self, key: str) -> bytes | None:
        """A clip's bytes; reading one is using it."""
        try:
            packed = self._place(key).read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(self._place(key))
        return packed

    def _keep(self, key: str, packed: bytes) -> None:
        """In the folder, or in memory where the folder cannot be used."""
        if not self._unusable:
            try:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write_whole(self._place(key), packed)
                return _make_room(self.folder, self.most_bytes, newest=self._place(key).name)
            except OSError as error:
                self._say_unusable(error)
        self._in_memory[key] = packed
        while sum(map(len, self._in_memory.values())) > MOST_IN_MEMORY:
            self._in_memory.popitem(last=False)
        return None

    def _say_unusable(self, error: OSError) -> None:
        self._unusable = True
        reason = error.strerror or "cannot be used"
        self.notices.append(
            f"{self.folder}: {reason}. The voice goes on, but its lines are not kept. "
            "Name another folder with INSTEP_CACHE."
        )


# -- Files -----------------------------------------------------------------------------------------


def _write_whole(place: Path, packed: bytes) -> None:
    """To a temporary file, to the disk, then into place."""
    handle, temporary = tempfile.mkstemp(prefix=".instep-", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _make_room(folder: Path, most_bytes: int, newest: str) -> None:
    """Throw out what was not used for longest. Another process may do the same: no matter."""
    files = sorted(_files(folder), reverse=True)
    size = sum(each for _, _, each in files)
    left_over = files[0][0] - LEFT_OVER_NS if files else 0
    while files and size > most_bytes:
        used, name, bytes_ = files.pop()
        if name != newest and (name.endswith(".clip") or used < left_over):
            with contextlib.suppress(OSError):
                (folder / name).unlink()
            size -= bytes_


def _files(folder: Path) -> Iterator[tuple[int, str, int]]:
    """When each file of ours was last used, its name and its size."""
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    about = entry.stat()
                    yield about.st_mtime_ns, entry.name, about.st_size


# -- As bytes --------------------------------------------------------------------------------------


def _packed(samples: Samples, key: str) -> bytes:
    import soundfile  # type: ignore[import-untyped]

    sound = io.BytesIO()
    whole = np.round(samples * 32768).clip(-32768, 32767).astype(np.int16)
    soundfile.write(sound, whole, RATE, format="FLAC", subtype="PCM_16", compression_level=0.0)
    packed = sound.getvalue()
    return MARK + bytes.fromhex(key) + hashlib.sha256(packed).digest() + packed


def _unpacked(packed: bytes, key: str) -> Samples | None:
    """The samples; None where these bytes are not the whole clip of this key."""
    import soundfile

    mark, packed = packed[: len(MARK)], packed[len(MARK) :]
    own, digest, sound = packed[:_DIGEST], packed[_DIGEST : 2 * _DIGEST], packed[2 * _DIGEST :]
    if mark != MARK or own.hex() != key or digest != hashlib.sha256(sound).digest():
        return None
    samples, rate = soundfile.read(io.BytesIO(sound), dtype="float32")
    return samples if rate == RATE and samples.ndim == 1 else None


# -- Too short to be measured ----------------------------------------------------------------------

MEASURED = (
    "The tall grass by the river was still wet.",
    "She put the kettle on and sat down by the window.",
    "Four small boats came slowly back to the shore.",
    "Bread and soup stood on the table when we came in.",
    "He read the letter twice and laid it aside.",
)
"""Said to find out how loud a voice is at a pace. Nobody hears them."""


def gain_of(voice: Voice, pace: Pace) -> float:
    """The middle of what these lines are raised by, in decibels."""
    measured = (loudness(voice.say(line, pace)) for line in MEASURED)
    return median([TARGET - each for each in measured if each is not None] or [0.0])
