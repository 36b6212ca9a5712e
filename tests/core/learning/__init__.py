"""What helps this person: the engine held against slower ways and against known truths."""
