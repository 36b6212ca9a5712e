"""How far a session is, kept by the second."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One bookmark an evening."""

    dependencies = (("records", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.UUIDField(unique=True)),
                ("version", models.PositiveIntegerField()),
                ("body", models.JSONField()),
            ],
        ),
    )
