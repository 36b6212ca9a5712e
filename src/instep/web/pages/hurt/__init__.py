""" "That hurts": the session has stopped; what it was, and all rules again (R38)."""
