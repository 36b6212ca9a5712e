"""The first shape of the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Entries, and the keys of the door."""

    initial = True
    operations = (
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("is_token", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                ("zone", models.CharField(max_length=60)),
                ("local_date", models.DateField()),
                ("body", models.JSONField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "name"], name="entries_by_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["client_id", "version"], name="one_row_a_version"
                    )
                ],
            },
        ),
    )
