"""A session as something to listen to: voice, bells, breath and music, mixed at their seconds."""
