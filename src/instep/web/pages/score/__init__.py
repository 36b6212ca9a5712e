"""How the feet feel, 0 to 10, before anything is suggested."""
