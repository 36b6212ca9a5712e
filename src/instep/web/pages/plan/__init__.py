"""Tonight's plan: each step with its minutes, why this, why not that; swap and leave out."""
