"""`manage carry_over PLAN.json`: an authority ends and its schools are divided among successors, as a plan file says.

The office does the same on its page of unit changes; the command also makes the authorities that do not stand yet.
`--preview` counts and writes nothing; `--undo` takes the plan's deed back.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from awards.services.history.transfers import hand_over
from blocks.models import School, Transfer, UnitChange
from blocks.rules.units.changes import COUNTED, Basis
from blocks.services.units.transfers import Share, preview_shares
from blocks.services.units.undoing import undo_change
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind
from thidua.actors import system
from thidua.errors import RuleViolation
from thidua.models import District
from thidua.text import plain_key
from thidua.wall.tenancy import tenant

NAMES = ("name", "short_name", "parent_agency", "place_name", "head_title", "symbol")


class Command(BaseCommand):
    """Divides the schools of one authority among its successors."""

    help = "Chia các trường của một đơn vị quản lý cho các đơn vị kế thừa, theo tệp kế hoạch JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """The plan, and what to do with it."""
        parser.add_argument("plan", type=Path, help="tệp JSON: source, on, basis, by, successors")
        parser.add_argument("--preview", action="store_true", help="chỉ đếm, không ghi gì")
        parser.add_argument("--undo", action="store_true", help="hoàn tác các lần chuyển giao của kế hoạch này")

    def handle(self, *args: Any, **options: Any) -> None:
        """All successors in one deed: the whole plan or nothing."""
        try:
            plan = json.loads(options["plan"].read_text(encoding="utf-8"))
            source = District.objects.get(code=plan["source"])
            with transaction.atomic():
                self._run(plan, source, options)
                if options["preview"]:
                    transaction.set_rollback(True)
        except (OSError, ValueError, KeyError) as wrong:
            raise CommandError(f"Không đọc được kế hoạch {options['plan']}: {wrong}") from None
        except District.DoesNotExist:
            raise CommandError("Không có đơn vị giao với mã ghi ở “source”.") from None
        except RuleViolation as refused:
            raise CommandError(refused.message) from None

    def _run(self, plan: dict[str, Any], source: District, options: dict[str, Any]) -> None:
        on, by = date.fromisoformat(plan["on"]), system(source.pk, plan.get("by", "Hệ thống"))
        with tenant(source.pk):
            if options["undo"]:
                codes = [one["code"] for one in plan["successors"]]
                parts = Transfer.objects.filter(target__code__in=codes, on=on, undone_at=None)
                for change in UnitChange.objects.filter(pk__in=parts.values("change")).order_by("-pk"):
                    undo_change(change=change, by=by, reason=f"hoàn tác: {plan['basis']}")
                    self.stdout.write(f"Đã hoàn tác: {change.summary}.")
                return
        targets = [self._target(one, on) for one in plan["successors"]]
        with tenant(source.pk):
            shares = [self._share(one, target) for one, target in zip(plan["successors"], targets, strict=True)]
            shares = [share for share in shares if share.schools]
            going = {school.pk for share in shares for school in share.schools}
            whole = not School.objects.filter(closed_on=None).exclude(pk__in=going).exists()
            if options["preview"]:
                counts, warnings = preview_shares(shares=shares, on=on, whole=whole)
            else:
                basis = Basis(plan["basis"], _day(plan.get("basis_date")))
                change = hand_over(shares=shares, on=on, basis=basis, by=by, whole=whole)
                counts, warnings = change.counts, []
                self.stdout.write(f"{change.summary}.")
            told = ", ".join(f"{counts[name]} {words}" for name, words in COUNTED.items() if counts.get(name))
            self.stdout.write("\n".join([f"{told}.", *warnings]))

    def _target(self, one: dict[str, Any], on: date) -> District:
        known = District.objects.filter(code=one["code"]).first()
        if known is not None:
            return known
        made = open_district(code=one["code"], kind=DistrictKind(one["kind"]), valid_from=on)
        with tenant(made.pk):
            name_district(**{name: one[name] for name in NAMES}, valid_from=on, by=system(made.pk))
        return made

    def _share(self, one: dict[str, Any], target: District) -> Share:
        keys = [plain_key(name) for name in one["schools"]]
        schools = list(School.objects.filter(name_key__in=keys).order_by("name_key"))
        if missing := set(keys) - {school.name_key for school in schools}:
            raise RuleViolation("school", f"Không có trường: {'; '.join(sorted(missing))}.")
        return Share(target, schools, one.get("area", ""))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
