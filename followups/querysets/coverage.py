"""How far back and on each kommun's pledges and reports reach."""

from django.db.models import ExpressionWrapper, F, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import ExtractYear, Greatest, Least


def with_tertials_to_tell(municipalities: QuerySet) -> QuerySet:
    """Adds `tertials_to_tell`: three for each year that followups.coverage tells of; None where there is none."""
    pledges = municipalities.model.pledges.rel.related_model
    follow_ups = municipalities.model.follow_ups.rel.related_model.objects.published()
    known = pledges.objects.published().exclude(current_edition__availability="mentioned")
    first, last = F("current_edition__starts_on"), F("current_edition__ends_on")
    return municipalities.annotate(
        first_year=Least(_of(known, Min(ExtractYear(first))), _of(follow_ups, Min("year"))),
        last_year=Greatest(_of(known, Max(ExtractYear(last))), _of(follow_ups, Max("year"))),
        tertials_to_tell=ExpressionWrapper(3 * (F("last_year") - F("first_year") + 1), output_field=IntegerField()),
    )


def _of(rows: QuerySet, value) -> Subquery:
    """The value over the rows of each kommun."""
    own = rows.filter(municipality=OuterRef("pk")).order_by().values("municipality").annotate(found=value)
    return Subquery(own.values("found"), output_field=IntegerField())
