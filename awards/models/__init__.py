"""Memory of the second wing."""

from awards.models.decisions import Award, Decision

__all__ = ["Award", "Decision"]
