"""The step between password and back office."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor of whoever has one, unless the organisation's own login counts as one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, self.login.user)
        if settings.OIDC_SECOND_FACTOR and any(record.get("method") == "socialaccount" for record in records):
            return False
        return super()._should_handle(request)
