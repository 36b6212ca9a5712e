"""The diary: one line a day, in as few touches as there can be."""
