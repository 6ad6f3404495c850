"""No PDF that acts is published: each trick is cleaned away, and a second look finds what the cleaning misses."""

import io

import pikepdf
import pytest
from pikepdf.settings import get_qpdf_limits, set_qpdf_limits

from portal.pdf import cleaning, inspection, measuring
from portal.pdf.refusals import Refused
from tests.portal.breaking_pdfs import BOMBS, BROKEN
from tests.portal.hostile_pdfs import TRICKS
from tests.portal.raw_pdfs import MARK

ACTIVE = (
    b"JavaScript JS Launch GoToR GoToE SubmitForm ImportData Thread XFA RichMedia EmbeddedFile EF OPI AA Ref".split()
)
# What rewriting alone leaves behind, so that the cleaning has nothing to tell.
LEFT_BEHIND = {"after the end", "ZIP after the end", "HTML in a comment", "in the trailer"}
# What does nothing by itself: the cleaning takes it, the second look need not refuse it.
INERT = LEFT_BEHIND | {
    "Print by name when opened",
    "unknown type when opened",
    "base of addresses",
    "web capture",
    "requirements",
    "annotation of no known kind",
    "earlier revision",
    "object that nothing points at",
    "in an earlier metadata",
}
AMBIGUOUS = {"key twice"}  # refused rather than guessed at


@pytest.fixture(scope="module", autouse=True)
def limits_of_the_child():
    before = get_qpdf_limits()
    measuring.limit_parser()
    yield
    set_qpdf_limits(**before)


def cleaned(data: bytes) -> tuple[bytes, dict]:
    out = io.BytesIO()
    facts = inspection.inspect(data, out)
    return out.getvalue(), facts


def in_the_open(data: bytes) -> bytes:
    """The file with nothing packed and every name written out."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


@pytest.mark.parametrize("trick", sorted(TRICKS.keys() - AMBIGUOUS))
def test_nothing_that_acts_is_left(trick):
    clean, facts = cleaned(TRICKS[trick]())
    text = in_the_open(clean)
    assert MARK.encode() not in clean + text
    assert [name for name in ACTIVE if b"/" + name + b" " in text or b"/" + name + b"\n" in text] == []
    assert bool(facts["removed"]) is (trick not in LEFT_BEHIND)
    assert facts["text"].split() in (["Sida", "1", "Sida", "2"], [])


@pytest.mark.parametrize("trick", sorted(TRICKS.keys() - INERT - AMBIGUOUS))
def test_the_second_look_finds_what_the_cleaning_misses(trick, monkeypatch):
    monkeypatch.setattr(cleaning, "clean", lambda _pdf: set())
    with pytest.raises(Refused) as refused:
        cleaned(TRICKS[trick]())
    assert refused.value.code == "active"


@pytest.mark.parametrize("name", [*BROKEN, *BOMBS])
def test_a_file_that_is_broken_or_out_of_bounds_is_refused_with_its_reason(name):
    make, code = {**BROKEN, **BOMBS}[name]
    with pytest.raises(Refused) as refused:
        cleaned(make())
    assert refused.value.code == code


@pytest.mark.parametrize("trick", sorted(AMBIGUOUS))
def test_what_two_readers_may_read_differently_is_refused(trick):
    with pytest.raises(Refused) as refused:
        cleaned(TRICKS[trick]())
    assert refused.value.code == "broken"
