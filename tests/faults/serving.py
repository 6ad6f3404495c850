"""gunicorn as in production, but for that a new worker begins warm, since so many of them are killed."""

from django.urls import get_resolver

from portal.serving import *  # noqa: F403 - each name in it is a setting

preload_app = True
workers = 2


def on_starting(_arbiter) -> None:
    """Read all routes, and so import what they lead to, before there is a worker."""
    get_resolver()._populate()
