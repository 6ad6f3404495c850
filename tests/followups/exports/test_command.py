"""`manage.py render_report`: exports from the command line."""

import zipfile

import pytest
from django.core.management import CommandError, call_command

from followups.models import FollowUpEdition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "reports"), pytest.mark.xdist_group("exports")]


def run(*arguments: str, out) -> None:
    call_command("render_report", *arguments, "--out", str(out))


def refusal(*arguments: str, out) -> str:
    with pytest.raises(CommandError) as refused:
        run(*arguments, out=out)
    assert not out.exists()
    return str(refused.value).replace("\xa0", " ")


ONE = ("--kommun", "0683", "--year", "2025", "--tertial", "3")


def test_one_follow_up_is_the_published_file_byte_for_byte(tmp_path, client, capsys):
    run(*ONE, out=tmp_path / "ut.pdf")
    public = client.get("/varnamo/uppfoljning/2025-t3.pdf")
    assert (tmp_path / "ut.pdf").read_bytes() == b"".join(public.streaming_content)
    assert capsys.readouterr().out.replace("\xa0", " ") == (
        f"{tmp_path}/ut.pdf: 1 uppföljning för Värnamo, tertial 3 2025.\n"
    )


def test_several_kommuner_become_a_zip_a_table_or_a_folder(tmp_path, capsys):
    two = ("--kommun", "0684", "--kommun", "0683", "--year", "2025", "--tertial", "3")
    run(*two, out=tmp_path / "ut.zip")
    run(*two, out=tmp_path / "ut.csv")
    run(*two, out=tmp_path / "mapp")
    names = ["uppfoljning-savsjo-2025-t3-utgava-1.pdf", "uppfoljning-varnamo-2025-t3-utgava-1.pdf"]
    assert zipfile.ZipFile(tmp_path / "ut.zip").namelist()[:2] == names
    assert [line[:4] for line in (tmp_path / "ut.csv").read_text("utf-8-sig").splitlines()[1:]] == ["0684", "0683"]
    assert sorted(file.name for file in (tmp_path / "mapp").iterdir()) == names
    assert "2 uppföljningar för Sävsjö och Värnamo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "reports"),
    [(("--lpo", "varnamo"), 3), (("--lan", "06"), 4), (("--region", "ost"), 4), (("--country",), 4)],
)
def test_an_area_is_all_its_kommuner_and_what_is_missing_is_told(where, reports, tmp_path, capsys):
    run(*where, *["--year", "2025", "--tertial", "1", "--tertial", "2", "--tertial", "3"], out=tmp_path / "ut.zip")
    told = capsys.readouterr()
    assert f"{reports} uppföljningar" in told.out
    assert "Värnamo, tertial 1 2025: Saknas. Skulle ha publicerats 31 maj 2025." in told.err.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kommun", "1234", *ONE[2:]), "Det finns inget på platsen kommun:1234."),
        (("--lpo", "VÄRNAMO", *ONE[2:]), "Det finns inget på platsen omrade:VÄRNAMO."),
        (ONE[2:], "Skriv var: --kommun, --lpo, --lan, --region eller --country."),
        (
            ("--kommun", "0683", "--year", "2019", "--tertial", "1"),
            "Ingen uppföljning är publicerad för Värnamo, tertial 1 2019.",
        ),
    ],
)
def test_what_cannot_be_found_is_told_in_swedish_and_nothing_is_written(arguments, told, tmp_path):
    assert refusal(*arguments, out=tmp_path / "ut.zip") == told


def test_a_format_that_does_not_exist_is_told_with_those_that_do(tmp_path):
    assert refusal(*ONE, out=tmp_path / "ut.doc").startswith("Skriv --out som en fil som slutar på .")


def test_a_folder_that_does_not_exist_or_a_file_that_is_gone_is_told(tmp_path):
    assert refusal(*ONE, out=tmp_path / "saknas" / "ut.zip").startswith("Det går inte att skriva ")
    FollowUpEdition.objects.update(pdf="editions/borta.pdf")
    assert "går inte att läsa just nu" in refusal(*ONE, out=tmp_path / "ut.pdf")
