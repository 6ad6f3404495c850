"""The back office: Django's admin under our own name, in the order of the work."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from pledges.admin.mine import mine_of
from pledges.admin.warnings import while_typing
from pledges.pages.base import today
from pledges.permissions import administers_accounts, may_work
from portal.wiring import load

# The start page's groups. Named by label, since what stands above `pledges` is not known here.
GROUPS = (
    (
        "Arbetet",
        "arbetet",
        (
            "pledges.Pledge",
            "followups.FollowUp",
            "pledges.ImportedPage",
            "pledges.Document",
            "pledges.NewsItem",
            "pledges.Notice",
            "pledges.Feedback",
            "pledges.HiddenName",
            "pledges.DeletedThing",
        ),
    ),
    (
        "Ordlistor",
        "ordlistor",
        ("pledges.Theme", "pledges.Method", "pledges.Partner", "pledges.Place", "pledges.GlossaryTerm"),
    ),
    (
        "Sverige",
        "sverige",
        ("pledges.Municipality", "pledges.LocalPoliceArea", "pledges.PoliceRegion", "pledges.County"),
    ),
    ("Konton och adresser", "konton", ("portal.User", "pledges.Membership", "portal.OldAddress")),
)

UNUSED_ROUTES = {"view_on_site", "autocomplete", "password_change_done"}


class BackOffice(admin.AdminSite):
    site_title = "Redaktörsläge"
    site_header = "Medborgarlöften"
    index_title = "Redaktörsläge"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever has work today comes in; the second factor is asked for by portal.accounts."""
        return may_work(request.user)

    def get_urls(self) -> list:
        """Without the routes that nothing uses, one of which would tell anybody the address of any object."""
        kept = [route for route in super().get_urls() if getattr(route, "name", None) not in UNUSED_ROUTES]
        own = [
            path("handbok/", self.admin_view(self.handbook), name="handbook"),
            path("synpunkter/", self.admin_view(require_POST(while_typing)), name="second_look"),
        ]
        more = [route for routes in load("OFFICE_URLS") for route in routes(self)]
        return [*own, *more, *kept]

    def index(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        own = {"mine": mine_of(request.user), "watches": administers_accounts(request.user)}
        return super().index(request, {**(extra_context or {}), **own})

    def handbook(self, request: HttpRequest) -> HttpResponse:
        """How the work is done, role by role."""
        work = request.user.memberships.in_force(today()).with_places()
        context = {**self.each_context(request), "title": "Handbok", "work": work}
        return TemplateResponse(request, "admin/handbook.html", context)

    def get_app_list(self, request: HttpRequest, app_label=None) -> list[dict]:
        """The models in the groups and the order of the work; what is in no group comes last."""
        models = {
            f"{model['model']._meta.app_label}.{model['object_name']}": model
            for app in super().get_app_list(request, app_label)
            for model in app["models"]
        }
        groups = [
            (name, key, [models.pop(label) for label in labels if label in models]) for name, key, labels in GROUPS
        ]
        groups.append(("Övrigt", "ovrigt", list(models.values())))
        return [
            {"name": name, "app_label": key, "app_url": reverse(f"{self.name}:index"), "models": found}
            for name, key, found in groups
            if found
        ]

    def app_index(self, request: HttpRequest, app_label: str, extra_context=None) -> HttpResponse:
        """There is one start page."""
        return redirect(f"{self.name}:index")
