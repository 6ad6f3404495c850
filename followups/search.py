"""What a search finds of the follow-ups: each with its texts and comments; and how it goes with the activities."""

from followups.models import FollowUp
from pledges.gazetteer import place_facets
from pledges.models import Publishable
from pledges.search import index_pledge
from portal.search.indexing import Findable, owners, replace


def after_publication(item: Publishable) -> None:
    """A follow-up that is published or withdrawn; its pledge's activities have a new standing, too."""
    if isinstance(item, FollowUp):
        index_follow_up(item)
        if item.pledge:
            index_pledge(item.pledge)


def index_follow_up(follow_up: FollowUp) -> None:
    replace(f"uppfoljning/{follow_up.pk}", [entry(follow_up)] if follow_up.is_published else [])


def rebuild(*, everything: bool) -> tuple[str, int]:
    """Index the follow-ups that cannot be found, or all; what they are called, and how many there were."""
    known = () if everything else owners("uppfoljning/")
    missing = [one for one in FollowUp.objects.published().for_page() if f"uppfoljning/{one.pk}" not in known]
    for follow_up in missing:
        index_follow_up(follow_up)
    return "Uppföljningar i sökningen", len(missing)


def entry(follow_up: FollowUp) -> Findable:
    content, municipality = follow_up.current_edition.content, follow_up.municipality
    return Findable(
        title=f"Uppföljning {content['range_label'].lower()}, {municipality.name}",
        address=follow_up.get_absolute_url(),
        where=municipality.name,
        text="\n".join(texts(content)),
        also=content["title"],
        facets=frozenset({*place_facets(municipality), ("slag", "uppfoljning"), ("ar", str(content["year"]))}),
        year=content["year"],
        is_demo=content["is_demo"],
    )


def texts(content: dict) -> list[str]:
    """The narratives, and each answer's comment with what it is about."""
    told = [paragraph for narrative in content["narratives"] for paragraph in narrative["paragraphs"]]
    answers = [
        " ".join([answer["text"], *answer["comment_paragraphs"]])
        for answer in content["answers"]
        if answer["comment_paragraphs"]
    ]
    return told + answers
