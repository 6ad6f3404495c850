"""Fills in a page's form and sends it the way that a browser does."""

from html.parser import HTMLParser


class Page:
    """One page with its form. `fields` hold what a browser would send; change them, then `send`."""

    def __init__(self, client, address: str) -> None:
        self.client, self.address = client, address
        self.read(client.get(address))

    def read(self, response) -> None:
        self.response = response
        self.html = response.content.decode() if not response.streaming else ""
        parser = FormParser()
        parser.feed(self.html)
        self.fields, self.text = parser.fields, " ".join("".join(parser.text).split())

    def fill(self, **values) -> "Page":
        """Set fields; `__` in a name stands for the hyphen of a row's field."""
        self.fields.update({name.replace("__", "-"): value for name, value in values.items()})
        return self

    def send(self, button: str = "_continue"):
        """Send the form, follow where it leads, and read the page that answers."""
        response = self.client.post(self.address, {**self.fields, button: "1"}, follow=True)
        if response.redirect_chain:
            self.address = response.redirect_chain[-1][0]
        self.read(response)
        return self

    @property
    def errors(self) -> list[str]:
        parser = ErrorParser()
        parser.feed(self.html)
        return parser.errors


class FormParser(HTMLParser):
    """The successful controls of a page, by HTML's rules, and its visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict = {}
        self.text: list[str] = []
        self.area = self.select = None
        self.silent = 0

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        if tag in ("script", "style"):
            self.silent += 1
        if tag == "select":
            self.select = found["name"]
        if tag == "option" and self.select and ("selected" in found or self.select not in self.fields):
            self.fields[self.select] = found.get("value", "")
        if tag == "textarea":
            self.area = found["name"]
            self.fields[self.area] = ""
        if tag == "input":
            self.input(found)

    def input(self, found) -> None:
        kind, name = found.get("type", "text"), found.get("name")
        if not name or kind in ("submit", "file", "button"):
            return
        if kind in ("checkbox", "radio"):
            if "checked" in found:
                self.fields.setdefault(name, []).append(found.get("value", "on"))
            return
        self.fields[name] = found.get("value", "")

    def handle_endtag(self, tag) -> None:
        if tag in ("script", "style"):
            self.silent -= 1
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None

    def handle_data(self, data) -> None:
        if self.area:
            self.fields[self.area] += data
        elif not self.silent:
            self.text.append(data)


class ErrorParser(HTMLParser):
    """The messages in lists of errors."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "ul" and "errorlist" in (dict(attrs).get("class") or ""):
            self.depth = 1
        elif tag == "li" and self.depth:
            self.errors.append("")

    def handle_endtag(self, tag) -> None:
        if tag == "ul":
            self.depth = 0

    def handle_data(self, data) -> None:
        if self.depth and self.errors:
            self.errors[-1] += data.strip()
