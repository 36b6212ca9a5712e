"""When the computer is away: what a device tells, and what becomes of it."""
