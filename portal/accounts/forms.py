"""The forms of signing in, in plain Swedish."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from portal.accounts import codes, lockout

GOOD = (
    "Minst tolv tecken. Ta gärna en mening som bara du kommer på. "
    "Ord som många provar, som polisen eller kommunens namn, räcker inte."
)
NOT_THE_SAME = "De två lösenorden är inte lika. Skriv samma lösenord två gånger."
LONGEST_PASSWORD = 1000  # characters; room for any phrase, and none for megabytes to hash


class LogInForm(LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"login": "E-postadress", "password": "Lösenord"})
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"password": "Lösenord"})


class CodeMixin:
    """A code from the app or a recovery code: counted, tried and used up."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"code": "Kod"})
        self.fields["code"].help_text = "Sex siffror från din app, eller en av dina reservkoder."
        self.fields["code"].widget.attrs |= {"autocapitalize": "off", "spellcheck": "false"}

    def clean_code(self) -> str:
        attempt = lockout.begin(get_adapter().request, address=self.user.email)
        authenticator = codes.spend(self.user, self.cleaned_data["code"])
        if authenticator is None:
            self._emit_authentication_failed(Authenticator(user=self.user))
            raise get_factor_adapter().validation_error("incorrect_code")
        attempt.delete()
        authenticator.user = self.user
        self.authenticator = authenticator
        return self.cleaned_data["code"]


class CodeForm(CodeMixin, AuthenticateForm):
    """The second step of signing in."""


class ConfirmCodeForm(CodeMixin, ReauthenticateByCodeForm):
    """Showing again who one is, before changing something that protects the account."""


class ActivateAppForm(ActivateTOTPForm):
    """The first code from an app proves that it has the secret."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"code": "Kod från appen"})
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_code(self) -> str:
        if codes.matching_step(get_totp_secret(), self.cleaned_data["code"]) is None:
            raise ValidationError("Koden stämmer inte. Vänta på nästa kod i appen och skriv in den.")
        return self.cleaned_data["code"]


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"name": "Namn", "passwordless": "Logga in utan lösenord med den här passkeyn"})
        self.fields["name"].help_text = "Så att du känner igen den, till exempel ”Jobbtelefonen”."
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = (
            "Kräver att den känner igen dig, med fingeravtryck, ansikte eller pinkod. "
            "Avmarkera för en säkerhetsnyckel som inte kan det."
        )


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"name": "Namn"})
        self.fields["name"].validators.append(MaxLengthValidator(60))


class ResetForm(forms.Form):
    """Asks for a link to a new password."""

    email = forms.EmailField(
        label="E-postadress",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"}),
    )


class ChoosePasswordForm(SetPasswordForm):
    error_messages = {**SetPasswordForm.error_messages, "password_mismatch": NOT_THE_SAME}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, {"new_password1": "Nytt lösenord", "new_password2": "Samma lösenord en gång till"})
        self.fields["new_password1"].help_text = GOOD
        for field in self.fields.values():
            field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class ChangePasswordForm(ChoosePasswordForm, PasswordChangeForm):
    """A new password for who knows the old one; guesses at it are counted."""

    error_messages = {**PasswordChangeForm.error_messages, "password_mismatch": NOT_THE_SAME}
    field_order = ("old_password", "new_password1", "new_password2")

    def clean_old_password(self) -> str:
        given = self.cleaned_data["old_password"]
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("incorrect_password")
        return given


def plain(form: forms.BaseForm, labels: dict[str, str]) -> None:
    """Give fields their Swedish labels, and take away placeholders, which vanish when they are needed."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)
