"""One address of every kind of page in the back office, and an account that may see them, for tests and shots."""

import json

from tests.journeys.running import Site

EMAIL, PASSWORD = "karin@polisen.example", "ett-langt-losenord"
ACCOUNT = f"""
from allauth.mfa.totp.internal.auth import TOTP
from portal.models import User
from tests.signing_in import SECRET
karin = User.objects.create_superuser({EMAIL!r}, {PASSWORD!r}, full_name="Karin Berg")
TOTP.activate(karin, SECRET)
"""
THINGS = f"""
import json
from followups.models import FollowUp
from pledges import trash, workflow
from pledges.models import Document, Membership, Method, Municipality, NewsItem, Pledge, Theme
from portal.models import User
from tests import factories
karin = User.objects.get(email={EMAIL!r})
work = Membership.objects.create(user=karin, role="coordinator", party="police", whole_country=True)
review = factories.pledge(Municipality.objects.get(slug="aneby"))
workflow.send(workflow.PLEDGES, review, by=User.objects.get(pk=karin.pk))
print(json.dumps({{
    "pledge": Pledge.objects.get(municipality__slug="exempelby", slug="2025-2026").pk,
    "small": Pledge.objects.get(municipality__slug="vaggeryd").pk,
    "review": review.pk,
    "follow_up": FollowUp.objects.get(municipality__slug="exempelby", slug="2026-t1").pk,
    "document": Document.objects.first().pk,
    "news": NewsItem.objects.first().pk,
    "theme": Theme.objects.create(name="Övergiven", slug="overgiven").pk,
    "trash": trash.put(Theme.objects.create(name="Slängd", slug="slangd"), by=karin).pk,
    "used": Method.objects.filter(activities__isnull=False).first().pk,
    "work": work.pk,
    "karin": karin.pk,
    "somebody": User.objects.get(email="kommunpolis@exempelby.example").pk,
}}))
"""

KINDS = {
    "start": "",
    "handbok": "handbok/",
    "lista": "pledges/pledge/",
    "lista med sökning": "followups/followup/?q=exempelby&state__exact=published",
    "nytt löfte": "pledges/pledge/add/",
    "ny uppföljning": "followups/followup/add/",
    "löfte": "pledges/pledge/{small}/change/",
    "uppföljning": "followups/followup/{follow_up}/change/",
    "svaren": "followups/followup/{follow_up}/svar/",
    "dokument": "pledges/document/{document}/change/",
    "nyhet": "pledges/newsitem/{news}/change/",
    "skicka": "pledges/pledge/{pledge}/skicka/",
    "godkänn": "pledges/pledge/{review}/godkann/",
    "publicera": "pledges/pledge/{pledge}/publicera/",
    "dra tillbaka": "pledges/pledge/{pledge}/dra-tillbaka/",
    "historik": "pledges/pledge/{pledge}/history/",
    "radera": "pledges/theme/{theme}/delete/",
    "exporter": "exporter/",
    "översikt": "oversikt/?plats=omrade:exempelbygden&ar=2025",
    "påminn": "oversikt/paminn/?plats=omrade:exempelbygden&ar=2025&alla=1",
    "konton": "portal/user/",
    "kontots historik": "portal/user/{karin}/history/",
    "återställ andra steget": "portal/user/{somebody}/aterstall/",
    "uppdrag": "pledges/membership/{work}/change/",
    "byt lösenord": "password_change/",
}
RARER = {  # of the same parts as others: read once, at their narrowest and darkest
    "skicka tillbaka": "pledges/pledge/{review}/skicka-tillbaka/",
    "får inte raderas": "pledges/method/{used}/delete/",
    "papperskorgen": "pledges/deletedthing/",
    "slängd": "pledges/deletedthing/{trash}/change/",
    "konto": "portal/user/{karin}/change/",
    "uppdragen": "pledges/membership/",
    "nytt uppdrag": "pledges/membership/add/",
    "portalens läge": "lage/",
}


def office_addresses(site: Site) -> dict[str, str]:
    """The addresses by kind, once what they show has been made; the account is there already."""
    made = json.loads(site.shell.run(THINGS))
    return {kind: f"/admin/{path.format(**made)}" for kind, path in {**KINDS, **RARER}.items()}
