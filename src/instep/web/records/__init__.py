"""What is kept: rows that are only ever added to. Only this room touches them."""
