"""The web app: the same evening on pages, for one person, from this computer only."""
