"""What a follow-up must hold before it may be shown in public."""

from followups.models import FollowUp


def follow_up_problems(follow_up: FollowUp) -> list[str]:
    """What is missing before the follow-up can be published; empty when nothing is."""
    if follow_up.pledge and not follow_up.pledge.is_published:
        return ["Publicera medborgarlöftet först. Uppföljningen redovisar löftets aktiviteter."]
    if follow_up.availability != FollowUp.Availability.FULL:
        return [] if follow_up.document else ["Välj dokumentet som uppföljningen finns i eller nämns som."]
    if follow_up.pledge is None:
        return ["Välj medborgarlöftet, eller ange att uppföljningen bara finns som dokument."]
    return _without_answers(follow_up)


def _without_answers(follow_up: FollowUp) -> list[str]:
    if not follow_up.reports.all():
        return ["Svara för minst en aktivitet. De som lämnas tomma visas som ”Ingen redovisning”."]
    elsewhere = [report for report in follow_up.reports.all() if report.activity.pledge_id != follow_up.pledge_id]
    return ["Ett svar gäller en aktivitet i ett annat medborgarlöfte. Ta bort det."] if elsewhere else []
