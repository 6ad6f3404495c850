"""Template tags that draw charts with SVG, the same on the web and in PDF.

A PDF's sheet does not reach inside a drawing, so looks are attributes, for paper and told apart in greyscale; the
sheet charts.css gives other colours on the web. Numbers always stand in words beside.
"""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.charts import Bar, Stretch, in_a_row, reach, shares
from portal.templatetags.components import drawing, tone
from portal.wording import figure, listed

register = template.Library()

# Fill, edge, and the colour of the mark inside.
PAPER = {
    "done": ("#1b6e3c", "#1b6e3c", "#ffffff"),
    "partly_done": ("#b9dcc6", "#1b6e3c", "#0f4a27"),
    "ongoing": ("#8fc0e0", "#0b5c8a", "#06354f"),
    "not_started": ("#ffffff", "#3d4a57", "#3d4a57"),
    "late": ("#e39a35", "#8f4a00", "#3a1e00"),
    "cancelled": ("#ecd9df", "#6a2437", "#6a2437"),
    "not_reported": ("#ffffff", "#8894a0", "#3d4a57"),
}
WIDE = Bar(width=1660, height=80, gap=10, edge=5, mark=46, least=30)  # tenths of a millimetre: the text's width in PDF
SMALL = Bar(width=480, height=36, gap=4, edge=3, mark=22, least=14)
DASHED = ("not_reported",)

# A tertial: a square with what makes it another than its neighbours, also without colour.
SIDE, BETWEEN = 18, 3
LINES = {
    "reported_late": "M{left} 16.5L{right} 1.5",
    "late": "M{middle} 9h.01",
    "missing": "M{x1} 5.5l7 7m0-7l-7 7",
    "outside": "M{x1} 9h7",
}


@register.simple_tag
def shares_chart(summary: dict, size: str = "small") -> SafeString:
    """How many stand where, as one bar with a mark in each part; empty without any. `summary`: pledges.summaries."""
    rows = [row for row in summary["rows"] if row["count"]]
    if not rows:
        return SafeString()
    bar = WIDE if size == "wide" else SMALL
    return _svg(bar.width, bar.height, alternative(rows), _parts(rows, bar))


def alternative(rows: Sequence[dict]) -> str:
    """The bar in words: "Läget för 7 aktiviteter. Genomförd: 4, pågår: 2 och försenad: 1."."""
    total = sum(row["count"] for row in rows)
    parts = listed([f"{row['status_text'].lower()}: {figure(row['count'])}" for row in rows])
    things = "aktivitet" if total == 1 else "aktiviteter"
    return f"Läget för {figure(total)} {things}. {parts[:1].upper()}{parts[1:]}."


def _parts(rows: Sequence[dict], bar: Bar) -> str:
    drawn = []
    for part in shares([(row["status"], row["count"]) for row in rows], bar):
        fill, edge, ink = PAPER[part.name]
        dashes = f' stroke-dasharray="{bar.edge * 4} {bar.edge * 2}"' if part.name in DASHED else ""
        drawn.append(
            f'<g class="part {tone(part.name)}" color="{ink}">'
            f'<rect x="{part.x:.4g}" y="{bar.edge / 2:.4g}" width="{part.width:.4g}" height="{bar.height - bar.edge}"'
            f' rx="{bar.height / 6:.3g}" fill="{fill}" stroke="{edge}" stroke-width="{bar.edge}"{dashes}/>'
        )
        if part.mark_x is not None:
            at = f"translate({part.mark_x:.4g} {(bar.height - bar.mark) / 2:.3g}) scale({bar.mark / 16:.3g})"
            drawn.append(f'<g transform="{at}">{drawing(part.name)}</g>')
        drawn.append("</g>")
    return "".join(drawn)


@register.simple_tag
def target_chart(share: float | None, said: str) -> SafeString:
    """An outcome as a bar against the line of its target; `share` is of the target, `said` the same in words."""
    width, height = SMALL.width, 30
    found = reach(share or 0, width - 2)
    end = f'<path class="cut" d="M{width - 14} 5l8 10-8 10" fill="none" stroke="#ffffff" stroke-width="3"/>'
    parts = (
        f'<rect class="track" x="1" y="5" width="{width - 2}" height="20" fill="#e3e7eb"/>'
        f'<rect class="outcome" x="1" y="5" width="{found.done:.4g}" height="20" fill="#0b5c8a"/>'
        f'<path class="aim" d="M{found.target + 1:.4g} 0v{height}" stroke="#111111" stroke-width="4"/>'
    )
    return _svg(width, height, said, parts + (end if found.is_cut else ""))


@register.simple_tag
def year_chart(stretches: Iterable[Stretch], label: str) -> SafeString:
    """The tertials of a year as squares, those that are told of together as one."""
    told = list(stretches)
    places = in_a_row([one.length for one in told], SIDE, BETWEEN)
    drawn = "".join(_square(one.state, x, width) for one, (x, width) in zip(told, places, strict=True))
    said = f"{label}: {listed([one.said for one in told])}"
    return _svg(3 * SIDE + 2 * BETWEEN, SIDE, said, drawn, "year")


@register.simple_tag
def square_key(state: str) -> SafeString:
    """The square of a state beside its word, as in a legend."""
    parts = mark_safe(_square(state, 0, SIDE))  # noqa: S308  ours
    return format_html('<svg class="key" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>', SIDE, SIDE, parts)


def _square(state: str, x: float, width: float) -> str:
    middle = x + width / 2
    ends = {"left": f"{x + 1.5:g}", "right": f"{x + width - 1.5:g}", "middle": f"{middle:g}", "x1": f"{middle - 3.5:g}"}
    line = f'<path d="{LINES[state].format(**ends)}"/>' if state in LINES else ""
    square = f'<rect x="{x + 1:g}" y="1" width="{width - 2:g}" height="{SIDE - 2}" rx="2"/>'
    return f'<g class="{tone(state)}">{square}{line}</g>'


def _svg(width: int, height: int, said: str, parts: str, kind: str = "") -> SafeString:
    inside = mark_safe(parts)  # noqa: S308  numbers, and classes and colours of ours
    name = f"chart {kind}".rstrip()
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>', name, width, height, said, inside
    )
