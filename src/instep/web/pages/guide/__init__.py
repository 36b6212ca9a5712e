"""The session led by the voice: the sound is the clock, and the drawn foot follows it."""
