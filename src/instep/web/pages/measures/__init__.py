"""Everything that was measured, over time, and the way to each measure."""
