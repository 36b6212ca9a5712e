"""Skin warmth, spot by spot, left against right; it answers tonight's question of the gap."""
