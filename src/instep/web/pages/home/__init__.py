"""The first page: tonight, what is due, and the way to everything else."""
