"""A follow-up's edition as a PDF: its content arranged for paper."""

from django.template.loader import render_to_string

from followups.charts import share_rows, target_groups
from followups.pdf.answers import answer_item
from followups.pdf.marks import marks_style
from pledges.pdf import EditionFacts
from pledges.pdf.sections import first_small
from portal.pdf import Pdf, render


def follow_up_pdf(content: dict, facts: EditionFacts) -> Pdf:
    """The PDF of a follow-up's content (see followups.contents). Raises portal.pdf.RenderingFailed."""
    return render(follow_up_html(content, facts))


def follow_up_html(content: dict, facts: EditionFacts, template: str = "pdf/follow_up.html") -> str:
    """The document that becomes the PDF."""
    official_name = content["municipality"]["official_name"]
    name = f"Uppföljning {first_small(content['range_label'])}"
    about = first_small(content["pledge"]["title"]) if content["pledge"] else "medborgarlöfte"
    texts = {promise["number"]: promise["text"] for promise in content["promises"]}
    return render_to_string(
        template,
        {
            "follow_up": content,
            "facts": facts,
            "title": f"{name}, {official_name}",
            "heading": f"Uppföljning av {about}",
            "running": f"{official_name} · {name}",
            "description": f"Hur det har gått med det som polisen och {official_name} lovat, {content['in_words']}.",
            "is_demo": content["is_demo"],
            "names_hidden": content.get("names_hidden", []),
            "marks": marks_style(),
            "targets": target_groups(content),
            "shares": share_rows(content),
            "narratives": [{**part, "promise_text": texts.get(part["promise"], "")} for part in content["narratives"]],
            "answers": [answer_item(answer, content["range_label"]) for answer in content["answers"]],
        },
    )
