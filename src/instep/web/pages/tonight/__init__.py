"""Tonight: who does it, what lies at hand, how long, and what for."""
