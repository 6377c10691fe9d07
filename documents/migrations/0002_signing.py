from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField("document", "signing", models.JSONField("người ký khi ban hành", default=dict, db_default={}, editable=False)),
    ]
