"""What was: every decision and every session, the newest first."""
