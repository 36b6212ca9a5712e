"""The pure heart of Instep: no file, no clock, no dice, no network. Values in, values out."""
