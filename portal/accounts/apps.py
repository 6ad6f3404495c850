"""The Django app of accounts; its models are portal.models and allauth's own."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "portal_accounts"
    verbose_name = "Konton"

    def ready(self) -> None:
        from portal.accounts import receivers  # noqa: F401, PLC0415 - connects itself when apps are loaded
