"""3 a.m.: three minutes of breath with the hands in the lap; no foot is touched."""
