"""The safety rules a second time, written from the rules alone."""
