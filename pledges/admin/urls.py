"""Addresses of the back office outside Django's admin: inviting people."""

from django.urls import path

from pledges.admin import invitations

urlpatterns = [
    path("konto/bjud-in/", invitations.invite, name="account_invite"),
    path("konto/bjud-in/<int:pk>/skicka-igen/", invitations.invite_again, name="account_invite_again"),
    path("konto/bjud-in/<int:pk>/dra-tillbaka/", invitations.withdraw, name="account_withdraw_invitation"),
]
