"""The managing authority as the judge is told: what it adopted, on what basis, and the level it stands on."""

from awards.rules.verdicts.cases.tenants import LocalRule, Tenant
from blocks.models import EmulationYear
from blocks.queries.promise.adoptions import rules_of
from thidua.access.kinds import DistrictKind
from thidua.models import DistrictName

# The judge's codes of organs (awards/data/organs.json) by kind of authority.
_ORGANS = {DistrictKind.PHONG_GDDT: "district", DistrictKind.UBND_XA: "district", DistrictKind.SO_GDDT: "department"}


def _guideline(year: EmulationYear) -> str:
    """The guideline the year rests on, as cited; "" where none is written."""
    if year.guideline_number and year.guideline_on:
        return f"HD {year.guideline_number} ({year.guideline_on:%d/%m/%Y})"
    return ""


def tenant_of(year: EmulationYear) -> Tenant:
    """The authority with its rules: those of the documents it adopted, and those its year's guideline adopts; two
    queries. A document's point is the article; of two documents the one issued later is followed. The level it stands
    on comes from its kind, never from its name."""
    names = DistrictName.objects.filter(valid_from__lte=year.ends_on).order_by("-valid_from")
    name, kind = names.values_list("name", "district__kind").first() or ("", "")
    basis, local = _guideline(year), {rule: LocalRule(rule) for rule in year.local_rules}
    points = {}
    for row in rules_of(year):
        document = row.document
        points[row.rule] = article = f"{document.label} {row.point}".strip()
        local[row.rule] = LocalRule(row.rule, article, row.severity, document.valid_from, document.valid_to)
    return Tenant(name, basis, local, points=points, organ=_ORGANS[DistrictKind(kind)] if kind else "")
