from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blocks", "0008_erasure")]

    operations = [
        migrations.AddField(
            "registrationsheet", "signing",
            models.JSONField("người duyệt ký thế nào", default=dict, db_default={}, editable=False),
        ),
    ]
