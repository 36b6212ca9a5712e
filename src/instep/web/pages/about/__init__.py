"""About you: asked once, one question a page, and renewed an item at a time."""
