"""What hands can do here, with the evidence for it and where that comes from."""
