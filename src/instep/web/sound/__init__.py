"""Tonight's sound, made by a process of its own and heard while it is made."""
