"""The room: light down after the look, warm, oil drops counted, and the lock of the bath."""
