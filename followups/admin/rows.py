"""The rows of a follow-up: one answer per activity, texts per promise, and who answered."""

from followups.admin.forms import AnswerForm
from followups.models import ActivityReport, Narrative, Respondent
from pledges.admin.labels import numbered
from pledges.admin.rows import RowFormSet, RowInline


class AnswerFormSet(RowFormSet):
    """A row for each activity of the pledge: those that are answered, and the others ready to fill in."""

    def __init__(self, *args, instance, **kwargs) -> None:
        answered = set(instance.reports.values_list("activity_id", flat=True))
        missing = [activity for activity in instance.pledge.activities.all() if activity.pk not in answered]
        self.extra = len(missing)
        initial = [{"activity": activity.pk} for activity in missing]
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class AnswerInline(RowInline):
    model = ActivityReport
    form = AnswerForm
    formset = AnswerFormSet
    template = "admin/answers.html"
    can_delete = False
    fields = ("activity", ("status", "done_count"), "comment")
    guidance = "Skriv antalet för just den här perioden, inte sedan start; summan räknas ut. Utgår något: skriv varför."

    def offers(self, follow_up, user) -> dict:
        return {"activity": numbered(follow_up.pledge.activities.all())}


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
