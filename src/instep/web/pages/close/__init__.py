"""The close: how it feels now, what falls due, a good night."""
