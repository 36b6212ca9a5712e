"""The process that makes the sound: an order on standard input, an MP3 on standard output.

It ends by itself when nobody reads any more, and takes the voice's 200 MB along.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace

from instep.adapters.audio.ahead import ahead
from instep.adapters.audio.clips import ClipStore, cache_folder
from instep.adapters.audio.encode import mp3
from instep.adapters.audio.mix import mixed
from instep.adapters.audio.soundscape import loop_of
from instep.adapters.audio.voice import NoVoice, Voice, hibari_voice
from instep.adapters.content import SHIPPED
from instep.adapters.content.soundscapes import soundscape_recipe
from instep.web.sound.order import Order


def pieces(order: Order) -> Iterator[bytes]:
    """The MP3 as it is made. Without a voice it is bells, breath and music."""
    voice = _voice()
    levels = order.levels if voice else replace(order.levels, voice=0)
    clips = ClipStore(cache_folder(os.environ), voice)
    loop = loop_of(soundscape_recipe(SHIPPED, order.soundscape), order.seed % 2**32)
    blocks = mixed(order.score, clips, loop, levels, order.seconds)
    yield from mp3(ahead(iter(blocks)))


def _voice() -> Voice | None:
    try:
        return hibari_voice()
    except NoVoice:
        return None


def main() -> None:
    """Read the order, write the sound."""
    order = Order.from_json(json.load(sys.stdin))
    try:
        for piece in pieces(order):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more
    except Exception as error:  # the page goes on with its words; a person gets one line
        sys.exit(f"The sound could not be made: {error!r}")


if __name__ == "__main__":
    main()
