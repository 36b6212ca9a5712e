"""What can be measured at home. Nothing here says yes or no, and the camera never may."""
