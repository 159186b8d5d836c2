"""The store as Django knows it."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Juntos's record."""

    name = "juntos.store"
    label = "store"
    verbose_name = "Registro de Juntos"
