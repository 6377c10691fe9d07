from django.db import migrations

from thidua.wall import BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("thidua", "0001_initial"),
        ("blocks", "0002_initial"),
        ("awards", "0002_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [BuildWall("thidua", "blocks", "awards", "documents")]
