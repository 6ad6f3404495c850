"""The addresses of accounts. Most names are allauth's, which its views look up."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect.views import callback
from django.urls import include, path

from portal.accounts import links
from portal.accounts.views import home, organisation, passwords

second_step = [
    path("", factors.index, name="mfa_index"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/namn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/ta-bort/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("reservkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("reservkoder/fil/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("", home.home, name="account_home"),
    path("logga-in/", account.login, name="account_login"),
    path("logga-in/kod/", factors.authenticate, name="mfa_authenticate"),
    path("logga-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/<slug:provider_id>/", organisation.log_in, name="openid_connect_login"),
    path("logga-in/<slug:provider_id>/klar/", callback, name="openid_connect_callback"),
    path("logga-ut/", home.log_out, name="account_logout"),
    path("logga-ut-overallt/", home.log_out_everywhere, name="account_logout_everywhere"),
    path("utloggad/", home.logged_out, name="account_logged_out"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("bekrafta/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("andra-steget/", include(second_step)),
    path("losenord/", passwords.change, name="account_change_password"),
    path("glomt-losenord/", passwords.ask, name="account_reset_password"),
    path("glomt-losenord/skickat/", passwords.asked, name="account_reset_password_done"),
    path("nytt-losenord/<str:token>/", passwords.choose, {"purpose": links.RESET}, name=links.RESET),
    path("valkommen/<str:token>/", passwords.choose, {"purpose": links.INVITATION}, name=links.INVITATION),
]
