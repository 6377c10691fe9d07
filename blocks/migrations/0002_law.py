"""The catalogue of titles as law knows it: read-only rows, replaced as a whole by later migrations of this kind."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "titles.json"


def load(apps, schema_editor):
    catalogue = json.loads(DATA.read_text(encoding="utf-8"))
    regime, title, authority, condition = (
        apps.get_model("blocks", name) for name in ("Regime", "Title", "TitleAuthority", "TitleCondition")
    )
    regime.objects.bulk_create(
        regime(code=row["code"], name=row["name"], valid_from=row["from"], valid_to=row["to"])
        for row in catalogue["regimes"]
    )
    for position, row in enumerate(catalogue["titles"], start=1):
        authorities, conditions = row.pop("authorities"), row.pop("conditions")
        title.objects.create(position=position, **row)
        authority.objects.bulk_create(
            authority(title_id=row["code"], valid_from=one.pop("from"), valid_to=one.pop("to"), **one)
            for one in authorities
        )
        condition.objects.bulk_create(
            condition(title_id=row["code"], regime_id=one.pop("regime"), **one) for one in conditions
        )


class Migration(migrations.Migration):
    dependencies = [("blocks", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
