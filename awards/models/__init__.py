"""Memory of the second wing."""

from awards.models.facts.disciplines import Discipline, Matter
from awards.models.facts.facts import Absence, Attestation, Ranking, SchoolFacts, Statement
from awards.models.facts.initiatives import Initiative
from awards.models.facts.person_facts import PersonFacts
from awards.models.history.decisions import Award, Decision

__all__ = [
    "Absence",
    "Attestation",
    "Award",
    "Decision",
    "Discipline",
    "Initiative",
    "Matter",
    "PersonFacts",
    "Ranking",
    "SchoolFacts",
    "Statement",
]
