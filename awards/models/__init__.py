"""Memory of the second wing."""

from awards.models.decisions import Award, Decision
from awards.models.disciplines import Discipline, Matter
from awards.models.facts import Absence, Attestation, Ranking, SchoolFacts, Statement
from awards.models.initiatives import Initiative
from awards.models.person_facts import PersonFacts

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
