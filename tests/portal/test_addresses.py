"""Addresses are looked up once and are the same as Django's own, in every way that a template asks for them."""

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse

from portal.addresses import address_of


def drawn(text: str, **known) -> str:
    return engines["django"].from_string(text).render(known)


def test_an_address_is_what_reverse_says():
    for _ in range(2):
        assert address_of("pledge", "gislaved", "2021") == reverse("pledge", args=["gislaved", "2021"])


def test_the_tag_says_the_same_with_parts_by_place_by_name_and_under_a_name():
    told = "{% url 'pledge' slug '2021' %} {% url 'area' slug=slug %} {% url 'start' as start %}{{ start }}"
    assert drawn(told, slug="gislaved") == "/gislaved/2021/ /lokalpolisomraden/gislaved/ /"
    assert drawn("{% url 'admin:index' %}") == reverse("admin:index")


def test_what_is_not_found_is_an_error_unless_it_is_asked_for_under_a_name():
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'nothing-like-it' %}")
    assert drawn("{% url 'nothing-like-it' as found %}[{{ found }}]") == "[]"
