"""The facts and the spec of each kind of paper."""
