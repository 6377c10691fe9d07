"""What the wings register: one manifest a wing, and the plain entries that stand in it."""
