"""The managing authority as the judge is told: what it adopted, and the level it stands on."""

from fractions import Fraction

from awards.rules.verdicts.cases.records import Cap
from awards.rules.verdicts.cases.tenants import LocalRule, Tenant
from blocks.models import EmulationYear
from blocks.queries.promise.adoptions import limits_of
from blocks.rules.promise.adoptions import cited
from thidua.access.kinds import DistrictKind
from thidua.models import DistrictName

# The judge's codes of organs (awards/data/organs.json) by kind of authority.
_ORGANS = {DistrictKind.PHONG_GDDT: "district", DistrictKind.UBND_XA: "district", DistrictKind.SO_GDDT: "department"}


def tenant_of(year: EmulationYear) -> Tenant:
    """The authority with the rules and caps of the documents it adopted; two queries.

    A document's point is the article; of two documents the one issued later is followed. The level the authority
    stands on comes from its kind, never from its name.
    """
    names = DistrictName.objects.filter(valid_from__lte=year.ends_on).order_by("-valid_from")
    name, kind = names.values_list("name", "district__kind").first() or ("", "")
    points: dict[str, str] = {}
    local: dict[str, LocalRule] = {}
    caps: dict[str, Cap] = {}
    for document in limits_of(year):
        label, days = document.label, (document.valid_from, document.valid_to)
        for told in document.told_rules:  # type: ignore[attr-defined]
            points[told["rule"]] = article = cited(label, told["point"])
            local[told["rule"]] = LocalRule(told["rule"], article, told["severity"], *days)
        for told in document.told_caps:  # type: ignore[attr-defined]
            share = Fraction(told["share"]) if told["share"] else None
            caps[told["title"]] = Cap(share, told["heads"], told["rounding"], cited(label, told["point"]), *days)
    return Tenant(name, "", local, points=points, caps=caps, organ=_ORGANS[DistrictKind(kind)] if kind else "")
