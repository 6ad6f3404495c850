"""Tertial reports on top of the pledges."""

from django.apps import AppConfig


class FollowUpsConfig(AppConfig):
    name = "followups"
    verbose_name = "Uppföljningar"
