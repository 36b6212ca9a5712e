"""The one Django app: the rows."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Everything kept about one person."""

    name = "instep.web.records"
    label = "records"
