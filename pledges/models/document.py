"""Documents: files with their metadata, and documents that are known to exist but not to be had."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pledges.querysets import DocumentQuerySet
from portal.swedish import slug

from .municipality import Municipality
from .pledge import Pledge
from .publishable import Publishable
from .uploads import document_path


class Document(Publishable):
    """A file as it was published, or the place of one that a source names but that nobody has (no `file`).

    The file has been cleaned (`portal.pdf.cleaning`): `sha256` and size (bytes) are its own, `uploaded_sha256` is of
    what came, `removed` says in Swedish what was taken out. Tertials are 1–3.

    Removed never means erased: a withdrawn document says when and why.
    """

    class Kind(models.TextChoices):
        FOLLOW_UP = "follow_up", "Uppföljning"
        PLEDGE = "pledge", "Medborgarlöfte"
        SITUATION = "situation", "Lägesbild"
        AGREEMENT = "agreement", "Samverkansöverenskommelse"
        ACTION_PLAN = "action_plan", "Åtgärdsplan"
        OTHER = "other", "Annat"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="documents", verbose_name="kommun")
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="medborgarlöfte"
    )
    title = models.CharField("titel som den publicerades", max_length=300)
    kind = models.CharField("slag", max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    first_tertial = models.PositiveSmallIntegerField("från tertial", null=True, blank=True)
    last_tertial = models.PositiveSmallIntegerField("till tertial", null=True, blank=True)

    file = models.FileField("fil", upload_to=document_path, max_length=200, blank=True)
    pages = models.PositiveIntegerField("sidor", null=True, editable=False)
    size = models.PositiveIntegerField("storlek i byte", null=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    uploaded_sha256 = models.CharField(
        "uppladdad fils SHA-256", max_length=64, blank=True, db_default="", editable=False
    )
    removed = models.JSONField("borttaget ur filen", default=list, db_default=[], blank=True, editable=False)
    is_second_copy = models.BooleanField(
        "samma fil en gång till",
        default=False,
        db_default=False,
        help_text="Kryssa bara i om portalen säger att kommunen redan har filen och den ska finnas två gånger.",
    )
    text = models.TextField("text för sökning", blank=True, editable=False)
    is_tagged = models.BooleanField("taggad (tillgänglig)", null=True, editable=False)

    source_address = models.URLField("hämtad från", blank=True, max_length=500)
    fetched_on = models.DateField("hämtad den", null=True, blank=True)
    source = models.CharField("källa", max_length=300, blank=True, help_text="Var dokumentet nämns.")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokument"
        ordering = ("municipality", F("year").desc(nulls_last=True), F("last_tertial").desc(nulls_last=True), "pk")
        constraints = (
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="document_tertials_valid",
                condition=Q(first_tertial__isnull=True, last_tertial__isnull=True)
                | Q(
                    year__isnull=False,
                    first_tertial__isnull=False,
                    last_tertial__isnull=False,
                    first_tertial__range=(1, 3),
                    last_tertial__range=(1, 3),
                    last_tertial__gte=F("first_tertial"),
                ),
                violation_error_message="Ange år och tertial 1–3, med den första först.",
            ),
            models.UniqueConstraint(
                name="document_file_once",
                fields=("municipality", "uploaded_sha256"),
                condition=Q(is_second_copy=False) & ~Q(uploaded_sha256=""),
                violation_error_message="Kommunen har redan ett dokument med samma fil.",
            ),
            models.CheckConstraint(
                name="document_file_is_described",
                condition=Q(file="", sha256="", size__isnull=True)
                | (~Q(file="") & Q(sha256__regex=r"^[0-9a-f]{64}$", size__isnull=False, size__gte=1)),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The file's address; the kommun's page when nobody has the file."""
        if not self.is_available:
            return self.municipality.get_absolute_url()
        name = slug(self.title.removesuffix(".pdf"))[:80] or "dokument"
        return reverse("document", args=[self.municipality.slug, self.pk, name])

    @property
    def is_available(self) -> bool:
        return bool(self.file)
