"""Three kinds of rows: what was said or decided, how far a session is, the keys of the door."""

from typing import Any, ClassVar

from django.db import models


class NeverEdited(Exception):
    """A row that is kept is never changed; a newer version stands beside it."""


class Entry(models.Model):
    """One thing said or decided, in one version.

    ``client_id`` is made where the entry is made; the same id with a higher version takes the
    place of a lower one, which stays. ``at`` is UTC; ``zone`` and ``local_date`` are those of the
    person then.
    """

    client_id = models.UUIDField()
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    local_date = models.DateField()
    body = models.JSONField()

    class Meta:
        """An id has each version once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client_id", "version"], name="one_row_a_version")
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "name"], name="entries_by_kind"),
            models.Index(fields=["kind", "at"], name="entries_by_time"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add this row; a row that is there already is never changed."""
        if self.pk is not None:
            raise NeverEdited(f"{self.kind} {self.client_id}")
        super().save(*args, **kwargs)


class Bookmark(models.Model):
    """How far the evening under way is, second by second; only the last one is kept.

    ``version`` is that of the evening it lies in: a newer version has moved on without it.
    """

    client_id = models.UUIDField(unique=True)
    version = models.PositiveIntegerField()
    body = models.JSONField()


class Key(models.Model):
    """A key of the door, only ever as its hash: a one-time address, or a browser's cookie."""

    digest = models.CharField(max_length=64, unique=True)
    is_token = models.BooleanField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
