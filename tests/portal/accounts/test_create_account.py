"""`manage.py create_account`: the first administrator, before anybody can invite."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from portal.models import User
from tests.signing_in import SECRET

pytestmark = pytest.mark.django_db


def create(*arguments: str, stdin: str = "", monkeypatch=None) -> str:
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    call_command("create_account", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_a_link_where_the_password_is_chosen():
    told = create("Karin@Polisen.example", "--name", "Karin Berg", "--administrator")
    karin = User.objects.get()
    assert (karin.email, karin.full_name, karin.is_superuser) == (
        "karin@polisen.example", "Karin Berg", True,
    )  # fmt: skip
    assert told.startswith("karin@polisen.example: kontot är skapat.\nVälj lösenord här, inom sju dagar:\n")
    path = re.search(r"http://127.0.0.1:8000(/konto/valkommen/\S+)", told).group(1)
    assert "Välkommen, Karin Berg" in Client().get(path).content.decode()


def test_a_password_is_read_from_standard_input_and_printed_nowhere(monkeypatch):
    told = create("karin@polisen.example", "--password-stdin", stdin="hästen i hagen vid ån\n", monkeypatch=monkeypatch)
    karin = User.objects.get()
    assert karin.check_password("hästen i hagen vid ån")
    assert "hästen" not in told
    assert told.endswith("Logga in på http://127.0.0.1:8000/konto/logga-in/\n")


def test_once_more_changes_only_what_is_asked_for(monkeypatch):
    create("karin@polisen.example", "--administrator", "--name", "Karin Berg")
    create("karin@polisen.example", "--password-stdin", stdin="hästen i hagen vid ån\n", monkeypatch=monkeypatch)
    told = create("KARIN@polisen.example")
    karin = User.objects.get()
    assert told.startswith("karin@polisen.example: kontot fanns redan.")
    assert (karin.is_superuser, karin.full_name) == (True, "Karin Berg")
    assert karin.check_password("hästen i hagen vid ån")


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["karin"], "", "giltig e-postadress"),
        (["karin@polisen.example", "--password-stdin"], "polisen12345\n", "lätt att gissa"),
        (["karin@polisen.example", "--password-stdin"], "", "för kort"),
    ],
)
def test_what_may_not_be_is_refused_in_swedish_and_nothing_is_made(arguments, stdin, words, monkeypatch):
    with pytest.raises(CommandError, match=words):
        create(*arguments, stdin=stdin, monkeypatch=monkeypatch)
    assert User.objects.count() == 0


def test_a_closed_account_stays_closed():
    robot = User.objects.robot("inlasning")
    with pytest.raises(CommandError, match="är stängt"):
        create(robot.email, "--administrator")
    robot.refresh_from_db()
    assert (robot.is_active, robot.is_superuser) == (False, False)


def test_who_runs_the_portal_takes_away_a_second_factor_that_nobody_else_can(audited):
    create("karin@polisen.example", "--administrator")
    karin = User.objects.get()
    TOTP.activate(karin, SECRET)
    create("karin@polisen.example")
    assert Authenticator.objects.filter(user=karin).exists()
    create("karin@polisen.example", "--reset-second-factor")
    assert not Authenticator.objects.filter(user=karin).exists()
    assert "second_factor_reset" in [line["event"] for line in audited()]
