"""The managing authority as the judge is told: what it adopted, and the level it stands on."""

from fractions import Fraction

from awards.rules.verdicts.cases.records import Cap
from awards.rules.verdicts.cases.tenants import LocalRule, Tenant
from blocks.models import AdoptedCap, EmulationYear
from blocks.queries.promise.adoptions import caps_of, rules_of
from blocks.rules.promise.adoptions import cited
from thidua.access.kinds import DistrictKind
from thidua.models import DistrictName

# The judge's codes of organs (awards/data/organs.json) by kind of authority.
_ORGANS = {DistrictKind.PHONG_GDDT: "district", DistrictKind.UBND_XA: "district", DistrictKind.SO_GDDT: "department"}


def tenant_of(year: EmulationYear) -> Tenant:
    """The authority with the rules and caps of the documents it adopted; three queries.

    A document's point is the article; of two documents the one issued later is followed. The level the authority
    stands on comes from its kind, never from its name.
    """
    names = DistrictName.objects.filter(valid_from__lte=year.ends_on).order_by("-valid_from")
    name, kind = names.values_list("name", "district__kind").first() or ("", "")
    points, local = {}, {}
    for row in rules_of(year):
        document = row.document
        points[row.rule] = article = cited(document.label, row.point)
        local[row.rule] = LocalRule(row.rule, article, row.severity, document.valid_from, document.valid_to)
    caps = {row.title_id: _cap(row) for row in caps_of(year)}
    return Tenant(name, "", local, points=points, caps=caps, organ=_ORGANS[DistrictKind(kind)] if kind else "")


def _cap(row: AdoptedCap) -> Cap:
    share = Fraction(row.share) if row.share else None
    document = row.document
    days = (document.valid_from, document.valid_to)
    return Cap(share, row.heads, row.rounding, cited(document.label, row.point), *days)
