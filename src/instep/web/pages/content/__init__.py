"""What every browser may have and keep: the tables of the kernel. Nothing of any person."""
