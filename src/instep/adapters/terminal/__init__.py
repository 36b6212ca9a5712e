"""The evening on a terminal: pages to answer, a verdict to read, a foot to follow."""
