"""What was made when is found at once, however many years are kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index of kind and moment."""

    dependencies = (("records", "0002_bookmark"),)
    operations = (
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "at"], name="entries_by_time"),
        ),
    )
