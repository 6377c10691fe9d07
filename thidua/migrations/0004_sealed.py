from django.db import migrations

from thidua.at_rest import MARK, seal, unseal

SECRETS = ("secret", "seed", "migrated_codes")


def _each(apps, change):
    for row in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn"):
        for key in SECRETS:
            if key in row.data:
                value = row.data[key]
                row.data[key] = [change(one) for one in value] if isinstance(value, list) else change(value)
        row.save(update_fields=["data"])


def seal_all(apps, schema_editor):
    """Secrets of apps and recovery codes kept so far in plain words; signed-in people sign in again."""
    _each(apps, lambda text: text if text.startswith(MARK) else seal(text))
    apps.get_model("sessions", "Session").objects.all().delete()


def open_all(apps, schema_editor):
    _each(apps, lambda text: unseal(text) if text.startswith(MARK) else text)
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("thidua", "0003_trail"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(seal_all, open_all)]
