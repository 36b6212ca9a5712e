"""The pulse of a toe or finger by this device's camera: out of curiosity, never for safety."""
