"""`manage carry_over PLAN.json`: an authority ends and its schools are divided among successors, as a plan file says.

Both sides are somebody's own, so neither office can do it alone: whoever runs the installation does, with both papers
at hand. `--preview` counts and writes nothing; `--undo` takes the plan's transfers back.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from awards.services.transfers import carry_awards, drop_awards
from blocks.models import District, School, Transfer
from blocks.rules.units import DistrictKind
from blocks.services.transfers import preview, transfer_schools, undo_transfer
from blocks.services.units import name_district, open_district
from thidua.actors import system
from thidua.errors import RuleViolation
from thidua.tenancy import tenant
from thidua.text import plain_key

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
        """All successors in one transaction: the whole plan or nothing."""
        try:
            plan = json.loads(options["plan"].read_text(encoding="utf-8"))
            source = District.objects.get(code=plan["source"])
            with transaction.atomic():
                targets = [self._target(one, date.fromisoformat(plan["on"])) for one in plan["successors"]]
                with tenant(source.pk):
                    for one, target in zip(plan["successors"], targets, strict=True):
                        self._one(plan, one, target, options)
                if options["preview"]:
                    transaction.set_rollback(True)
        except (OSError, ValueError, KeyError) as wrong:
            raise CommandError(f"Không đọc được kế hoạch {options['plan']}: {wrong}") from None
        except District.DoesNotExist:
            raise CommandError("Không có đơn vị giao với mã ghi ở “source”.") from None
        except RuleViolation as refused:
            raise CommandError(refused.message) from None

    def _target(self, one: dict[str, Any], on: date) -> District:
        known = District.objects.filter(code=one["code"]).first()
        if known is not None:
            return known
        made = open_district(code=one["code"], kind=DistrictKind(one["kind"]), valid_from=on)
        with tenant(made.pk):
            name_district(**{name: one[name] for name in NAMES}, valid_from=on, by=system(made.pk))
        return made

    def _one(self, plan: dict[str, Any], one: dict[str, Any], target: District, options: dict[str, Any]) -> None:
        on, by = date.fromisoformat(plan["on"]), system(target.pk, plan.get("by", "Hệ thống"))
        if options["undo"]:
            for made in Transfer.objects.filter(target=target, on=on, undone_at=None):
                drop_awards(transfer=made)
                undo_transfer(transfer=made, by=by, reason=f"hoàn tác: {plan['basis']}")
                self.stdout.write(f"Đã hoàn tác {one['short_name']}: {len(made.made['schools'])} trường.")
            return
        keys = [plain_key(name) for name in one["schools"]]
        schools = list(School.objects.filter(name_key__in=keys))
        if missing := set(keys) - {school.name_key for school in schools}:
            raise RuleViolation("school", f"Không có trường: {'; '.join(sorted(missing))}.")
        if not schools:
            return
        told = preview(schools=schools, target=target, on=on)
        counted = ", ".join(f"{told[key]} {word}" for key, word in WORDS.items())
        if not options["preview"]:
            made = transfer_schools(
                schools=schools, target=target, on=on, basis=plan["basis"], area=one.get("area", ""), by=by
            )
            went, stayed = carry_awards(transfer=made)
            counted += f", {went} khen thưởng chép theo, {stayed} ở lại hồ sơ cũ"
        self.stdout.write(f"{one['short_name']}: {counted}.")


WORDS = {"schools": "trường", "staff": "người", "postings": "quá trình công tác", "seats": "vai trò của trường"}
