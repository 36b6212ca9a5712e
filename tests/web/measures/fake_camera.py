"""A camera that is none: a small film of a finger whose rate is known, for Chromium to play.

``--use-fake-device-for-media-stream --use-file-for-fake-video-capture=FILE`` shows it for ever, so
it holds a whole number of beats. A phone's frame has thousands of grains that carry parts of a
level; here a fixed pattern does, else rounding to whole levels would leave nothing of a pulse.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

WIDE = TALL = 64
BLACK = 16.0
"""Luma of no light at all."""

SYSTOLE, NOTCH = (0.16, 0.06, 1.0), (0.40, 0.10, 0.45)
"""Where in a beat, how wide (both in beats), how high: the wave, and its echo."""


@dataclass(frozen=True)
class Film:
    """Beats a minute, seconds, and the size of a beat in % of the light; 0 is a finger of wax.

    ``light``, ``blue`` and ``red`` are its luma and chroma: skin with a lamp behind it, about 200,
    35 and 50 in red, green and blue.
    """

    rate: float = 72.0
    seconds: float = 20.0
    percent: float = 3.0
    frames_a_second: int = 30
    light: float = 90.0
    blue: int = 110
    red: int = 200

    @property
    def beats(self) -> float:
        """How many beats are in it."""
        return self.rate * self.seconds / 60


COVERED = Film(percent=0, light=BLACK, blue=128, red=128)
WALL = Film(percent=0, light=220, blue=128, red=128)
RED_CLIPPED = Film(percent=4, light=150)
"""All red there is, and green and blue that show the beat."""
ALL_CLIPPED = Film(percent=4, light=80, blue=64, red=255)
"""All red there is, and nothing else."""


def film_y4m(place: Path, film: Film) -> Path:
    """Write it as YUV4MPEG2, which needs no codec; about 180 KB a second."""
    if abs(film.beats - round(film.beats)) > 1e-9:
        raise ValueError(f"{film.beats:g} beats: it has to end where it begins")
    grains = _grains()
    chroma = bytes([film.blue]) * (WIDE * TALL // 4) + bytes([film.red]) * (WIDE * TALL // 4)
    head = f"YUV4MPEG2 W{WIDE} H{TALL} F{film.frames_a_second}:1 Ip A1:1 C420jpeg\n"
    with place.open("wb") as file:
        file.write(head.encode())
        for light in _lights(film).tolist():
            luma = np.floor(light + grains).astype(np.uint8)
            file.write(b"FRAME\n" + luma.tobytes() + chroma)
    return place


def _lights(film: Film) -> np.ndarray:
    """The luma of each frame, with all its digits."""
    moments = np.arange(round(film.seconds * film.frames_a_second)) / film.frames_a_second
    phase = moments * film.rate / 60 % 1
    wave = sum(
        high * np.exp(-0.5 * ((phase - middle + turn) / wide) ** 2)
        for middle, wide, high in (SYSTOLE, NOTCH)
        for turn in (-1, 0, 1)
    )
    lights: np.ndarray = BLACK + (film.light - BLACK) * (1 - film.percent / 100 * wave)
    return lights


def _grains() -> np.ndarray:
    """What each dot of a frame adds before it is cut to a whole level: 0 up to 1, all alike."""
    order = np.random.RandomState(0).permutation(WIDE * TALL)
    grains: np.ndarray = (order.reshape(TALL, WIDE) + 0.5) / (WIDE * TALL)
    return grains


def lights_of(place: Path) -> np.ndarray:
    """The mean luma of every frame of such a film."""
    head, frames = place.read_bytes().split(b"\n", 1)
    size = WIDE * TALL * 3 // 2 + len(b"FRAME\n")
    if not head.startswith(b"YUV4MPEG2") or len(frames) % size:
        raise ValueError(f"{place}: not such a film")
    rows = np.frombuffer(frames, dtype=np.uint8).reshape(-1, size)
    means: np.ndarray = rows[:, 6 : 6 + WIDE * TALL].mean(axis=1)
    return means
