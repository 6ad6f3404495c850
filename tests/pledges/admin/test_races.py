"""Two at the very same moment, in threads of their own against the real database, two hundred times over."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from pledges.models import GlossaryTerm, Membership, Method, Revision
from tests import factories
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


def at_once(clients, address, bodies: list[list[dict]]) -> list[list]:
    """Each client sends its body of each round, at the same time as the other; the answers by round."""
    barrier = Barrier(len(clients))

    def send(client, own: list[dict]) -> list:
        answers = []
        for number, body in enumerate(own):
            barrier.wait(timeout=60)
            answers.append(client.post(address(number), body))
        connection.close()
        return answers

    with ThreadPoolExecutor(len(clients)) as threads:
        found = list(threads.map(send, clients, zip(*bodies, strict=True)))
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
    rounds = at_once(two, lambda n: f"/admin/pledges/glossaryterm/{words[n].pk}/change/", bodies)
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


def test_a_form_that_is_sent_twice_at_once_makes_one_row(two):
    anna = two[0]
    again = Client()
    again.cookies = anna.cookies
    bodies = [
        [{"name": f"Metod {n}", "slug": f"metod-{n}", "_form_number": f"nummer-{n:020}", "_continue": "1"}] * 2
        for n in range(ROUNDS)
    ]
    rounds = at_once([anna, again], lambda _: "/admin/pledges/method/add/", bodies)
    for first, second in rounds:
        assert (first.status_code, second.status_code) == (302, 302)
        assert first["Location"] == second["Location"]
    assert Method.objects.count() == ROUNDS
