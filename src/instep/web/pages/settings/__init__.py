"""Settings: how it looks, whom to show, and to forget it all."""
