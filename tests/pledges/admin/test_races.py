"""Two at the very same moment, in threads of their own against the real database, two hundred times over."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from pledges.models import GlossaryTerm, Membership, Method, Revision
from tests import factories
from tests.approving import approve_by_both, reviewers
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 200


@pytest.fixture
def two():
    """Two people who work with the whole country, and what runs a round of both at once."""
    people = [factories.user(f"{name}@example.se") for name in ("anna", "bo")]
    for person in people:
        Membership.objects.create(user=person, role="administrator", party="police", whole_country=True)
    return [sign_in(Client(), person) for person in people]


def at_once(clients, addresses, bodies: list[list[dict]]) -> list[list]:
    """Each client sends its body of each round, at the same time as the other; the answers by round.

    `addresses` gives each client's address in a round, by the round's number.
    """
    barrier = Barrier(len(clients))

    def send(client, address, own: list[dict]) -> list:
        answers = []
        for number, body in enumerate(own):
            barrier.wait(timeout=60)
            answers.append(client.post(address(number), body))
        connection.close()
        return answers

    with ThreadPoolExecutor(len(clients)) as threads:
        found = list(threads.map(send, clients, addresses, zip(*bodies, strict=True)))
    return list(zip(*found, strict=True))


def test_of_two_who_save_at_once_one_wins_and_the_other_keeps_the_text(two):
    words = [GlossaryTerm.objects.create(name=f"Ord {n}", slug=f"ord-{n}") for n in range(ROUNDS)]
    bodies = [
        [
            {"name": word.name, "slug": word.slug, "explanation": f"{who} skrev {word.pk}.", "_version": "1"}
            for who in ("Anna", "Bo")
        ]
        for word in words
    ]
    rounds = at_once(two, [lambda n: f"/admin/pledges/glossaryterm/{words[n].pk}/change/"] * 2, bodies)
    for word, sent, answers in zip(words, bodies, rounds, strict=True):
        codes = [answer.status_code for answer in answers]
        assert sorted(codes) == [302, 409]
        won, lost = sent[codes.index(302)]["explanation"], sent[codes.index(409)]["explanation"]
        page = answers[codes.index(409)].content.decode()
        assert f'name="explanation" value="{lost}"' in page
        assert f"<td>{won}</td>" in "".join(page.split("\n")).replace("        ", "")
        word.refresh_from_db()
        assert (word.explanation, word.version) == (won, 2)
    assert Revision.objects.filter(verb="saved").count() == ROUNDS


def opened(client, address: str, **typed) -> dict:
    """What a browser would send of the page that is opened now."""
    return Page(client, address).fill(**typed).fields | {"_continue": "1"}


def publish_against_edit(pledge, order: str) -> list:
    """The answers to one who publishes and one who edits, both having opened their pages before."""
    stem = f"/admin/pledges/pledge/{pledge.pk}/"
    publisher, editor = (sign_in(Client(), user) for user in (reviewers()["police"], reviewers()["municipality"]))
    forms = [
        (publisher, f"{stem}publicera/", opened(publisher, f"{stem}publicera/")),
        (editor, f"{stem}change/", opened(editor, f"{stem}change/", promises__0__text="Redaktörens text.")),
    ]
    if order == "at once":
        clients, addresses, bodies = zip(*forms, strict=True)
        return at_once(clients, [lambda _, one=address: one for address in addresses], [bodies])[0]
    answers = {form[1]: form[0].post(*form[1:]) for form in (forms if order == "publisher first" else forms[::-1])}
    return [answers[address] for _, address, _ in forms]


@pytest.mark.usefixtures("quick_pdf")
@pytest.mark.parametrize("order", ["publisher first", "editor first", "at once"])
def test_of_one_who_publishes_and_one_who_edits_one_wins_and_nothing_is_lost(order):
    pledge = approve_by_both(factories.pledge())
    pledge.refresh_from_db()
    before = pledge.version
    published, edited = publish_against_edit(pledge, order)
    pledge.refresh_from_db()
    assert pledge.version == before + 1
    won = published.status_code == 302
    assert won or order != "publisher first"
    assert (published.status_code, edited.status_code) == ((302, 409) if won else (200, 302))
    if won:
        assert pledge.editions.get().content["promises"][0]["text"] == "Vi lovar sak 1."
        assert 'name="promises-0-text" value="Redaktörens text."' in edited.content.decode()
    else:
        assert (pledge.state, pledge.stage, pledge.promises.get().text) == ("draft", "editing", "Redaktörens text.")
        assert not pledge.editions.exists()
        assert "errorlist" in published.content.decode()


def test_a_form_that_is_sent_twice_at_once_makes_one_row(two):
    anna = two[0]
    again = Client()
    again.cookies = anna.cookies
    bodies = [
        [{"name": f"Metod {n}", "slug": f"metod-{n}", "_form_number": f"nummer-{n:020}", "_continue": "1"}] * 2
        for n in range(ROUNDS)
    ]
    rounds = at_once([anna, again], [lambda _: "/admin/pledges/method/add/"] * 2, bodies)
    for first, second in rounds:
        assert (first.status_code, second.status_code) == (302, 302)
        assert first["Location"] == second["Location"]
    assert Method.objects.count() == ROUNDS
