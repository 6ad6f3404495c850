"""The last door: nothing is written outside the kommuner of whoever acts, whatever a view forgot to ask.

A middleware says who acts; signals before each save and deletion refuse rows of other kommuner, as they were and as
they would become. Loaders and commands act for nobody, and are free.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.http import HttpRequest, HttpResponse

from pledges.models import Anchored, Municipality
from pledges.querysets import SharedQuerySet, covers_country, scope_of
from portal.models import User

acting: ContextVar[User | None] = ContextVar("acting", default=None)
WATCHED = ("pledges", "followups")


class ActingAccount:
    """Around the back office: who acts, unless they work with the whole country."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = acting.set(None)
        try:
            return self.get_response(request)
        finally:
            acting.reset(token)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if admin.site.name in request.resolver_match.namespaces and not covers_country(request.user):
            acting.set(request.user)


def watch() -> None:
    """Connect the signals for every model of the domain, those of many-to-many links included."""
    for label in WATCHED:
        for model in apps.get_app_config(label).get_models():
            pre_save.connect(before_write, sender=model, dispatch_uid=f"guard save {model._meta.label}")
            pre_delete.connect(before_write, sender=model, dispatch_uid=f"guard delete {model._meta.label}")
            for field in model._meta.local_many_to_many:
                through = field.remote_field.through
                m2m_changed.connect(before_link, sender=through, dispatch_uid=f"guard link {through._meta.label}")


def before_write(sender: type[models.Model], instance: models.Model, **kwargs) -> None:
    """Raises PermissionDenied unless the row belongs, and belonged, where the acting account works."""
    user = acting.get()
    if user is None:
        return
    if isinstance(sender._default_manager.get_queryset(), SharedQuerySet):
        raise PermissionDenied  # what belongs to the whole country
    if not belongs_somewhere(sender):
        return
    require(user, codes_of(instance))
    if not instance._state.adding and not is_as_read(instance):
        require(user, codes_of(sender._default_manager.get(pk=instance.pk)))


def is_as_read(row: models.Model) -> bool:
    """Whether the row hangs where it hung when it was read, so that where it belongs is where it belonged."""
    return isinstance(row, Anchored) and row.read_as == row.hangs_in


def before_link(sender, instance: models.Model, action: str, **kwargs) -> None:
    """The same, for links between rows, which are written without being saved one by one."""
    if action.startswith("pre_"):
        before_write(type(instance), instance)


def require(user: User, codes: set[str | None]) -> None:
    if not codes or codes - set(scope_of(user).by_code):
        raise PermissionDenied


def codes_of(row: models.Model) -> set[str | None]:
    """The kommuner of all that the row hangs in; None for a row of the whole portal."""
    if isinstance(row, Municipality):
        return {row.pk}
    if hasattr(row, "municipality_id"):
        return {row.municipality_id}
    owners = [getattr(row, field.name) for field in owning(type(row)) if getattr(row, field.attname) is not None]
    return {code for owner in owners for code in codes_of(owner)}


@cache
def owning(model: type[models.Model]) -> tuple[models.ForeignKey, ...]:
    """The foreign keys without whose row this one would not be, of those that lead to a kommun."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete in (models.CASCADE, models.PROTECT)
        and field.related_model._meta.app_label in WATCHED
        and belongs_somewhere(field.related_model)
    )


@cache
def belongs_somewhere(model: type[models.Model]) -> bool:
    """Whether a row of the model belongs to a kommun."""
    return model is Municipality or hasattr(model, "municipality_id") or bool(owning(model))
