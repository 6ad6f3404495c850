"""What people do in every journey, each step done when the page that it leads to has come."""

from playwright.sync_api import Locator, Page


def press(page: Page, name: str) -> None:
    """Press the button that sends the form; the next step meets the page that answers, never the one that is left."""
    leave_by(page, page.get_by_role("button", name=name, exact=True))


def leave_by(page: Page, button: Locator) -> None:
    """Click what leads to another page, and wait until that has come."""
    with page.expect_navigation():
        button.click()
