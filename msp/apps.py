from importlib import import_module

from django.apps import AppConfig


class MspConfig(AppConfig):
    name = "msp"
    verbose_name = "Making Safeguarding Personal"

    def ready(self) -> None:
        import_module("msp.checks")
