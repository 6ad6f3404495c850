"""Documents: upload with checks, or the place of one that is known but not to be had."""

from django import forms
from django.contrib import admin, messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html_join

from pledges import publishing
from pledges.admin.forms import WholeForm
from pledges.admin.publishing import PublishingAdmin, Verbs
from pledges.completeness import document_problems
from pledges.documents import clean_pdf, describe, same_file, told_of
from pledges.models import Document, Upload
from pledges.room import require_room
from portal.accounts import audit
from portal.downloads import pdf_response
from portal.models import User
from portal.swedish import slug


class DocumentForm(WholeForm):
    """Cleans a new file and fills in what can be read from it."""

    by: User  # who uploads

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].max_length = None  # its own name, however long, is never used

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if file:
            require_room(file.size, by=self.by)
        pdf = clean_pdf(file) if file else None
        describe(self.instance, pdf)
        return self.in_place_of(file, File(pdf.file, name=file.name)) if pdf else file

    def in_place_of(self, uploaded, cleaned: File) -> File:
        """The cleaned file, which the request closes at its end as it would have closed what came."""
        self.files[self.add_prefix("file")] = cleaned
        uploaded.close()
        return cleaned

    def clean(self) -> dict:
        super().clean()
        pledge, municipality = self.cleaned_data.get("pledge"), self.cleaned_data.get("municipality")
        if pledge and municipality and pledge.municipality_id != municipality.pk:
            raise forms.ValidationError(
                {"pledge": f"Medborgarlöftet hör till {pledge.municipality}, inte {municipality}."}
            )
        if municipality and self.cleaned_data.get("file") and not self.cleaned_data.get("is_second_copy"):
            self.refuse_same_file(municipality)
        return self.cleaned_data

    def refuse_same_file(self, municipality) -> None:
        self.instance.municipality = municipality
        if other := same_file(self.instance):
            sentence = (
                f"{municipality} har redan den här filen: ”{other}”. Ska den finnas två gånger? Kryssa i här och välj "
                "filen igen."
            )
            raise forms.ValidationError({"is_second_copy": sentence})


def file_answer(request: HttpRequest, document: Document, edit_address: str) -> HttpResponse:
    """The file as it is, for those who may edit the document."""
    if not document.file:
        raise Http404
    name = f"{slug(document.title)[:80] or 'dokument'}.pdf"
    return pdf_response(request, document.file, name=name, sha256=document.sha256)


VERBS = Verbs(
    problems=document_problems,
    publish=publishing.make_public,
    withdraw=publishing.withdraw,
    preview=file_answer,
    can_be_previewed=lambda document: bool(document.file),
)


STATUS = {"no_room": 507, "busy": 503}  # of the page, by why a file was not taken
ABOUT_FILES = (
    "Filen ska vara en PDF, helst taggad för skärmläsare: spara från Word med Arkiv, Spara som, PDF, och kryssa under "
    "Alternativ i ”Taggar för dokumentstruktur”. Portalen tar bort skript, bilagor och uppgifter om vem som skrev "
    "den. Har ingen filen? Lämna fältet tomt och skriv källan nedan."
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
                "fields": ("municipality", "title", "kind", "file", "is_second_copy", "described"),
                "description": ABOUT_FILES,
            },
        ),
        ("Vad det gäller", {"fields": ("pledge", ("year", "first_tertial", "last_tertial"))}),
        ("Källa", {"fields": (("source_address", "fetched_on"), "source")}),
    )

    @admin.display(description="i filen")
    def described(self, document: Document) -> str:
        if not document.file:
            return "Ingen fil."
        if not document.file._committed:
            return "Filen du valde är inte sparad. Välj den igen."
        tagged = "taggad för skärmläsare" if document.is_tagged else "inte taggad för skärmläsare"
        facts = f"{document.pages} sidor, {document.size / 1000:.0f} kB, {tagged}."
        hashes = f"SHA-256: {document.sha256} (filen som laddades upp: {document.uploaded_sha256 or 'okänd'})."
        return format_html_join("", "<p>{}</p>", ((line,) for line in (facts, *told_of(document), hashes)))

    def get_form(self, request: HttpRequest, obj=None, change: bool = False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs) -> HttpResponse:
        response = super().render_change_form(request, context, **kwargs)
        errors = context["adminform"].form.errors.as_data().get("file", ())
        if errors:
            audit.record("document_refused", request, reasons=[error.code for error in errors])
        response.status_code = next((STATUS[error.code] for error in errors if error.code in STATUS), 200)
        return response

    def carefully(self, request: HttpRequest, object_id: str | None, act) -> HttpResponse:
        """A file that was stored for a save which came to nothing is taken away."""
        answer = None
        try:
            answer = super().carefully(request, object_id, act)
        finally:
            new = getattr(request, "new_file", None)
            if new and new._committed and (answer is None or answer.status_code != 302):
                new.storage.delete(new.name)
        return answer

    def save_model(self, request: HttpRequest, obj: Document, form, change: bool) -> None:
        is_new_file = "file" in form.changed_data and obj.file
        request.new_file = obj.file if is_new_file else None
        super().save_model(request, obj, form, change)
        if is_new_file:
            Upload.objects.create(by=request.user, size=obj.size)
            audit.record("document_uploaded", request, thing=obj, sha256=obj.uploaded_sha256, size=obj.size)
            for sentence in told_of(obj):
                messages.info(request, sentence)
