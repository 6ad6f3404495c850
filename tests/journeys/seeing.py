"""Whether a page works for everybody: axe in light and in dark, wide and at 320 px, and text twice as large."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without the list of all that is right, which takes as long to make as what is wrong does to find.
WCAG = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
WIDE, PHONE = "ljust, 1280 px", "mörkt, 320 px"
MODES = {  # each colour and each width once: what axe measures in one does not depend on the other
    WIDE: {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    PHONE: {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}
TWICE_AS_LARGE = "size => { document.documentElement.style.fontSize = size; }"


def violations(page) -> list[str]:
    """What axe finds wrong on the page as it is, a line each."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def wrong(page, modes=(WIDE, PHONE)) -> list[str]:
    """What is wrong in one mode after the other: what axe finds, and what is wider than the window."""
    return [f"{mode}: {line}" for mode in modes for line in wrong_in(page, mode)]


def wrong_in(page, mode: str) -> list[str]:
    page.set_viewport_size(MODES[mode]["viewport"])
    page.emulate_media(color_scheme=MODES[mode]["color_scheme"], reduced_motion="reduce")
    found = violations(page)
    if mode == WIDE:
        page.evaluate(TWICE_AS_LARGE, "200%")
    width = page.evaluate("document.documentElement.scrollWidth")
    page.evaluate(TWICE_AS_LARGE, "")
    return found if width <= MODES[mode]["viewport"]["width"] else [*found, f"{width} px wide"]
