"""What a follow-up must hold before it may be shown in public."""

from followups.coverage import clashes
from followups.models import FollowUp
from pledges.models import Pledge
from pledges.tertial import ReportingRange


def follow_up_problems(follow_up: FollowUp) -> list[str]:
    """What is missing before the follow-up can be published; empty when nothing is."""
    if follow_up.pledge and not follow_up.pledge.is_published:
        return ["Publicera medborgarlöftet först. Uppföljningen redovisar löftets aktiviteter."]
    if follow_up.availability != FollowUp.Availability.FULL:
        return [] if follow_up.document else ["Välj dokumentet som uppföljningen finns i eller nämns som."]
    if follow_up.pledge is None:
        return ["Välj medborgarlöftet, eller ange att uppföljningen bara finns som dokument."]
    told = [] if follow_up.is_published else told_already(follow_up.pledge, follow_up.range, apart_from=follow_up)
    return _without_answers(follow_up) + told


def told_already(pledge: Pledge, span: ReportingRange, *, apart_from: FollowUp) -> list[str]:
    """That other published reports of the pledge have answers about some of the same months.

    What is known only as a document is history, and is listed as it was. What is public already is not hindered
    from being corrected, so do not ask of that.
    """
    others = FollowUp.objects.published().of_pledge(pledge).with_answers().apart_from(apart_from)
    return [
        f"{clash.label} är redan publicerad och handlar om samma månader. Rätta den i stället, eller dra tillbaka den "
        "först. Bara helåret och halvåren får sammanfatta det som redan är redovisat."
        for clash in clashes(span, [other.range for other in others])
    ]


def _without_answers(follow_up: FollowUp) -> list[str]:
    if not any(report.is_answered for report in follow_up.reports.all()):
        return ["Svara för minst en aktivitet. De som lämnas tomma visas som ”Ingen redovisning”."]
    elsewhere = [report for report in follow_up.reports.all() if report.activity.pledge_id != follow_up.pledge_id]
    return ["Ett svar gäller en aktivitet i ett annat medborgarlöfte. Ta bort det."] if elsewhere else []
