"""Documents: upload with checks, or the place of one that is known but not to be had."""

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse

from pledges import publishing
from pledges.admin.forms import WholeForm
from pledges.admin.publishing import PublishingAdmin, Verbs
from pledges.completeness import document_problems
from pledges.documents import describe_pdf
from pledges.models import Document
from portal.downloads import pdf_response
from portal.swedish import slug

DESCRIBED = ("size", "sha256", "pages", "text", "is_tagged")


class DocumentForm(WholeForm):
    """Checks a new file and fills in what can be read from it."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            self.describe(file)
        return file

    def describe(self, file) -> None:
        """Size, hash, pages and text of the new file; nothing when it was taken away."""
        facts = describe_pdf(file) if file else None
        for name in DESCRIBED:
            empty = Document._meta.get_field(name).get_default()
            setattr(self.instance, name, getattr(facts, name) if facts else empty)

    def clean(self) -> dict:
        super().clean()
        pledge, municipality = self.cleaned_data.get("pledge"), self.cleaned_data.get("municipality")
        if pledge and municipality and pledge.municipality_id != municipality.pk:
            raise forms.ValidationError(
                {"pledge": f"Medborgarlöftet hör till {pledge.municipality}, inte {municipality}."}
            )
        return self.cleaned_data


def file_answer(request: HttpRequest, document: Document, edit_address: str) -> HttpResponse:
    """The file as it is, for those who may edit the document."""
    if not document.file:
        raise Http404
    name = f"{slug(document.title)[:80] or 'dokument'}.pdf"
    return pdf_response(request, document.file, name=name, sha256=document.sha256, permanent=False)


VERBS = Verbs(
    problems=document_problems,
    publish=publishing.make_public,
    withdraw=publishing.withdraw,
    preview=file_answer,
    can_be_previewed=lambda document: bool(document.file),
)


@admin.register(Document)
class DocumentAdmin(PublishingAdmin, admin.ModelAdmin):
    verbs = VERBS
    form = DocumentForm
    by_name = ("municipality", "pledge")
    fixed_once_public = ("municipality", "file")
    readonly_fields = ("described",)
    list_display = ("title", "municipality", "kind", "year", "pages", "state")
    list_filter = ("state", "kind")
    list_select_related = ("municipality",)
    search_fields = ("title", "municipality__name")
    search_help_text = "Sök på titel eller kommun."
    fieldsets = (
        (
            "Dokumentet",
            {
                "fields": ("municipality", "title", "kind", "file", "described"),
                "description": "Filen ska vara en PDF. Har ingen filen? Lämna fältet tomt och skriv källan nedan.",
            },
        ),
        ("Vad det gäller", {"fields": ("pledge", ("year", "first_tertial", "last_tertial"))}),
        ("Källa", {"fields": (("source_address", "fetched_on"), "source")}),
    )

    @admin.display(description="i filen")
    def described(self, document: Document) -> str:
        if not document.file:
            return "Ingen fil."
        tagged = "taggad för skärmläsare" if document.is_tagged else "inte taggad för skärmläsare"
        return f"{document.pages} sidor, {document.size / 1000:.0f} kB, {tagged}"
