from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blocks", "0014_successor_name")]

    operations = [
        migrations.AddField(
            "account", "session_epoch", models.PositiveIntegerField(default=0, db_default=0, editable=False)
        ),
    ]
