"""The steps that the back office offers: what each is called, where it is, and what it asks for."""

from dataclasses import dataclass

from pledges.admin import step_forms as forms


@dataclass(frozen=True)
class Step:
    """A step with a page of its own. `word` is its place in the address; `done` is said afterwards."""

    word: str
    title: str
    form: type[forms.SeenForm]
    done: str
    needs_all: bool = False  # nothing may be missing


PLAIN = {
    "publish": Step("publicera", "Publicera", forms.SeenForm, "Publicerat.", needs_all=True),
    "withdraw": Step(
        "dra-tillbaka", "Dra tillbaka", forms.ReasonForm, "Tillbakadraget. Adressen svarar nu med när och varför."
    ),
}
# In the order of the work; what each may start from is pledges.workflow.MOVES.
REVIEWED = {
    "send": Step(
        "skicka",
        "Skicka för granskning",
        forms.SendForm,
        "Skickat för granskning. Nu ska polisen och kommunen godkänna.",
        needs_all=True,
    ),
    "approve": Step("godkann", "Godkänn", forms.ApproveForm, "Godkänt."),
    "publish": Step("publicera", "Publicera", forms.PublishForm, "Publicerat.", needs_all=True),
    "return": Step("skicka-tillbaka", "Skicka tillbaka", forms.ReturnForm, "Skickat tillbaka med din kommentar."),
    "withdraw": PLAIN["withdraw"],
}
