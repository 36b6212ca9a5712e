"""The pulse of a toe or finger on a phone's camera: beats, rate, how big a beat looks.

For curiosity about one's own feet, never for safety: safety, session and guard may not import this
room. A recording that cannot be read is refused with a reason and shows no number; that means
*not measured*, and never that no blood flows. Begin at ``read.py``.
"""
