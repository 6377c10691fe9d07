"""Tables of figures and what they add up to."""
