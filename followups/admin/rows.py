"""The rows of a follow-up's form: who answered and, where there is no sheet, what was done in words."""

from followups.models import Narrative, Respondent
from pledges.admin.labels import numbered
from pledges.admin.rows import RowFormSet, RowInline


class NarrativeFormSet(RowFormSet):
    """An empty text for each promise that has none; those left empty are not saved."""

    def __init__(self, *args, instance, **kwargs) -> None:
        promises = instance.pledge.promises.all() if instance.pledge else ()
        told = set(instance.narratives.values_list("promise_id", flat=True))
        initial = [{"promise": promise.pk} for promise in promises if promise.pk not in told]
        self.extra = len(initial) + 1
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class NarrativeInline(RowInline):
    model = Narrative
    formset = NarrativeFormSet
    classes = ("collapse",)
    guidance = "Berätta per löfte eller fokusområde, eller om helheten (välj då varken löfte eller fokusområde)."
    fields = (("promise", "focus_area"), "text")

    def offers(self, follow_up, user) -> dict:
        pledge = follow_up.pledge
        return {
            "promise": numbered(pledge.promises.all()) if pledge else (),
            "focus_area": pledge.focusareas.all() if pledge else (),
        }


class RespondentInline(RowInline):
    model = Respondent
    extra = 2
    guidance = "Vem som svarade för polisen och vem för kommunen. Namnen visas för alla."
    fields = (("party", "name", "title"),)
