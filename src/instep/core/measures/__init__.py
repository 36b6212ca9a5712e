"""What is measured at home, one module a measure: how it is done, how it is scored.

Nothing here says yes or no, and the camera never may.
"""
